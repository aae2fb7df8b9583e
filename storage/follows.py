"""Follows: somebody hears of one story by direct message, until it is forgotten."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from storage.documents import ACTORS, ASKED, QUIET, Asked
from storage.engine import Database, Transaction
from storage.rows import watch_of
from storage.schema import article, muted, person, subscription, trace, watch
from storage.telling import resolve
from storage.withdrawing import PAUSED, remove, withdraw
from summarise.model import Watch


class Follows:
    """Who follows which story; each is a row beside the watches."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(self, guild: str, user: str, story: int, now: datetime) -> Watch | None:
        """Let the member hear what the guild's feeds tell of the story, or of the one that it became.

        None where they tell nothing of it. Who follows it already goes on doing so; whoever had silenced it
        in their direct messages hears of it again. It is quiet in the hours that the member settled.
        """
        async with self._database.writing() as tx:
            followed = await resolve(tx, story)
            tells = (
                sa.select(trace.c.article)
                .join(article, article.c.id == trace.c.article)
                .join(subscription, subscription.c.feed == article.c.feed)
                .where(trace.c.story == followed, subscription.c.guild == guild)
            )
            if await tx.value(tells.limit(1)) is None:
                return None
            named = {"guild": guild, "target": _target(user), "actors_key": _key(followed)}
            made = {"actors": ACTORS.dump(()), "role": "mention", "origin": "command", "created_at": now}
            quiet = await tx.value(sa.select(person.c.quiet).where(person.c.person == user))
            wishes = None if quiet is None else ASKED.dump(Asked(quiet=QUIET.load(quiet)))
            row = tx.insert(watch).values(**named, **made, story=followed, asked_by=user, wishes=wishes)
            await tx.execute(row.on_conflict_do_nothing())
            silenced = (muted.c.target == _target(user), muted.c.story.in_((story, followed)))
            await tx.execute(sa.delete(muted).where(*silenced))
            held = await tx.row(sa.select(watch).filter_by(**named))
        assert held is not None
        return watch_of(held)

    async def unfollow(self, user: str, story: int, now: datetime, *, since: datetime | None = None) -> bool:
        """True if the member followed it, or what it became, in any guild; what waits goes too.

        With `since`, what they began to follow after that moment they go on following.
        """
        async with self._database.writing() as tx:
            ids = (story, await resolve(tx, story))
            mine = sa.and_(watch.c.target == _target(user), watch.c.story.in_(ids))
            if since is not None:
                mine = sa.and_(mine, watch.c.created_at <= since)
            return await remove(tx, mine, now) > 0

    async def of_person(self, person: str) -> tuple[Watch, ...]:
        """What stories the person follows, in every guild, oldest first."""
        async with self._database.reading() as tx:
            rows = await tx.rows(sa.select(watch).where(_followed_by(person)).order_by(watch.c.id))
        return tuple(map(watch_of, rows))

    async def pause(self, person: str, now: datetime) -> int:
        """Tell the person nothing of the stories that they follow until they resume; how many were going.

        What waits to be told for that alone is not.
        """
        going = sa.and_(_followed_by(person), watch.c.paused_at.is_(None))
        async with self._database.writing() as tx:
            return await withdraw(tx, going, sa.update(watch).values(paused_at=now), now, PAUSED)

    async def resume(self, person: str) -> int:
        """Tell the person of what comes from now on; how many stories they had paused."""
        paused = sa.and_(_followed_by(person), watch.c.paused_at.is_not(None))
        async with self._database.writing() as tx:
            return await tx.changed(sa.update(watch).where(paused).values(paused_at=None))


async def followers(tx: Transaction, guilds: Collection[str], stories: Sequence[int]) -> tuple[Watch, ...]:
    """The guilds' follows of these stories that go, oldest first; who follows several does so once."""
    going = (watch.c.story.in_(stories), watch.c.paused_at.is_(None))
    query = sa.select(watch).where(*going).order_by(watch.c.id)
    found: dict[tuple[str, str], Watch] = {}
    for row in await tx.rows(query) if stories else ():
        if row["guild"] in guilds:
            found.setdefault((row["guild"], row["target"]), watch_of(row))
    return tuple(found.values())


async def merge(tx: Transaction, newer: int, older: int) -> None:
    """Who followed the newer story follows the older one, once."""
    there = watch.alias()
    double = sa.exists().where(
        there.c.story == older, there.c.guild == watch.c.guild, there.c.target == watch.c.target
    )
    await tx.execute(sa.delete(watch).where(watch.c.story == newer, double))
    led = {"story": older, "actors_key": _key(older)}
    await tx.execute(sa.update(watch).where(watch.c.story == newer).values(led))


def _followed_by(person: str) -> sa.ColumnElement[bool]:
    return sa.and_(watch.c.target == _target(person), watch.c.story.is_not(None))


def _target(user: str) -> str:
    return f"user:{user}"


def _key(story: int) -> str:
    # no digest of conditions: those have 64 characters
    return f"story:{story}"
