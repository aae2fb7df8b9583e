"""What `wirewatch.toml` declares becomes rows, idempotently: applied twice it changes nothing, and rows of
this origin that are no longer declared go. Rows made by command are never touched."""

from collections.abc import Iterable
from datetime import datetime

from bot.declared_watches import asked_of
from bot.spots import TERMINAL_SPOT, Spot, SpotOf
from config.declared import TERMINAL, DeclaredDigest, DeclaredFeed, DeclaredWatch
from config.errors import ConfigurationError
from config.settings import Settings
from storage.archive import Archive
from storage.documents import Planned
from summarise.actors.owner import owner
from summarise.actors.roster import Roster
from summarise.editions.calendar import next_time
from summarise.model import Origin

DECLARED: Origin = "configuration"


def names_actors(settings: Settings) -> bool:
    """Whether anybody is named in declared watches and digests."""
    return any(one.actors for one in settings.watch) or any(one.actors for one in settings.digest)


def strangers(settings: Settings, known: Roster) -> tuple[tuple[str, int, str], ...]:
    """The ids that nobody has in declared watches and digests, each with its table and number, from 1."""
    named = [("watch", number, one.actors) for number, one in enumerate(settings.watch, 1)]
    named += [("digest", number, one.actors) for number, one in enumerate(settings.digest, 1)]
    return tuple(
        (table, number, actor)
        for table, number, actors in named
        for actor in actors
        if known.of(owner(actor)).find(actor) is None
    )


def check_actors(settings: Settings, known: Roster, watched: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What to tell of declarations that name actors who are gone: a server's own, and those `watched` before.

    Whoever added an actor may remove them while the bot runs, which must not keep it from starting. Raises
    ConfigurationError for any other id that nobody has.
    """
    gone = []
    for table, number, actor in strangers(settings, known):
        said = f"Setting `{table}`, entry {number}, key `actors`: no actor has the id `{actor}`"
        if owner(actor) is None and actor not in watched:
            near = known.catalogue.search(actor.replace("-", " "), 1)
            hint = f" Did you mean `{near[0].id}`?" if near else " `wirewatch actors list` shows the ids."
            raise ConfigurationError(f"{said}.{hint}")
        gone.append(f"{said} any longer. The {table} finds nobody by it until they are added again.")
    return tuple(gone)


async def apply(
    settings: Settings, archive: Archive, spot_of: SpotOf, now: datetime, *, complete: bool = True
) -> tuple[str, ...]:
    """Bring the archive in line with the declarations; returns what could not be applied, as sentences.

    Rows that are no longer declared go only where the declarations are `complete` and all could be applied.
    """
    applying = _Applying(archive, spot_of, now)
    await applying.look(settings)
    for feed in settings.feed:
        await applying.feed(feed)
    for watch in settings.watch:
        await applying.watch(watch)
    for digest in settings.digest:
        await applying.digest(digest)
    problems = tuple(applying.problems)
    if complete and not problems:  # a channel that cannot be seen today keeps its rows
        await archive.watches.keep(DECLARED, frozenset(applying.watches), now)
        await archive.plans.keep(DECLARED, frozenset(applying.plans))
        await archive.subscriptions.keep(DECLARED, frozenset(applying.subscriptions))
    return (*problems, *applying.notes)


class _Applying:
    """One pass over the declarations, collecting what they stand for."""

    def __init__(self, archive: Archive, spot_of: SpotOf, now: datetime) -> None:
        self._archive, self._spot_of, self._now = archive, spot_of, now
        self._spots: dict[str, Spot | None] = {TERMINAL: TERMINAL_SPOT}
        self._guilds: set[str] = set()
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.watches: set[int] = set()
        self.plans: set[int] = set()
        self.subscriptions: set[tuple[str, int]] = set()

    async def look(self, settings: Settings) -> None:
        """Find the channels of watches and digests: their guilds read the feeds that name none."""
        channels = [watch.channel for watch in settings.watch] + [plan.channel for plan in settings.digest]
        for channel in channels:
            if channel is not None and (spot := await self._spot(channel)) is not None:
                self._guilds.add(spot.guild)
        servers = (watch.server for watch in settings.watch)
        self._guilds.update(server for server in servers if server is not None)

    async def watch(self, declared: DeclaredWatch) -> None:
        where = f"[[watch]] for user {declared.user}"
        if declared.channel is None:
            spot = self._direct(declared, where)
        else:
            where = f"[[watch]] in channel {declared.channel}"
            spot = await self._seen(declared.channel, "[[watch]]")
        if spot is None:
            return
        asked = await asked_of(declared, spot, self._archive)
        if isinstance(asked, str):
            self.problems.append(f"{where} {asked}")
            return
        row = await self._archive.watches.add(
            guild=spot.guild, target=spot.target, origin=DECLARED, now=self._now, **asked
        )
        self.watches.add(row.id)
        self._note(where, declared.actors, spot.guild)

    async def digest(self, declared: DeclaredDigest) -> None:
        if (spot := await self._seen(declared.channel, "[[digest]]")) is not None:
            row = await self._archive.plans.add(
                guild=spot.guild,
                target=spot.target,
                at=declared.at,
                zone=declared.zone,
                stories=declared.stories,
                sentences=declared.sentences,
                origin=DECLARED,
                next_due_at=next_time(declared.at, declared.zone, self._now, declared.days),
                now=self._now,
                wishes=Planned(
                    weekdays=declared.days,
                    style=declared.style,
                    grouping=declared.group,
                    empty=declared.empty,
                    actors=declared.actors,
                    keywords=declared.keywords,
                    quotes=declared.quotes,
                    agenda_days=declared.appointments,
                ),
            )
            self.plans.add(row.id)
            self._note(f"[[digest]] in channel {declared.channel}", declared.actors, spot.guild)

    async def feed(self, declared: DeclaredFeed) -> None:
        if declared.channel is not None:
            spot = await self._seen(declared.channel, "[[feed]]")
            readers = {spot.guild} if spot is not None else set()
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

    def _note(self, where: str, actors: Iterable[str], guild: str) -> None:
        """Tell of actors whom nobody is found by in this guild, as they are another's own."""
        self.notes += (
            f"{where} names `{actor}`, whom another server added for itself: nobody is found by it there. "
            f"`wirewatch actors add --guild {guild}` adds them."
            for actor in actors
            if owner(actor) not in (None, guild)
        )

    async def _spot(self, channel: str) -> Spot | None:
        if channel not in self._spots:
            self._spots[channel] = await self._spot_of(channel)
        return self._spots[channel]

    async def _seen(self, channel: str, table: str) -> Spot | None:
        spot = await self._spot(channel)
        if spot is None:
            self.problems.append(
                f"{table} names channel {channel}, which the bot does not see. "
                "Invite the bot to its server, or let it view the channel."
            )
        return spot

    def _direct(self, declared: DeclaredWatch, where: str) -> Spot | None:
        """A person, told by the feeds of the server that is named, or of the only one of the file."""
        guild = declared.server or (next(iter(self._guilds)) if len(self._guilds) == 1 else None)
        if guild is None:
            self.problems.append(
                f"{where} needs the `server` whose feeds it hears: this file names several, or none."
            )
            return None
        return Spot(guild=guild, target=f"user:{declared.user}")
