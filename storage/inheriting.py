"""What becomes of a story's messages once it turned out to be another, older one."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from config.phrase import phrase
from storage import attempts
from storage.documents import POST
from storage.engine import Transaction
from storage.outbox import put
from storage.schema import attempt, delivery, message
from storage.targets import hold
from summarise.model import Merge, Pointer, Post, Update
from summarise.model.alert import Alert


async def hand_over(tx: Transaction, step: Merge, revision: int, now: datetime) -> None:
    """What targets were told of the newer is the older's where they know nothing of that; else it ends there.

    A post that came to nothing is no knowledge, and one that waits, nobody having tried it, is none beside a
    message. Where the newer one has a message beside the older's, its last words say that the older one's
    goes on. Targets before deliveries, and those before messages, as whoever sends them does.
    """
    newer, older = f"story:{step.newer}", f"story:{step.older}"
    targets = await tx.values(sa.select(delivery.c.target).where(delivery.c.subject == newer).distinct())
    for target in sorted(targets):
        await hold(tx, target)
    await _yield(tx, newer, older)
    told = await tx.values(
        sa.select(delivery.c.target)
        .where(delivery.c.subject == older, delivery.c.state != "failed")
        .distinct()
    )
    unsent = sa.and_(delivery.c.state == "due", delivery.c.attempts == 0)
    of_told = sa.and_(delivery.c.subject == newer, delivery.c.target.in_(told))
    gone = {"state": "superseded", "claimed_until": None, "done_at": now}
    dropped = await tx.values(
        sa.update(delivery).where(of_told, unsent).values(gone).returning(delivery.c.id)
    )
    one = phrase("Its story turned out to be {story}, told already.", story=older)
    await attempts.note(tx, dropped, "superseded", now, one)
    await _inherit(tx, newer, older, frozenset(targets) - frozenset(told))
    await _point(tx, step, revision, now)


async def _yield(tx: Transaction, newer: str, older: str) -> None:
    """What waits to be told of the older gives way where the newer has a message."""
    ours, theirs = delivery.alias(), delivery.alias()
    tried = sa.or_(ours.c.state != "due", ours.c.attempts > 0)
    told = sa.select(ours.c.target).where(
        ours.c.subject == older, ours.c.action == "post", ours.c.state != "failed", tried
    )
    says = sa.select(theirs.c.target).where(*_says(theirs, newer))
    waits = sa.and_(delivery.c.subject == older, delivery.c.target.in_(says), delivery.c.target.not_in(told))
    await _drop(tx, waits)


async def _drop(tx: Transaction, deliveries: sa.ColumnElement[bool]) -> None:
    tries = attempt.c.delivery.in_(sa.select(delivery.c.id).where(deliveries))
    await tx.execute(sa.delete(attempt).where(tries))
    await tx.execute(sa.delete(delivery).where(deliveries))


async def _inherit(tx: Transaction, newer: str, older: str, heirs: Collection[str]) -> None:
    """In these targets the newer story's messages go on as the older one's."""
    failed = sa.and_(delivery.c.subject == older, delivery.c.target.in_(heirs), delivery.c.state == "failed")
    await _drop(tx, failed)
    for table in (delivery, message):
        mine = table.c.subject == newer, table.c.target.in_(heirs)
        await tx.execute(sa.update(table).where(*mine).values(subject=older))


async def _point(tx: Transaction, step: Merge, revision: int, now: datetime) -> None:
    """Where both stories have a message, let the newer one's become a pointer to the older one's."""
    newer, older = f"story:{step.newer}", f"story:{step.older}"
    theirs, ours = delivery.alias(), delivery.alias()
    newest = (
        sa.select(ours.c.id)
        .where(ours.c.target == theirs.c.target, ours.c.subject == older, ours.c.state != "failed")
        .where(ours.c.action.in_(("post", "edit", "reply")))
        .order_by(ours.c.revision.desc(), ours.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    lost = (
        sa.exists()
        .where(
            message.c.target == theirs.c.target, message.c.subject.in_((newer, older)), message.c.part == 0
        )
        .where(message.c.gone)
    )
    both = (
        sa.select(theirs.c.guild, theirs.c.target, delivery.c.document)
        .select_from(theirs)
        .join(delivery, delivery.c.id == newest)
        .where(*_says(theirs, newer), sa.not_(lost))
        .order_by(theirs.c.target)
    )
    for row in await tx.rows(both):
        said = POST.read(row["document"])
        body = said.body if isinstance(said, Post) else None
        alert = body.alert if isinstance(body, Update) else body
        if isinstance(alert, Alert):
            leads = Pointer(story=step.older, headline=alert.summary.headline)
            told = Post(
                target=row["target"], subject=newer, part=0, action="edit", revision=revision, body=leads
            )
            await put(tx, row["guild"], told, now)


def _says(posts: sa.FromClause, subject: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Posts of the subject's messages that have arrived, or may have."""
    tried = sa.or_(posts.c.state.in_(("sent", "claimed", "unknown")), _tried_again(posts))
    return posts.c.subject == subject, posts.c.part == 0, posts.c.action == "post", tried


def _tried_again(posts: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(posts.c.state == "due", posts.c.attempts > 0)
