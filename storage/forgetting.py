"""All that is kept of one guild, or of one person, is deleted; what the news said is nobody's.

Every column that holds a guild or a person is named here: a test goes through the schema.
"""

import re
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.pausing import hold
from storage.schema import (
    actor,
    attempt,
    delivery,
    digest_plan,
    event,
    guild,
    message,
    muted,
    note,
    paused_feed,
    person,
    subscription,
    target,
    verdict,
    view,
    watch,
)
from storage.striking import May, strike
from storage.waking import sleep
from storage.watching import restamp

BATCH: Final = 500
"""Deliveries that go in one transaction: others wait for it."""

_LEFT: Final = "left "
"""How notes begin of who left which guild: `left GUILD PERSON`."""

Where = sa.ColumnElement[bool]


async def forget_guild(database: Database, name: str, left_before: datetime | None = None) -> int:
    """Delete what the guild settled, was sent, and added; how many rows went.

    Feeds that nobody else reads are looked at no more; what they brought goes as other articles do. With
    `left_before` nothing goes of a guild that the bot did not leave before, or is back in; nothing more of
    one that it comes back to meanwhile.
    """
    here = guild.c.guild == name
    if left_before is not None:
        here = sa.and_(here, guild.c.left_at < left_before)

    async def stays_left(tx: Transaction) -> bool:
        """Whether to go on; then it stays so until the transaction ends."""
        asked = sa.select(guild.c.guild).where(here).with_for_update()
        return left_before is None or await tx.value(asked) is not None

    async with database.writing() as tx:
        if not await stays_left(tx):
            return 0
        places = await _places(tx, name)
        # first what makes more
        feeds = await tx.values(sa.select(subscription.c.feed).where(subscription.c.guild == name))
        gone = await _delete(tx, *((table, table.c.guild == name) for table in _SETTLED))
        await hold(tx, sorted(feeds))
        for feed in sorted(feeds):
            await sleep(tx, feed)
        await restamp(tx)
    gone += await _deliveries(database, delivery.c.guild == name, stays_left)
    for place in sorted(places):
        gone += await _deliveries(database, delivery.c.target == place, stays_left)
        async with database.writing() as tx:
            if not await stays_left(tx):
                return gone
            told = ((table, table.c.target == place) for table in (message, muted, target))
            gone += await _delete(tx, *told)
    for one in await _actors(database, name):
        await strike(database, one, stays_left)
    async with database.writing() as tx:
        if not await stays_left(tx):
            return gone
        await _leave_to_others(tx, name)
        gone += await _delete(
            tx,
            (actor, actor.c.guild == name),
            (target, target.c.guild == name),
            (note, note.c.key.startswith(f"{_LEFT}{name} ", autoescape=True)),
            (guild, here),
        )
    return gone


async def forget_person(database: Database, name: str) -> int:
    """Delete what the person settled and was sent, and that they asked for what others go on using; how many
    rows went or changed."""
    direct = f"user:{name}"
    async with database.writing() as tx:
        gone = await _delete(
            tx,
            (person, person.c.person == name),
            (view, view.c.person == name),
            (watch, watch.c.target == direct),
            (digest_plan, digest_plan.c.target == direct),
            (verdict, verdict.c.target == direct),
            (muted, muted.c.target == direct),
            (note, sa.and_(note.c.key.startswith(_LEFT), note.c.key.endswith(f" {name}", autoescape=True))),
        )
        for table in (watch, digest_plan):
            mine = sa.update(table).where(table.c.asked_by == name)
            gone += await tx.changed(mine.values(asked_by=None))
        gone += await tx.changed(sa.update(muted).where(muted.c.muted_by == name).values(muted_by=""))
        await restamp(tx)
    gone += await _deliveries(database, sa.or_(delivery.c.target == direct, _names(name)), _always)
    async with database.writing() as tx:
        gone += await _delete(tx, (message, message.c.target == direct), (target, target.c.target == direct))
    return gone


def _names(name: str) -> Where:
    """What is told in some place, and names the person: who made a change, or wanted a test message."""
    whole = rf"(^|[^0-9]){re.escape(name)}([^0-9]|$)"
    columns = (delivery.c.document, delivery.c.subject)
    return sa.or_(*(sa.and_(one.contains(name, autoescape=True), one.regexp_match(whole)) for one in columns))


_SETTLED: Final = (subscription, paused_feed, watch, digest_plan, event, view, verdict)


async def _delete(tx: Transaction, *which: tuple[sa.Table, Where]) -> int:
    return sum([await tx.changed(sa.delete(table).where(where)) for table, where in which])


async def _places(tx: Transaction, name: str) -> frozenset[str]:
    """The guild's own targets: those of persons may be other guilds' too."""
    found: set[str] = set()
    for table in (target, watch, digest_plan, delivery):
        found.update(await tx.values(sa.select(table.c.target).where(table.c.guild == name).distinct()))
    return frozenset(one for one in found if not one.startswith("user:"))


async def _leave_to_others(tx: Transaction, name: str) -> None:
    """A person to whom another guild sends too stays as they are known: also as one who refuses messages."""
    mine = sa.and_(target.c.guild == name, target.c.target.startswith("user:"))
    for one in await tx.values(sa.select(target.c.target).where(mine)):
        for table in (watch, digest_plan, delivery):
            others = sa.select(sa.func.min(table.c.guild)).where(table.c.target == one, table.c.guild != name)
            other = await tx.value(others)
            if other is not None:
                await tx.execute(sa.update(target).where(target.c.target == one).values(guild=other))
                break


async def _always(_: Transaction) -> bool:
    """Nothing that comes meanwhile stops it."""
    return True


async def _deliveries(database: Database, which: Where, may: May) -> int:
    """Delete these, with their tries and the messages that they were, some in each transaction that may."""
    gone, some = 0, True
    while some:
        async with database.writing() as tx:
            if not await may(tx):
                return gone
            ids = await tx.values(sa.select(delivery.c.id).where(which).order_by(delivery.c.id).limit(BATCH))
            told = sa.select(delivery.c.target, delivery.c.subject).where(delivery.c.id.in_(ids)).distinct()
            pairs = [(row["target"], row["subject"]) for row in await tx.rows(told)]
            gone += await _delete(
                tx, (attempt, attempt.c.delivery.in_(ids)), (delivery, delivery.c.id.in_(ids))
            )
            for where, subject in pairs:
                mine = sa.and_(message.c.target == where, message.c.subject == subject)
                # a person may have been told of the same by another guild
                others = sa.exists().where(delivery.c.target == where, delivery.c.subject == subject)
                gone += await _delete(tx, (message, sa.and_(mine, ~others)))
            some = len(ids) == BATCH
    return gone


async def _actors(database: Database, name: str) -> tuple[str, ...]:
    async with database.reading() as tx:
        return tuple(await tx.values(sa.select(actor.c.actor).where(actor.c.guild == name)))
