"""One server's feeds at hand for one command: settings, archive and server, opened and closed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.catalogues import operators_actors
from bot.cli.answering import answered
from bot.terminal import GUILD as TERMINAL
from config.errors import WirewatchError
from config.load import Loaded
from config.sample import SCHEME
from config.settings import Settings
from feeds.clean import visible
from feeds.discover.spelling import spelled
from feeds.guard import shown
from feeds.model import Feed
from storage.archive import Archive
from storage.model import GuildSettings, Subscription
from storage.queue import NoNudges
from summarise.model import CatalogueText


class CannotError(WirewatchError):
    """What was asked for cannot be done; the message says why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """What a command may use; `guild` is the server whose feeds it is about.

    `seen` says that the bot has seen it, or that it is the terminal, or that nobody named it.
    """

    settings: Settings
    file: Path | None
    archive: Archive
    guild: str
    seen: bool
    out: Console
    err: Console

    @property
    def reader(self) -> str:
        """Whose feeds, watches and messages these are, to begin a sentence with."""
        return "The terminal" if self.guild == TERMINAL else "This server"

    def now(self) -> datetime:
        """The real clock."""
        return datetime.now(UTC)

    def tell(self, words: str) -> None:
        """A line for people: nothing in it is markup, nothing is folded, and nothing in it is invisible."""
        self.out.print(visible(words), markup=False, highlight=False, soft_wrap=True)

    def complain(self, words: str) -> None:
        """One line about what is wrong."""
        self.err.print(visible(words), markup=False, highlight=False, soft_wrap=True)

    async def subscriptions(self) -> tuple[Subscription, ...]:
        """What the server reads or has paused, without the bundled sample, oldest feed first."""
        rows = await self.archive.subscriptions.held(self.guild)
        return tuple(row for row in rows if not row.feed.address.startswith(SCHEME))

    async def feed_at(self, address: str) -> Feed | None:
        """The feed that is, or once was, at this address, however a person spells it."""
        for typed in (address.strip(), *spelled(address)):
            found = await self.archive.feeds.find(typed)
            if found is not None:
                return found
        return None

    async def subscription(self, chosen: str) -> Subscription:
        """The feed of this id or address; CannotError where the server does not read it."""
        rows = await self.subscriptions()
        if chosen.isascii() and chosen.isdecimal() and len(chosen) < 18:
            named, wanted = f"feed {int(chosen)}", int(chosen)
        else:
            found = await self.feed_at(chosen)
            named, wanted = shown(chosen), found.id if found else 0
        for row in rows:
            if row.feed.id == wanted:
                return row
        raise CannotError(f"{self.reader} does not read {named}. `wirewatch feeds list` shows what it reads.")


def in_bureau(
    work: Callable[[Bureau], Awaitable[int]], guild: str | None, *, with_actors: bool = False
) -> None:
    """Do the work with the archive open, `with_actors` of the operator's file; see `bot.cli.answering`."""

    def begun(loaded: Loaded, err: Console) -> int:
        texts = operators_actors(loaded.settings) if with_actors else ()
        return asyncio.run(_opened(work, loaded, guild, err, texts))

    answered(begun)


async def _opened(
    work: Callable[[Bureau], Awaitable[int]],
    loaded: Loaded,
    guild: str | None,
    err: Console,
    texts: tuple[CatalogueText, ...],
) -> int:
    archive = await Archive.open(loaded.settings.database, NoNudges(), catalogues=texts, upgrades=False)
    try:
        known = await archive.guilds.all()
        chosen = guild_for(guild, known, connected=loaded.settings.discord_token is not None)
        seen = guild in (None, TERMINAL, *(one.guild for one in known))
        if not seen:
            err.print(f"The bot has not seen server {chosen} yet.", highlight=False)
        return await work(
            Bureau(
                settings=loaded.settings,
                file=loaded.file,
                archive=archive,
                guild=chosen,
                seen=seen,
                out=Console(),
                err=err,
            )
        )
    finally:
        await archive.close()


def guild_for(asked: str | None, known: tuple[GuildSettings, ...], *, connected: bool) -> str:
    """The server that is meant: the one asked for, else the only one known, else the terminal.

    `connected` says that the bot speaks to Discord. CannotError where it is not clear, or cannot be an id.
    """
    if asked is not None:
        if asked != TERMINAL and not (asked.isascii() and asked.isdecimal() and 15 <= len(asked) <= 20):
            raise CannotError(
                f"“{asked[:40]}” is no server's id (Discord: right-click the server, Copy Server ID)."
            )
        return asked
    if len(known) == 1:
        return known[0].guild
    if known:
        listed = "\n".join(f"  {one.guild}  {one.name}" for one in known)
        raise CannotError(f"The bot is in several servers; name one with --guild:\n{listed}")
    if connected:
        raise CannotError(
            "The bot has not seen a server yet. Start it once (`wirewatch run`), or name one with --guild."
        )
    return TERMINAL
