"""The desk: stories, and what grouping remembers."""

import sqlalchemy as sa

from storage.columns import number
from storage.schema.parts import count, flag, key, link, moment, table, text

# changed is the tally's value when the story last changed; background is the version of the counts by which
# it is weighed: those of the days before
story = table(
    "story",
    key(),
    count("revision"),
    count("changed"),
    count("background"),
    moment("founded_at"),
    link("merged_into", "story.id", nullable=True, index=True),
)

# which story an article belongs to; document is what grouping remembers of it, or empty where nobody asks
trace = table(
    "trace",
    link("article", "article.id", primary_key=True, autoincrement=False),
    link("story", "story.id"),
    moment("at"),
    text("document"),
    sa.Index("ix_trace_story_at", "story", "at"),
)

# an article because of which its story and those near it are to be looked at again; held says that first-time
# posts wait for that
mending = table(
    "mending",
    link("article", "article.id", primary_key=True, autoincrement=False),
    text("near"),
    flag("held"),
    count("attempts"),
    moment("wake_at", nullable=True, index=True),
)

# the traces' heaviest terms, inverted
trace_term = table(
    "trace_term",
    link("article", "article.id", primary_key=True, autoincrement=False),
    text("term", primary_key=True),
    link("story", "story.id"),
    moment("at"),
    sa.Index("ix_trace_term_term_at_story", "term", "at", "story"),
)

# a day on which something was read, and how many articles had been counted by its end
background = table(
    "background",
    sa.Column("version", number(), primary_key=True, autoincrement=False),
    sa.Column("day", sa.Date, nullable=False),
    count("articles"),
)

# how many articles had held each term by the end of a version's day, of the terms that came up on it
term_count = table(
    "term_count",
    text("term", primary_key=True),
    sa.Column("version", number(), primary_key=True, autoincrement=False),
    count("articles"),
)

# one row: how often any story changed
tally = table(
    "tally",
    sa.Column("id", number(), primary_key=True, autoincrement=False),
    count("changes"),
)

# lines of a feed's newest articles that may be its furniture (summarise.text.boilerplate)
feed_line = table(
    "feed_line",
    link("article", "article.id", primary_key=True, autoincrement=False),
    sa.Column("key", number(), primary_key=True, autoincrement=False),
    link("feed", "feed.id"),
    sa.Index("ix_feed_line_feed_article", "feed", "article"),
)
