"""A file of a server's settings, applied: what differs is changed, and nothing else."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import tomlkit

from bot.declared_watches import asked_of
from bot.exporting.comparing import Change, digest_name, watch_name
from bot.exporting.gathering import digest_of, watch_of
from bot.exporting.model import ServerActor, ServerDigest, ServerFeed, ServerWatch
from bot.spots import Spot
from config.declared import TERMINAL
from config.errors import ConfigurationError
from storage.actors import identity
from storage.archive import Archive
from storage.documents import Planned
from summarise.actors.roster import roster
from summarise.editions.calendar import next_time
from summarise.model import CatalogueText, Origin

ORIGIN: Final[Origin] = "operator"


class Applying:
    """One pass over the changes of one server."""

    def __init__(self, archive: Archive, guild: str, now: datetime) -> None:
        self._archive, self._guild, self._now = archive, guild, now
        self._doing: dict[tuple[str, str], Callable[[Change], Any]] = {
            ("feed", "add"): self._add_feed,
            ("feed", "change"): self._file,
            ("feed", "remove"): self._leave,
            ("actor", "add"): self._add_actor,
            ("actor", "remove"): self._remove_actor,
            ("watch", "add"): self._watch,
            ("watch", "change"): self._watch,
            ("watch", "remove"): self._unwatch,
            ("digest", "add"): self._plan,
            ("digest", "change"): self._plan,
            ("digest", "remove"): self._unplan,
            ("server", "change"): self._settle,
        }

    async def apply(self, change: Change) -> None:
        """Make the change. ConfigurationError, with nothing of it done, where it cannot be made."""
        await self._doing[change.table, change.what](change)

    async def _settle(self, change: Change) -> None:
        guilds = self._archive.guilds
        if not any(one.guild == self._guild for one in await guilds.all()):
            raise ConfigurationError(
                f"[server]: the bot has not seen server {self._guild} yet. Invite it, start it once, and "
                "import again."
            )
        if change.name == "language":
            await guilds.speak(self._guild, change.wanted)
        elif change.name == "log":
            await guilds.tell_changes(self._guild, change.wanted)
        else:
            await guilds.allow(self._guild, change.name.removeprefix("rights."), change.wanted)

    async def _add_feed(self, change: Change) -> None:
        wanted: ServerFeed = change.wanted
        feed = await self._archive.feeds.add(
            address=wanted.url,
            outlet=wanted.outlet,
            backlog=wanted.backlog,
            full_text=wanted.full_text,
            now=self._now,
        )
        subscriptions = self._archive.subscriptions
        await subscriptions.subscribe(self._guild, feed.id, ORIGIN, self._now, topic=wanted.topic)
        await self._file(change)

    async def _file(self, change: Change) -> None:
        wanted: ServerFeed = change.wanted
        feed = await self._feed_of(wanted.url)
        await self._archive.subscriptions.file(self._guild, feed, wanted.topic)
        pausing = self._archive.pausing
        await (pausing.pause if wanted.paused else pausing.resume)(self._guild, feed, self._now)

    async def _leave(self, change: Change) -> None:
        await self._archive.subscriptions.unsubscribe(self._guild, await self._feed_of(change.wanted.url))

    async def _feed_of(self, address: str) -> int:
        feed = await self._archive.feeds.find(address)
        if feed is None:
            raise ConfigurationError(f"[[feed]] {address} is not known; declare it in the file, too.")
        return feed.id

    async def _add_actor(self, change: Change) -> None:
        wanted: ServerActor = change.wanted
        document = tomlkit.document()
        rows = tomlkit.aot()
        rows.append(tomlkit.item(wanted.model_dump(exclude_none=True)))
        document.add("actor", rows)
        text, seen = tomlkit.dumps(document), await self._archive.actors.sources()
        new = CatalogueText(label=f"[[actor]] {wanted.id}", text=text, guild=self._guild)
        known = await asyncio.to_thread(roster, (*seen, new))
        if known.of(self._guild).find(identity(self._guild, wanted.id)) is None:
            wrong = [problem for problem in known.problems if new.label in problem]
            raise ConfigurationError(wrong[0] if wrong else f"{new.label} cannot be used.")
        await self._archive.actors.add(self._guild, wanted.id, text, ORIGIN, self._now)

    async def _remove_actor(self, change: Change) -> None:
        await self._archive.actors.remove(self._guild, identity(self._guild, change.wanted.id))

    async def _watch(self, change: Change) -> None:
        wanted: ServerWatch = change.wanted
        spot = Spot(guild=self._guild, target=_target(wanted), tags={tag: tag for tag in wanted.tags})
        named = wanted.model_copy(update={"actors": self._expanded(wanted.actors)})
        asked = await asked_of(named, spot, self._archive)
        if isinstance(asked, str):
            raise ConfigurationError(f"[[watch]] in channel {wanted.channel} {asked}")
        row = await self._archive.watches.add(
            guild=self._guild, target=spot.target, origin=ORIGIN, now=self._now, **asked
        )
        if wanted.paused:
            await self._archive.watches.pause(self._guild, row.id, self._now)

    async def _unwatch(self, change: Change) -> None:
        addresses = await self._addresses()
        for row in await self._archive.watches.of_guild(self._guild):
            mine = row.story is None and row.target == _target(change.wanted)
            if mine and watch_name(watch_of(row, addresses)) == change.name:
                await self._archive.watches.remove(self._guild, row.id, self._now)

    async def _plan(self, change: Change) -> None:
        wanted: ServerDigest = change.wanted
        await self._archive.plans.add(
            guild=self._guild,
            target=_target(wanted),
            at=wanted.at,
            zone=wanted.zone,
            stories=wanted.stories,
            sentences=wanted.sentences,
            origin=ORIGIN,
            next_due_at=next_time(wanted.at, wanted.zone, self._now, wanted.days),
            now=self._now,
            wishes=Planned(
                weekdays=wanted.days,
                style=wanted.style,
                grouping=wanted.group,
                empty=wanted.empty,
                feeds=tuple([await self._feed_of(address) for address in wanted.feeds]),
                actors=self._expanded(wanted.actors),
                keywords=wanted.keywords,
                quotes=wanted.quotes,
                agenda_days=wanted.appointments,
            ),
        )

    async def _unplan(self, change: Change) -> None:
        addresses = await self._addresses()
        for row in await self._archive.plans.of_guild(self._guild):
            mine = row.target == _target(change.wanted)
            if mine and digest_name(digest_of(row, addresses)) == change.name:
                await self._archive.plans.remove(self._guild, row.id)

    async def _addresses(self) -> dict[int, str]:
        return {row.feed.id: row.feed.address for row in await self._archive.subscriptions.held(self._guild)}

    def _expanded(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """A bare @ at an id's end stands for this server."""
        return tuple(f"{actor}{self._guild}" if actor.endswith("@") else actor for actor in actors)


def _target(row: ServerWatch | ServerDigest) -> str:
    return TERMINAL if row.channel == TERMINAL else f"{row.kind}:{row.channel}"
