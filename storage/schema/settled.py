"""What people settled at the counter, and what it showed them."""

import sqlalchemy as sa

from storage.schema.parts import key, link, moment, table, text

# a feed that a guild reads no more until it says so: the subscription as it was
paused_feed = table(
    "paused_feed",
    text("guild", primary_key=True),
    link("feed", "feed.id", primary_key=True, autoincrement=False, index=True),
    text("topic"),
    text("origin"),
    moment("created_at"),
    moment("paused_at"),
)

# a member's own clock; quiet is a Quiet as JSON
person = table(
    "person",
    text("person", primary_key=True),
    text("zone", nullable=True),
    text("quiet", nullable=True),
)

# a list or a form that somebody has in front of them, and may go on with: state is what it is about, as JSON
view = table(
    "view",
    key(),
    text("kind"),
    text("guild", nullable=True),
    text("person"),
    text("state"),
    moment("at", index=True),
    sa.Index("ix_view_person_id", "person", "id"),
)

# a Discord Scheduled Event that was made of an appointment; without its id it is being made
event = table(
    "event",
    text("guild", primary_key=True),
    text("key", primary_key=True),
    text("event", nullable=True),
    moment("at"),
)
