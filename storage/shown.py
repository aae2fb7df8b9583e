"""What targets were told of a story: the newest words, sent or on their way, and how their message stands."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from storage.documents import POST
from storage.engine import Transaction
from storage.schema import delivery, message
from summarise.model import Post, Shown

Place = tuple[str, str]
"""A guild and one of its targets."""

_SAID = ("post", "edit", "reply")
_FACTS = ("sent_at", "changed_at", "replied_at", "threaded", "gone")


async def shown(tx: Transaction, guilds: Collection[str], subjects: Sequence[str]) -> dict[Place, Shown]:
    """What each of the guilds' targets was told of the first of the subjects that it knows.

    What it has comes before what is still to be sent. Where the message's post came to nothing, it knows
    nothing.
    """
    if not guilds or not subjects:
        return {}
    newest: dict[Place, sa.RowMapping] = {}
    replies: dict[tuple[str, str, str], Post] = {}
    for row in await tx.rows(_newest(guilds, subjects)):
        if row["is_reply"]:
            replies[row["guild"], row["target"], row["subject"]] = POST.load(row["document"])
        if row["is_newest"]:
            place = (row["guild"], row["target"])
            newest[place] = min(newest.get(place, row), row, key=lambda one: _rank(one, subjects))
    return {
        place: _shown(row, replies.get((*place, row["subject"]))) for place, row in sorted(newest.items())
    }


def _newest(guilds: Collection[str], subjects: Sequence[str]) -> sa.Select[Any]:
    """The newest words for each target about each subject, and the newest below its message."""
    of_message = (delivery.c.guild, delivery.c.target, delivery.c.subject)
    below = delivery.c.part > 0
    order = (delivery.c.revision.desc(), delivery.c.id.desc())
    place = sa.func.row_number().over(partition_by=of_message, order_by=order)
    among = sa.func.row_number().over(partition_by=(*of_message, below), order_by=order)
    about = (delivery.c.guild.in_(sorted(guilds)), delivery.c.subject.in_(subjects))
    said = (
        sa.select(
            delivery.c.id,
            (place == 1).label("is_newest"),
            sa.and_(below, among == 1).label("is_reply"),
        )
        .where(*about, delivery.c.action.in_(_SAID), delivery.c.state != "failed")
        .subquery()
    )
    first, thread, listed = delivery.alias(), delivery.alias(), message.alias()
    posted = sa.and_(_same(first), first.c.part == 0, first.c.action == "post", first.c.state != "failed")
    opening = sa.and_(
        _same(thread), thread.c.action == "thread", thread.c.state.not_in(("failed", "superseded"))
    )
    tried = sa.select(sa.func.min(first.c.tried_at)).where(posted, first.c.attempts > 0)
    in_list = sa.and_(
        listed.c.target == first.c.target, listed.c.subject == first.c.rolled_into, listed.c.part == 0
    )
    return (
        sa.select(
            *of_message,
            delivery.c.document,
            said.c.is_newest,
            said.c.is_reply,
            *(message.c[name] for name in _FACTS),
            sa.exists().where(posted, first.c.rolled_into.is_not(None)).label("rolled"),
            sa.exists().where(opening).label("opening"),
            tried.scalar_subquery().label("tried_at"),
            sa.select(sa.func.max(listed.c.sent_at))
            .where(posted, in_list)
            .scalar_subquery()
            .label("listed_at"),
        )
        .join(said, said.c.id == delivery.c.id)
        .outerjoin(
            message,
            sa.and_(
                message.c.target == delivery.c.target,
                message.c.subject == delivery.c.subject,
                message.c.part == 0,
            ),
        )
        .where(sa.or_(said.c.is_newest, said.c.is_reply), sa.exists().where(posted))
    )


def _same(other: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(other.c.target == delivery.c.target, other.c.subject == delivery.c.subject)


def _rank(row: sa.RowMapping, subjects: Sequence[str]) -> tuple[bool, int]:
    return (row["sent_at"] is None and not row["rolled"], subjects.index(row["subject"]))


def _shown(row: sa.RowMapping, reply: Post | None) -> Shown:
    return Shown(
        target=row["target"],
        subject=row["subject"],
        post=POST.load(row["document"]),
        sent_at=row["sent_at"] or row["listed_at"],
        changed_at=row["changed_at"],
        replied_at=row["replied_at"],
        threaded=bool(row["threaded"] or row["opening"]),
        gone=bool(row["gone"]),
        rolled=row["rolled"],
        reply=reply,
        tried_at=row["tried_at"],
    )
