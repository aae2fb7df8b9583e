"""The tables. A change here needs a migration: a test compares the two."""

from storage.schema.counter import (
    UNFINISHED,
    actor,
    delivery,
    digest_plan,
    guild,
    message,
    note,
    subscription,
    watch,
)
from storage.schema.desk import background, feed_line, mending, story, tally, term_count, trace, trace_term
from storage.schema.parts import HEAD, VERSION_TABLE, metadata
from storage.schema.said import appointment, appointment_actor, mention, quote, unknown
from storage.schema.wire import address, article, feed, host, identity, page, reading, revision, websub

__all__ = [
    "HEAD",
    "UNFINISHED",
    "VERSION_TABLE",
    "actor",
    "address",
    "appointment",
    "appointment_actor",
    "article",
    "background",
    "delivery",
    "digest_plan",
    "feed",
    "feed_line",
    "guild",
    "host",
    "identity",
    "mending",
    "mention",
    "message",
    "metadata",
    "note",
    "page",
    "quote",
    "reading",
    "revision",
    "story",
    "subscription",
    "tally",
    "term_count",
    "trace",
    "trace_term",
    "unknown",
    "watch",
    "websub",
]
