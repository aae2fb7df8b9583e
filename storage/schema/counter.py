"""The counter: guilds, what they asked for, and the outbox."""

import sqlalchemy as sa

from storage.columns import number
from storage.schema.parts import count, flag, key, link, moment, table, text

# locale is what Discord says of the guild, language what somebody chose; rights says which roles may change
# what, as JSON, log in which channel changes are told; left_at is since when the bot is no longer in it
guild = table(
    "guild",
    text("guild", primary_key=True),
    text("name"),
    moment("seen_at"),
    text("locale", nullable=True),
    text("language", nullable=True),
    text("rights", nullable=True),
    text("log", nullable=True),
    moment("left_at", nullable=True),
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

# actors_key is all that a watch asks for, as text of fixed length; wishes is what that is beside actors and
# role, as JSON; story is the one that somebody follows
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
    text("wishes", nullable=True),
    link("story", "story.id", nullable=True, index=True),
    text("asked_by", nullable=True),
    moment("fired_at", nullable=True),
    moment("paused_at", nullable=True),
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
    text("wishes", nullable=True),
    text("asked_by", nullable=True),
    sa.Column("tries", number(), nullable=False, server_default="0"),
    text("aside", nullable=True),
    moment("aside_at", nullable=True),
    sa.UniqueConstraint("guild", "target", "at", "zone"),
)

_UNFINISHED = sa.text("state IN ('due', 'claimed')")
_TRIED = sa.text("attempts > 0 AND state IN ('due', 'claimed', 'unknown')")

# the outbox; document is the Post, revision that of the body it now carries; rolls is the Post's, rolled_into
# the subject of the list that tells it, or is about to
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
    text("rolled_into", nullable=True),
    flag("rolls", server_default=sa.false()),
    sa.UniqueConstraint("target", "subject", "part", "action", "revision"),
    sa.Index("ix_delivery_guild_subject", "guild", "subject"),
    sa.Index("ix_delivery_subject", "subject"),
    sa.Index(
        "ix_delivery_unfinished",
        "target",
        "not_before",
        sqlite_where=_UNFINISHED,
        postgresql_where=_UNFINISHED,
    ),
    sa.Index("ix_delivery_tried", "target", sqlite_where=_TRIED, postgresql_where=_TRIED),
)

# literals, not parameters: only then do the databases see that a partial index holds the answer
_DUE, _CLAIMED = sa.literal_column("'due'", sa.Text), sa.literal_column("'claimed'", sa.Text)
_UNKNOWN = sa.literal_column("'unknown'", sa.Text)
UNFINISHED = delivery.c.state.in_([_DUE, _CLAIMED])
TRIED = sa.and_(
    delivery.c.attempts > sa.literal_column("0"), delivery.c.state.in_([_DUE, _CLAIMED, _UNKNOWN])
)

# what a target was sent, and the revision it shows; changed_at is its last edit, replied_at the last
# message below it; threaded says that a thread hangs on it, gone that somebody deleted it
message = table(
    "message",
    text("target", primary_key=True),
    text("subject", primary_key=True),
    sa.Column("part", number(), primary_key=True, autoincrement=False),
    text("message_id"),
    count("revision"),
    moment("sent_at"),
    moment("changed_at", nullable=True),
    moment("replied_at", nullable=True),
    flag("threaded", server_default=sa.false()),
    flag("gone", server_default=sa.false()),
    sa.Index("ix_message_target_sent_at", "target", "sent_at"),
)

# every try of a delivery and what it came to
attempt = table(
    "attempt",
    key(),
    link("delivery", "delivery.id", index=True),
    moment("at", index=True),
    text("outcome"),
    text("detail", nullable=True),
)

# targets that something was sent to; who claims a delivery holds its row. stopped_at while nothing is sent
# there, probe_at when it may be tried again by itself (null: only by somebody who asks). refusals counts the
# requests that Discord refused for the place, until somebody puts that right; misses the deleted messages
target = table(
    "target",
    text("target", primary_key=True),
    text("guild"),
    moment("stopped_at", nullable=True),
    text("reason", nullable=True),
    moment("probe_at", nullable=True),
    count("refusals"),
    count("misses"),
)

# stories that somebody silenced in a target
muted = table(
    "muted",
    text("target", primary_key=True),
    link("story", "story.id", primary_key=True, autoincrement=False, index=True),
    text("muted_by"),
    moment("muted_at"),
)

# what was decided last for a target about a story, and why; reasons is a list as JSON
verdict = table(
    "verdict",
    text("target", primary_key=True),
    link("story", "story.id", primary_key=True, autoincrement=False, index=True),
    text("guild"),
    count("revision"),
    text("what"),
    text("reasons"),
    moment("until", nullable=True),
    moment("at"),
    sa.Index("ix_verdict_target_at", "target", "at"),
)
