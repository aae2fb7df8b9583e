"""The lists in which a target is told of stories beyond its alerts: ordinary messages that are edited."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from config.phrase import phrase
from storage import attempts
from storage.cooldown import fire
from storage.documents import POST
from storage.engine import Transaction
from storage.outbox import put
from storage.outgoing import about, message_about
from storage.schema import UNFINISHED, delivery, message, story
from summarise.editions.flood import OPEN, added, begun, changed, line, merged, next_edit
from summarise.model import Alert, Post, Rollup, Update

LIST: Final = "rollup:"

BATCH: Final = 50
"""How many alerts are taken into a list in one transaction: each is read, and others have to wait."""

SOON: Final = timedelta(minutes=1)
"""When a list is edited that is being sent."""


async def begin(tx: Transaction, guild: str, target: str, limit: int, now: datetime) -> str:
    """The subject of a list that begins now; it is sent after whatever is taken into it."""
    subject = f"{LIST}{now.isoformat()}"
    body = begun(now, limit)
    await put(
        tx, guild, Post(target=target, subject=subject, part=0, action="post", revision=1, body=body), now
    )
    return subject


async def current(tx: Transaction, target: str, now: datetime) -> str | None:
    """The subject of the target's list that still takes in what exceeds its alerts."""
    shown = sa.select(message.c.subject).where(
        message.c.target == target, message.c.sent_at > now - OPEN, message.c.subject.startswith(LIST)
    )
    waits = sa.select(delivery.c.subject).where(
        UNFINISHED, delivery.c.target == target, delivery.c.subject.startswith(LIST)
    )
    for subject in await tx.values(sa.union(shown, waits)):
        newest = await _newest(tx, target, subject)
        body = None if newest is None else newest.body
        is_open = isinstance(body, Rollup) and body.limit and body.since > now - OPEN
        if is_open and await _lasts(tx, target, subject):
            return str(subject)
    return None


async def gather(tx: Transaction, row: sa.RowMapping, now: datetime) -> None:
    """Take what is on its way into this row's list into it, BATCH at most: it is told there now.

    Where that list was deleted, refused or held meanwhile, another begins. What cannot be read is not told.
    """
    target, subject = row["target"], row["rolled_into"]
    coming = sa.and_(UNFINISHED, delivery.c.target == target, delivery.c.rolled_into == subject)
    if not await _lasts(tx, target, subject):
        newest = await _newest(tx, target, subject)
        limit = newest.body.limit if newest is not None and isinstance(newest.body, Rollup) else 0
        another = await begin(tx, row["guild"], target, limit, now)
        await tx.execute(sa.update(delivery).where(coming).values(rolled_into=another))
        subject = another
        coming = sa.and_(UNFINISHED, delivery.c.target == target, delivery.c.rolled_into == subject)
    rows = await tx.rows(
        sa.select(delivery.c.id, delivery.c.document)
        .where(coming)
        .order_by(delivery.c.id)
        .limit(BATCH)
        .with_for_update()
    )
    posts = [post for one in rows if isinstance(post := POST.read(one["document"]), Post)]
    lines = [line(post.body) for post in posts if isinstance(post.body, Alert)]
    await _change(tx, row["guild"], target, subject, lambda held: added(held, lines), now)
    ids = [one["id"] for one in rows]
    told = {"state": "superseded", "done_at": now, "wake_at": None}
    await tx.execute(sa.update(delivery).where(delivery.c.id.in_(ids)).values(told))
    listed = phrase("It is told in a list of further stories.")
    await attempts.note(tx, ids, "superseded", now, listed)
    await fire(tx, [one for post in posts for one in post.watches], now)


async def amend(tx: Transaction, guild: str, post: Post, subject: str, now: datetime) -> None:
    """Let the list say what this edit or reply says of its story, where it names that."""
    body = post.body
    alert = body if isinstance(body, Alert) else body.alert if isinstance(body, Update) else None
    if await _lasts(tx, post.target, subject):
        await _change(
            tx,
            guild,
            post.target,
            subject,
            lambda held: held if alert is None else changed(held, line(alert)),
            now,
        )


async def _change(
    tx: Transaction, guild: str, target: str, subject: str, change: Callable[[Rollup], Rollup], now: datetime
) -> None:
    """The list reads so from now on, or as soon as it may be edited again; an old one stays as it is."""
    row = await tx.row(_versions(target, subject).with_for_update())
    assert row is not None
    post = POST.load(row["document"])
    assert isinstance(post.body, Rollup)
    ids = [item.story for item in post.body.items]
    leads = sa.select(story.c.id, story.c.merged_into).where(
        story.c.id.in_(ids), story.c.merged_into.is_not(None)
    )
    became = {led["id"]: led["merged_into"] for led in await tx.rows(leads)} if ids else {}
    body = change(merged(post.body, became))
    if body == post.body:
        return
    if row["state"] == "due" and row["attempts"] == 0:
        told = Post(
            target=target, subject=subject, part=0, action=post.action, revision=post.revision, body=body
        )
        await tx.execute(
            sa.update(delivery).where(delivery.c.id == row["id"]).values(document=POST.dump(told))
        )
        return
    shown = await tx.row(sa.select(message).where(message_about(target, subject, 0)))
    at = now + SOON if shown is None else next_edit(shown["sent_at"], shown["changed_at"], now)
    if at is not None:
        edit = Post(
            target=target,
            subject=subject,
            part=0,
            action="edit",
            revision=row["revision"] + 1,
            body=body,
            not_before=at,
        )
        await put(tx, guild, edit, now)


async def _newest(tx: Transaction, target: str, subject: str) -> Post | None:
    row = await tx.row(_versions(target, subject))
    post = None if row is None else POST.read(row["document"])
    return post if isinstance(post, Post) else None


def _versions(target: str, subject: str) -> sa.Select[tuple[object, ...]]:
    """What the list is to say, the newest version alone."""
    return (
        sa.select(delivery)
        .where(about(target, subject, 0))
        .order_by(delivery.c.revision.desc(), delivery.c.id.desc())
        .limit(1)
    )


async def _lasts(tx: Transaction, target: str, subject: str) -> bool:
    """Whether the list is there or will be: it can be read, and was not deleted, refused or held."""
    failed = sa.select(delivery.c.id).where(
        about(target, subject, 0), delivery.c.action == "post", delivery.c.state.in_(("failed", "unknown"))
    )
    gone = sa.select(message.c.part).where(message_about(target, subject, 0), message.c.gone)
    if await tx.value(failed) is not None or await tx.value(gone) is not None:
        return False
    return await _newest(tx, target, subject) is not None
