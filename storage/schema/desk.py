"""The desk: stories, and what grouping remembers."""

import sqlalchemy as sa

from storage.columns import number
from storage.schema.parts import count, key, link, moment, table, text

# changed is the tally's value when the story last changed
story = table(
    "story",
    key(),
    count("revision"),
    count("changed"),
    moment("founded_at"),
    link("merged_into", "story.id", nullable=True, index=True),
)

# which story an article belongs to; document is what grouping remembers of it
trace = table(
    "trace",
    link("article", "article.id", primary_key=True, autoincrement=False),
    link("story", "story.id"),
    moment("at"),
    text("document"),
    sa.Index("ix_trace_story_at", "story", "at"),
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

# how many articles held each term
term_count = table(
    "term_count",
    text("term", primary_key=True),
    count("articles"),
)

# one row: how often any story changed, and how many articles were counted
tally = table(
    "tally",
    sa.Column("id", number(), primary_key=True, autoincrement=False),
    count("changes"),
    count("articles"),
)

mention = table(
    "mention",
    link("article", "article.id", primary_key=True, autoincrement=False),
    text("actor", primary_key=True),
    text("role"),
    sa.Index("ix_mention_actor_article", "actor", "article"),
)
