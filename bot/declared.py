"""What `wirewatch.toml` declares becomes rows, idempotently: applied twice it changes nothing, and rows of
this origin that are no longer declared go. Rows made by command are never touched."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.terminal import GUILD, TARGET
from config.declared import TERMINAL, DeclaredDigest, DeclaredFeed, DeclaredWatch
from config.errors import ConfigurationError
from config.settings import Settings
from storage.archive import Archive
from summarise.actors.owner import owner
from summarise.actors.roster import Roster
from summarise.editions.digest import next_time
from summarise.model import Origin

DECLARED: Origin = "configuration"

GuildOf = Callable[[str], Awaitable[str | None]]
"""Finds the guild of a channel id; None where the bot does not see the channel."""


def strangers(settings: Settings, known: Roster) -> tuple[tuple[int, str], ...]:
    """The ids in declared watches that nobody has, each with the number of its watch, from 1."""
    return tuple(
        (number, actor)
        for number, watch in enumerate(settings.watch, 1)
        for actor in watch.actors
        if known.of(owner(actor)).find(actor) is None
    )


def check_actors(settings: Settings, known: Roster, watched: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What to tell of declared watches on actors who are gone: a server's own, and those `watched` before.

    Whoever added an actor may remove them while the bot runs, which must not keep it from starting. Raises
    ConfigurationError for any other id that nobody has.
    """
    gone = []
    for number, actor in strangers(settings, known):
        said = f"Setting `watch`, entry {number}, key `actors`: no actor has the id `{actor}`"
        if owner(actor) is None and actor not in watched:
            near = known.catalogue.search(actor.replace("-", " "), 1)
            hint = f" Did you mean `{near[0].id}`?" if near else " `wirewatch actors list` shows the ids."
            raise ConfigurationError(f"{said}.{hint}")
        gone.append(f"{said} any longer. The watch finds nobody by it until they are added again.")
    return tuple(gone)


async def apply(
    settings: Settings, archive: Archive, guild_of: GuildOf, now: datetime, *, complete: bool = True
) -> tuple[str, ...]:
    """Bring the archive in line with the declarations; returns what could not be applied, as sentences.

    Rows that are no longer declared go only where the declarations are `complete` and all could be applied.
    """
    applying = _Applying(archive, guild_of, now)
    for watch in settings.watch:
        await applying.watch(watch)
    for digest in settings.digest:
        await applying.digest(digest)
    for feed in settings.feed:
        await applying.feed(feed)
    problems = tuple(applying.problems)
    if complete and not problems:  # a channel that cannot be seen today keeps its rows
        await archive.watches.keep(DECLARED, frozenset(applying.watches))
        await archive.plans.keep(DECLARED, frozenset(applying.plans))
        await archive.subscriptions.keep(DECLARED, frozenset(applying.subscriptions))
    return (*problems, *applying.notes)


class _Applying:
    """One pass over the declarations, collecting what they stand for."""

    def __init__(self, archive: Archive, guild_of: GuildOf, now: datetime) -> None:
        self._archive, self._guild_of, self._now = archive, guild_of, now
        self._guilds: set[str] = set()
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.watches: set[int] = set()
        self.plans: set[int] = set()
        self.subscriptions: set[tuple[str, int]] = set()

    async def watch(self, declared: DeclaredWatch) -> None:
        if (guild := await self._guild(declared.channel, "[[watch]]")) is not None:
            row = await self._archive.watches.add(
                guild=guild,
                target=target_of(declared.channel),
                actors=declared.actors,
                role=declared.role,
                origin=DECLARED,
                now=self._now,
            )
            self.watches.add(row.id)
            self.notes += (
                f"[[watch]] in channel {declared.channel} names `{actor}`, whom another server added for "
                f"itself: nobody is found by it there. `wirewatch actors add --guild {guild}` adds them."
                for actor in declared.actors
                if owner(actor) not in (None, guild)
            )

    async def digest(self, declared: DeclaredDigest) -> None:
        if (guild := await self._guild(declared.channel, "[[digest]]")) is not None:
            row = await self._archive.plans.add(
                guild=guild,
                target=target_of(declared.channel),
                at=declared.at,
                zone=declared.zone,
                stories=declared.stories,
                sentences=declared.sentences,
                origin=DECLARED,
                next_due_at=next_time(declared.at, declared.zone, self._now),
                now=self._now,
            )
            self.plans.add(row.id)

    async def feed(self, declared: DeclaredFeed) -> None:
        if declared.channel is not None:
            guild = await self._guild(declared.channel, "[[feed]]")
            readers = {guild} if guild is not None else set()
        else:
            readers = self._guilds
            if not readers:
                self.problems.append(
                    f"[[feed]] {declared.url} is read by nobody: give it a `channel`, "
                    "or declare a watch or a digest."
                )
        for reader in readers:
            feed = await self._archive.feeds.add(
                address=declared.url,
                outlet=declared.outlet,
                backlog=declared.backlog,
                full_text=declared.full_text,
                now=self._now,
                declared=True,
            )
            await self._archive.subscriptions.subscribe(reader, feed.id, DECLARED, self._now)
            self.subscriptions.add((reader, feed.id))

    async def _guild(self, channel: str, table: str) -> str | None:
        guild = GUILD if channel == TERMINAL else await self._guild_of(channel)
        if guild is None:
            self.problems.append(
                f"{table} names channel {channel}, which the bot does not see. "
                "Invite the bot to its server, or let it view the channel."
            )
        else:
            self._guilds.add(guild)
        return guild


def target_of(channel: str) -> str:
    """The target that a declared channel stands for."""
    return TARGET if channel == TERMINAL else f"channel:{channel}"
