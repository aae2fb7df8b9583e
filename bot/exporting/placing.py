"""Watches and digests of a file of a server's settings: what has a place where it is told."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.exporting.asking import DECLARED, ORIGIN, asked_of, planned_of, sized, whole, wishes_of
from bot.exporting.comparing import Change, differing
from bot.exporting.model import ServerDigest, ServerFile, ServerWatch, target_of
from bot.terminal import GUILD as TERMINAL_GUILD
from config.errors import ConfigurationError
from config.values import TERMINAL
from feeds.guard import shown
from storage.archive import Archive
from storage.model import Same
from summarise.actors.roster import roster
from summarise.editions.calendar import next_time
from summarise.model import DigestPlan, Watch

MEANWHILE = "it was changed meanwhile. Import again."


class Placing:
    """What can be done, as Settling does it; `coming` is what the file brings along."""

    def __init__(self, archive: Archive, guild: str, now: datetime) -> None:
        self._archive, self._guild, self._now = archive, guild, now

    async def look(self, change: Change, coming: ServerFile) -> None:
        """ConfigurationError where it cannot be made, changed or removed."""
        if change.row is not None and change.row.row.origin == "configuration" and not _only_rests(change):
            raise ConfigurationError(DECLARED)
        if change.what == "remove":
            return
        wanted: ServerWatch | ServerDigest = change.wanted
        if (wanted.channel == TERMINAL) != (self._guild == TERMINAL_GUILD):
            where = "the terminal is no server's" if wanted.channel == TERMINAL else "the terminal has none"
            raise ConfigurationError(f"channel {wanted.channel} is not one of this server: {where}.")
        known = {*await self._archive.feeds.ids_at(wanted.feeds), *(one.url for one in coming.feed)}
        for address in wanted.feeds:
            if address not in known:
                raise ConfigurationError(
                    f"it names the feed {shown(address)}, which is not known. Declare it as [[feed]], too."
                )
        there = () if change.row is None else change.row.said.actors
        await self._look_for_actors(tuple(one for one in wanted.actors if one not in there), coming)

    async def watch(self, change: Change) -> str:
        """A new watch."""
        wanted: ServerWatch = change.wanted
        feeds = await self._archive.feeds.ids_at(wanted.feeds)
        row = await self._archive.watches.add(
            guild=self._guild,
            target=target_of(wanted),
            origin=ORIGIN,
            now=self._now,
            **asked_of(wanted, self._guild, feeds),
        )
        if wanted.paused:
            await self._archive.watches.pause(self._guild, row.id, self._now)
        return await self._unread(wanted, feeds)

    async def edit_watch(self, change: Change) -> str:
        """The watch that is there is told otherwise, rests, or does not."""
        row: Watch = change.row.row
        wanted: ServerWatch = change.wanted
        watches = self._archive.watches
        if not _only_rests(change):
            feeds = await self._archive.feeds.ids_at(wanted.feeds)
            asked = asked_of(wanted, self._guild, feeds)
            done = await watches.change(row, replace(row, target=target_of(wanted), **asked), self._now)
            _refuse(done)
        if wanted.paused and not change.row.said.paused:
            await watches.pause(self._guild, row.id, self._now)
        elif change.row.said.paused and not wanted.paused:
            await watches.resume(self._guild, row.id)
        return ""

    async def remove_watch(self, change: Change) -> str:
        """The watch goes."""
        await self._archive.watches.remove(self._guild, change.row.row.id, self._now)
        return ""

    async def plan(self, change: Change) -> str:
        """A new digest."""
        wanted: ServerDigest = change.wanted
        feeds = await self._archive.feeds.ids_at(wanted.feeds)
        await self._archive.plans.add(
            guild=self._guild,
            target=target_of(wanted),
            origin=ORIGIN,
            next_due_at=next_time(wanted.at, wanted.zone, self._now, wanted.days),
            now=self._now,
            wishes=planned_of(wanted, self._guild, feeds),
            **sized(wanted),
        )
        return await self._unread(wanted, feeds)

    async def edit_plan(self, change: Change) -> str:
        """The digest that is there tells something else."""
        row: DigestPlan = change.row.row
        wanted: ServerDigest = change.wanted
        feeds = await self._archive.feeds.ids_at(wanted.feeds)
        asked = sized(wanted) | wishes_of(planned_of(wanted, self._guild, feeds))
        done = await self._archive.plans.change(
            row, replace(row, target=target_of(wanted), **asked), self._now
        )
        _refuse(done)
        return await self._unread(wanted, feeds)

    async def remove_plan(self, change: Change) -> str:
        """The digest goes."""
        await self._archive.plans.remove(self._guild, change.row.row.id)
        return ""

    async def _look_for_actors(self, named: tuple[str, ...], coming: ServerFile) -> None:
        if not named:
            return
        sources = await self._archive.actors.sources()
        catalogue = (await asyncio.to_thread(roster, sources)).of(self._guild)
        added = {f"{one.id}@{self._guild}" for one in coming.actor}
        for said, actor in zip(named, whole(named, self._guild), strict=True):
            if actor not in added and catalogue.find(actor) is None:
                raise ConfigurationError(
                    f"it names {said!r}, whom nobody has here. `wirewatch actors list` shows the ids; the "
                    "server's own are [[actor]] of the file, and named with an @ at the end."
                )

    async def _unread(self, wanted: ServerWatch | ServerDigest, feeds: Mapping[str, int]) -> str:
        """What is to be told where it names feeds that the server does not read."""
        if not feeds:
            return ""
        read = {one.id for one in await self._archive.subscriptions.names(self._guild)}
        unread = [shown(address) for address in wanted.feeds if feeds[address] not in read]
        return (
            f"The server does not read {', '.join(unread)}, so that nothing of it is told." if unread else ""
        )


def _only_rests(change: Change) -> bool:
    """Whether it is only paused, or resumed."""
    return change.what == "change" and differing(change.row.said, change.wanted) == ("paused",)


def _refuse(done: object) -> None:
    if done is None:
        raise ConfigurationError(MEANWHILE)
    if isinstance(done, Same):
        raise ConfigurationError("another one there is the same already. Remove one of them.")
