"""The tables. A change here needs a migration: a test compares the two."""

from typing import Any

import sqlalchemy as sa

from storage.columns import Moment, Prose, number

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: Any) -> sa.Table:
    # AUTOINCREMENT: SQLite would give the id of a deleted last row to the next one
    has_id = any(isinstance(part, sa.Column) and part.name == "id" for part in parts)
    return sa.Table(name, metadata, *parts, sqlite_autoincrement=has_id)


def _id() -> sa.Column[Any]:
    return sa.Column("id", number(), primary_key=True)


def _link(name: str, target: str, **how: Any) -> sa.Column[Any]:
    return sa.Column(name, number(), sa.ForeignKey(target), nullable=how.pop("nullable", False), **how)


def _text(name: str, **how: Any) -> sa.Column[Any]:
    return sa.Column(name, Prose, nullable=how.pop("nullable", False), **how)


def _moment(name: str, **how: Any) -> sa.Column[Any]:
    return sa.Column(name, Moment, nullable=how.pop("nullable", False), **how)


def _count(name: str) -> sa.Column[Any]:
    return sa.Column(name, number(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


guild = _table(
    "guild",
    _text("guild", primary_key=True),
    _text("name"),
    _moment("seen_at"),
)

# small facts of the process as a whole
note = _table(
    "note",
    _text("key", primary_key=True),
    _text("value"),
)

# wake_at, here and below: the queue was nudged for this row, do not nudge again before
feed = _table(
    "feed",
    _id(),
    _text("address", unique=True),
    _text("outlet"),
    _text("title"),
    _text("backlog"),
    _text("etag", nullable=True),
    _text("last_modified", nullable=True),
    _text("body_hash", nullable=True),
    _count("failures"),
    _text("last_error", nullable=True),
    _moment("created_at"),
    _moment("first_read_at", nullable=True),
    _moment("last_read_at", nullable=True),
    _moment("last_polled_at", nullable=True),
    _moment("next_due_at", nullable=True, index=True),
    # seconds that the last look without failure decided to wait
    sa.Column("pace", sa.Double()),
    _moment("wake_at", nullable=True),
    _flag("retired"),
)

subscription = _table(
    "subscription",
    _text("guild", primary_key=True),
    _link("feed", "feed.id", primary_key=True, index=True),
    _text("origin"),
    _moment("created_at"),
)

article = _table(
    "article",
    _id(),
    _link("feed", "feed.id"),
    _text("guid"),
    _text("title"),
    _text("text"),
    _text("url", nullable=True),
    _text("author", nullable=True),
    _text("language", nullable=True),
    _text("content_hash"),
    _moment("published_at", nullable=True),
    _moment("seen_at", index=True),
    _moment("at", index=True),
    _flag("silent"),
    sa.UniqueConstraint("feed", "guid"),
)

# state = due | read | aside; document is the Reading of the words in article, revised are the words that the
# outlet has put in their place since, until they are read
reading = _table(
    "reading",
    _link("article", "article.id", primary_key=True, autoincrement=False),
    _text("state"),
    _count("attempts"),
    _moment("wake_at", nullable=True),
    _moment("read_at", nullable=True),
    _text("reason", nullable=True),
    _text("document", nullable=True),
    _text("revised", nullable=True),
    sa.Index("ix_reading_state_wake_at", "state", "wake_at"),
)

# changed is the tally's value when the story last changed
story = _table(
    "story",
    _id(),
    _count("revision"),
    _count("changed"),
    _moment("founded_at"),
    _link("merged_into", "story.id", nullable=True, index=True),
)

# which story an article belongs to; document is what grouping remembers of it
trace = _table(
    "trace",
    _link("article", "article.id", primary_key=True, autoincrement=False),
    _link("story", "story.id"),
    _moment("at"),
    _text("document"),
    sa.Index("ix_trace_story_at", "story", "at"),
)

# the traces' heaviest terms, inverted
trace_term = _table(
    "trace_term",
    _link("article", "article.id", primary_key=True, autoincrement=False),
    _text("term", primary_key=True),
    _link("story", "story.id"),
    _moment("at"),
    sa.Index("ix_trace_term_term_at_story", "term", "at", "story"),
)

# how many articles held each term
term_count = _table(
    "term_count",
    _text("term", primary_key=True),
    _count("articles"),
)

# one row: how often any story changed, and how many articles were counted
tally = _table(
    "tally",
    sa.Column("id", number(), primary_key=True, autoincrement=False),
    _count("changes"),
    _count("articles"),
)

mention = _table(
    "mention",
    _link("article", "article.id", primary_key=True, autoincrement=False),
    _text("actor", primary_key=True),
    _text("role"),
    sa.Index("ix_mention_actor_article", "actor", "article"),
)

# actors_key is the actors' set as text of fixed length
watch = _table(
    "watch",
    _id(),
    _text("guild"),
    _text("target"),
    _text("actors"),
    _text("actors_key"),
    _text("origin"),
    _moment("created_at"),
    sa.UniqueConstraint("guild", "target", "actors_key"),
)

digest_plan = _table(
    "digest_plan",
    _id(),
    _text("guild"),
    _text("target"),
    sa.Column("at", sa.Time, nullable=False),
    _text("zone"),
    _count("stories"),
    _count("sentences"),
    _text("origin"),
    _moment("created_at"),
    _moment("next_due_at", index=True),
    _moment("wake_at", nullable=True),
    _moment("last_until", nullable=True),
    sa.UniqueConstraint("guild", "target", "at", "zone"),
)

_UNFINISHED = sa.text("state IN ('due', 'claimed')")

# the outbox; document is the Post, revision that of the body it now carries
delivery = _table(
    "delivery",
    _id(),
    _text("guild"),
    _text("target"),
    _text("subject"),
    _count("part"),
    _text("action"),
    _count("revision"),
    _text("state"),
    _text("nonce"),
    _text("document"),
    _count("attempts"),
    _flag("unknown"),
    _moment("created_at"),
    _moment("not_before"),
    _moment("wake_at", nullable=True),
    _moment("claimed_until", nullable=True),
    _moment("tried_at", nullable=True),
    _moment("done_at", nullable=True),
    _text("error", nullable=True),
    sa.UniqueConstraint("target", "subject", "part", "action", "revision"),
    sa.Index("ix_delivery_guild_subject", "guild", "subject"),
    sa.Index(
        "ix_delivery_unfinished", "target", "id", sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED
    ),
)

# literals, not parameters: only then do the databases see that the partial index holds the answer
UNFINISHED = delivery.c.state.in_([sa.literal_column("'due'"), sa.literal_column("'claimed'")])

# what a target was sent, and the revision it shows
message = _table(
    "message",
    _text("target", primary_key=True),
    _text("subject", primary_key=True),
    sa.Column("part", number(), primary_key=True, autoincrement=False),
    _text("message_id"),
    _count("revision"),
    _moment("sent_at"),
)
