"""What is to come, as a guild's feeds announce it."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Final

from bot.calendar import keys_of
from bot.quoted import feeds_of
from storage.archive import Archive
from storage.model import Announced
from summarise.editions.coming import SPAN, Ahead, ahead, foremost

MOST: Final = 100
"""So many things are told: those whom somebody here watches first, then those that most outlets announce."""

STEPS, MOST_A_STEP = 6, 350
"""In so many steps announcements are looked at, and so many in each: no far day is crowded out by near ones,
and others have their turn between."""


async def coming_up(
    archive: Archive, guild: str, now: datetime, days: int, actor: str | None = None
) -> tuple[Ahead, ...]:
    """What is announced for the day of `now` (in its zone) and the `days` after it, by day, each thing once.

    With `actor`: where anybody names them with it.
    """
    feeds, today = await feeds_of(archive, guild), now.date()
    until = today + timedelta(days=days)
    found = await _announced(archive, feeds, today, until)
    if actor is not None:
        # what others announce without naming them is the same thing, and stays known by it
        his = await archive.record.agenda(feeds, today, until, actor=actor, limit=MOST_A_STEP)
        found |= dict.fromkeys(his)
    items = [one.item for one in found]
    things = await asyncio.to_thread(ahead, items, now=now, days=days)
    wanted = [one for one in things if actor is None or actor in one.item.actors]
    # whom members watch for themselves is their own business
    watches = (row for row in await archive.watches.of_guild(guild) if not row.target.startswith("user:"))
    return foremost(wanted, MOST, {actor for watch in watches for actor in watch.actors})


async def announced_as(archive: Archive, guild: str, now: datetime, day: date, key: str) -> Ahead | None:
    """What was announced for about that day under this key, if it still is and is not over."""
    feeds = await feeds_of(archive, guild)
    found = await _announced(archive, feeds, day - SPAN, day + SPAN)
    items, days = [one.item for one in found], (day - now.date() + SPAN).days
    things = await asyncio.to_thread(ahead, items, now=now, days=days)
    return next((one for one in things if key in keys_of(one)), None)


async def _announced(
    archive: Archive, feeds: frozenset[int], first: date, last: date
) -> dict[Announced, None]:
    """What is announced for these days, each announcement once."""
    found: dict[Announced, None] = {}
    step = timedelta(days=(last - first).days // STEPS + 1)
    while first <= last:
        until = min(first + step - timedelta(days=1), last)
        found |= dict.fromkeys(await archive.record.agenda(feeds, first, until, limit=MOST_A_STEP))
        first += step
    return found
