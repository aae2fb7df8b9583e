"""Rows of the outbox as deliveries, and which of them speak of one message."""

import sqlalchemy as sa

from storage.documents import POST, reason_of
from storage.model import Delivery
from storage.schema import delivery, guild, message

BELOW = ("reply", "thread", "publish")
"""What is done with the first part's message; anything else is about its own part's."""

OPEN = delivery.c.state.in_(("due", "claimed"))
"""What is unfinished, of few deliveries: SQLite would look for UNFINISHED among all of the target's."""

MESSAGES = ("post", "reply")
"""What makes a message."""

SHOWING = (*MESSAGES, "edit")
"""What a message shows."""

_ABOUT = sa.case((delivery.c.action.in_(BELOW), 0), else_=delivery.c.part)

DELIVERY = (
    sa.select(
        delivery, message.c.message_id, sa.func.coalesce(guild.c.language, guild.c.locale).label("speaks")
    )
    .outerjoin(
        message,
        sa.and_(
            message.c.target == delivery.c.target,
            message.c.subject == delivery.c.subject,
            message.c.part == _ABOUT,
        ),
    )
    .outerjoin(guild, guild.c.guild == delivery.c.guild)
)
"""Deliveries with the message that each is about and the language of their guild, for `delivery_of`."""


def delivery_of(row: sa.RowMapping, *, points_to: str | None = None, wary: bool = False) -> Delivery:
    """A row of `DELIVERY`."""
    return Delivery(
        id=row["id"],
        guild=row["guild"],
        post=POST.load(row["document"]),
        state=row["state"],
        nonce=row["nonce"],
        attempts=row["attempts"],
        message_id=row["message_id"],
        tried_at=row["tried_at"],
        unknown=row["unknown"],
        created_at=row["created_at"],
        not_before=row["not_before"],
        error=reason_of(row["error"]),
        points_to=points_to,
        wary=wary,
        speaks=row["speaks"],
    )


def about(target: str, subject: str, part: int) -> sa.ColumnElement[bool]:
    """The deliveries of one message: what makes it, and its edits."""
    return sa.and_(delivery.c.target == target, delivery.c.subject == subject, delivery.c.part == part)


def part_about(action: str, part: int) -> int:
    """The part whose message something with this action and part is about."""
    return 0 if action in BELOW else part


def message_about(target: str, subject: str, part: int) -> sa.ColumnElement[bool]:
    """The row of `message` of this part."""
    return sa.and_(message.c.target == target, message.c.subject == subject, message.c.part == part)
