"""Changes of a server itself, of its feeds and of its own actors, as a file wants them."""

import asyncio
from datetime import datetime

from bot.added import NOT_AGAIN
from bot.exporting.asking import DECLARED, ORIGIN, entry_of
from bot.exporting.comparing import Change, stays
from bot.exporting.model import ServerActor, ServerFeed
from config.errors import ConfigurationError
from feeds.discover.spelling import misspelled
from feeds.guard import shown
from storage.actors import identity
from storage.archive import Archive
from storage.model import Subscription
from storage.moves import TOO_LONG, too_long
from summarise.actors.roster import roster
from summarise.model import CatalogueText


class Settling:
    """What can be done, each for one change.

    `look_at_…` raises ConfigurationError where it cannot be; the others do it, and say what is to be told
    beside, if anything.
    """

    def __init__(self, archive: Archive, guild: str, now: datetime) -> None:
        self._archive, self._guild, self._now = archive, guild, now

    async def look_at_server(self, _: Change) -> None:
        """Whether the bot has seen the server."""
        if not any(one.guild == self._guild for one in await self._archive.guilds.all()):
            raise ConfigurationError(
                f"the bot has not seen server {self._guild} yet. Invite it, start it once, and import again."
            )

    async def settle(self, change: Change) -> str:
        """Language, log or rights of the server."""
        guilds = self._archive.guilds
        if change.key == "language":
            await guilds.speak(self._guild, change.wanted)
        elif change.key == "log":
            await guilds.tell_changes(self._guild, change.wanted)
        else:
            await guilds.allow(self._guild, change.key.removeprefix("rights."), change.wanted)
        return ""

    async def look_at_feed(self, change: Change) -> None:
        """Whether it can be read, or left."""
        if change.what == "add" and (why := misspelled(change.wanted.url)):
            raise ConfigurationError(f"{shown(change.wanted.url)} {why}.")
        if change.what == "add" and too_long(change.wanted.url):
            raise ConfigurationError(TOO_LONG)
        if change.what == "remove" and change.row.row.origin == "configuration":
            raise ConfigurationError(DECLARED)

    async def read(self, change: Change) -> str:
        """A feed is read from now on."""
        wanted: ServerFeed = change.wanted
        feed = await self._archive.feeds.add(
            address=wanted.url,
            outlet=wanted.outlet,
            backlog=wanted.backlog,
            full_text=wanted.full_text,
            now=self._now,
        )
        origin = ORIGIN if wanted.vouched else "command"
        await self._archive.subscriptions.subscribe(
            self._guild, feed.id, origin, self._now, topic=wanted.topic
        )
        if wanted.paused:
            await self._archive.pausing.pause(self._guild, feed.id, self._now)
        there = wanted.model_copy(
            update={name: getattr(feed, name) for name in ("outlet", "backlog", "full_text")}
        )
        return "\n".join(stays(there, wanted))

    async def file(self, change: Change) -> str:
        """A feed stands under another topic, or is paused, or is not."""
        row: Subscription = change.row.row
        await self._archive.subscriptions.file(self._guild, row.feed.id, change.wanted.topic)
        if change.wanted.paused != change.row.said.paused:
            pausing = self._archive.pausing
            turn = pausing.pause if change.wanted.paused else pausing.resume
            await turn(self._guild, row.feed.id, self._now)
        return ""

    async def leave(self, change: Change) -> str:
        """A feed is read no longer."""
        await self._archive.subscriptions.unsubscribe(self._guild, change.row.row.feed.id)
        return ""

    async def look_at_actor(self, change: Change) -> None:
        """Whether the catalogue takes the entry."""
        if change.what != "remove":
            await self._problems(change.wanted)

    async def add_actor(self, change: Change) -> str:
        """The server adds an actor for itself."""
        wanted: ServerActor = change.wanted
        await self._archive.actors.add(self._guild, wanted.id, entry_of(wanted), ORIGIN, self._now)
        return "\n".join(await self._problems(wanted))

    async def change_actor(self, change: Change) -> str:
        """The entry of an actor that it added is another."""
        wanted: ServerActor = change.wanted
        await self._archive.actors.change(self._guild, wanted.id, entry_of(wanted))
        return "\n".join((*await self._problems(wanted), NOT_AGAIN))

    async def remove_actor(self, change: Change) -> str:
        """An actor that it added goes."""
        await self._archive.actors.remove(self._guild, change.row.row.actor)
        return ""

    async def _problems(self, wanted: ServerActor) -> tuple[str, ...]:
        """What of the entry the catalogue does not take; ConfigurationError where it takes nothing of it."""
        mine = identity(self._guild, wanted.id)
        others = [row.entry for row in await self._archive.actors.of_guild(self._guild) if row.actor != mine]
        text = "\n\n".join((*(entry.strip() for entry in others), entry_of(wanted)))
        new = CatalogueText(label="its server's actors", text=text, guild=self._guild)
        seen = [text for text in await self._archive.actors.sources() if text.guild != self._guild]
        known = await asyncio.to_thread(roster, (*seen, new))
        said = (problem.partition(f" ({wanted.id}): ")[2] for problem in known.problems)
        wrong = tuple(f"{problem}." for problem in said if problem)
        if known.of(self._guild).find(mine) is None:
            raise ConfigurationError(wrong[0] if wrong else "its server has no room for the entry.")
        return wrong
