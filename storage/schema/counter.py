"""The counter: guilds, what they asked for, and the outbox."""

import sqlalchemy as sa

from storage.columns import number
from storage.schema.parts import count, flag, key, link, moment, table, text

guild = table(
    "guild",
    text("guild", primary_key=True),
    text("name"),
    moment("seen_at"),
)

# small facts of the process as a whole
note = table(
    "note",
    text("key", primary_key=True),
    text("value"),
)

# topic is the path of the folders that a list had the feed in
subscription = table(
    "subscription",
    text("guild", primary_key=True),
    link("feed", "feed.id", primary_key=True, index=True),
    text("topic"),
    text("origin"),
    moment("created_at"),
)

# actors that were added: actor is the id, entry the TOML of one [[actor]], guild who sees it (null: all do)
actor = table(
    "actor",
    text("actor", primary_key=True),
    text("guild", nullable=True),
    text("entry"),
    text("origin"),
    moment("created_at"),
)

# actors_key is the set of actors and the role as text of fixed length
watch = table(
    "watch",
    key(),
    text("guild"),
    text("target"),
    text("actors"),
    text("actors_key"),
    text("role"),
    text("origin"),
    moment("created_at"),
    sa.UniqueConstraint("guild", "target", "actors_key"),
)

digest_plan = table(
    "digest_plan",
    key(),
    text("guild"),
    text("target"),
    sa.Column("at", sa.Time, nullable=False),
    text("zone"),
    count("stories"),
    count("sentences"),
    text("origin"),
    moment("created_at"),
    moment("next_due_at", index=True),
    moment("wake_at", nullable=True),
    moment("last_until", nullable=True),
    sa.UniqueConstraint("guild", "target", "at", "zone"),
)

_UNFINISHED = sa.text("state IN ('due', 'claimed')")

# the outbox; document is the Post, revision that of the body it now carries
delivery = table(
    "delivery",
    key(),
    text("guild"),
    text("target"),
    text("subject"),
    count("part"),
    text("action"),
    count("revision"),
    text("state"),
    text("nonce"),
    text("document"),
    count("attempts"),
    flag("unknown"),
    moment("created_at"),
    moment("not_before"),
    moment("wake_at", nullable=True),
    moment("claimed_until", nullable=True),
    moment("tried_at", nullable=True),
    moment("done_at", nullable=True),
    text("error", nullable=True),
    sa.UniqueConstraint("target", "subject", "part", "action", "revision"),
    sa.Index("ix_delivery_guild_subject", "guild", "subject"),
    sa.Index(
        "ix_delivery_unfinished", "target", "id", sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED
    ),
)

# literals, not parameters: only then do the databases see that the partial index holds the answer
UNFINISHED = delivery.c.state.in_([sa.literal_column("'due'"), sa.literal_column("'claimed'")])

# what a target was sent, and the revision it shows
message = table(
    "message",
    text("target", primary_key=True),
    text("subject", primary_key=True),
    sa.Column("part", number(), primary_key=True, autoincrement=False),
    text("message_id"),
    count("revision"),
    moment("sent_at"),
)
