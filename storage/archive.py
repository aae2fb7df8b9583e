"""The archive whole: opened once per process, closed at its end."""

from datetime import datetime, timedelta
from pathlib import Path

from config.errors import StorageError
from storage import aside, figures, status, unfinished
from storage.actors import Actors
from storage.deliveries import ALERTS_PER_HOUR, Deliveries
from storage.engine import POOL, Database, database_url, is_sqlite
from storage.events import Events
from storage.feeds import Feeds
from storage.figures import Figures
from storage.follows import Follows
from storage.guilds import Guilds
from storage.headlines import Headlines
from storage.home import at_home
from storage.hubs import Hubs
from storage.keeping import Keeping
from storage.migrate import migrate
from storage.model import Aside, JobKind, Status
from storage.mutes import Mutes
from storage.notices import Notices
from storage.pages import Pages
from storage.pausing import Pausing
from storage.persons import Persons
from storage.plans import Plans
from storage.processes import Processes
from storage.queue import NoNudges, Nudges
from storage.record import Record, Trends
from storage.search import Search
from storage.shards import ShardLeases
from storage.stories import Stories
from storage.subjects import Subjects
from storage.subscriptions import Subscriptions
from storage.targets import Targets
from storage.unfinished import KINDS
from storage.verdicts import Verdicts
from storage.views import Views
from storage.watches import Watches
from storage.watching import Watching
from summarise.model import CatalogueText

HOST_DELAY = timedelta(seconds=1)


class Archive:
    """All that is kept, room by room."""

    def __init__(
        self,
        database: Database,
        host_delay: timedelta = HOST_DELAY,
        catalogues: tuple[CatalogueText, ...] = (),
        alerts_per_hour: int = ALERTS_PER_HOUR,
    ) -> None:
        self._database = database
        self.actors = Actors(database, catalogues)
        self.feeds = Feeds(database, host_delay)
        self.pages = Pages(database, host_delay)
        self.hubs = Hubs(database, host_delay)
        self.subscriptions = Subscriptions(database)
        self.pausing = Pausing(database)
        watching = Watching(database)
        self.watches = Watches(database, watching)
        self.follows = Follows(database)
        self.mutes = Mutes(database)
        self.verdicts = Verdicts(database)
        self.plans = Plans(database)
        self.notices = Notices(database)
        self.stories = Stories(database, self.actors, watching)
        self.subjects = Subjects(database)
        self.record = Record(database)
        self.search = Search(database)
        self.headlines = Headlines(database)
        self.trends = Trends(database)
        self.deliveries = Deliveries(database, alerts_per_hour)
        self.targets = Targets(database)
        self.guilds = Guilds(database)
        self.persons = Persons(database)
        self.processes = Processes(database)
        self.shards = ShardLeases(database)
        self.views = Views(database)
        self.events = Events(database)
        self.keeping = Keeping(database)

    @classmethod
    async def open(
        cls,
        url: str,
        nudges: Nudges,
        *,
        host_delay: timedelta = HOST_DELAY,
        catalogues: tuple[CatalogueText, ...] = (),
        alerts_per_hour: int = ALERTS_PER_HOUR,
        pool: int = POOL,
        upgrades: bool = True,
        backups: Path | None = None,
    ) -> "Archive":
        """Connect and migrate; without `upgrades` an older version's database is refused instead.

        An SQLite file is backed up before it is migrated, as `migrate` says of `backups`.

        StorageError says what is wrong with the database and what to do.

        `host_delay` is the pause between two requests to one host, `catalogues` are the operator's actors.
        A target is sent at most `alerts_per_hour` alerts, 0 for any number; further ones go in a list.
        PostgreSQL gets at most `pool` connections.
        """
        await migrate(database_url(url), upgrades=upgrades, backups=backups)
        # a process of its own on a file holds its folder, which a move would have to have
        sole = is_sqlite(database_url(url)) and not isinstance(nudges, NoNudges)
        database = Database(url, nudges, pool, home=None if sole else at_home)
        archive = cls(database, host_delay, catalogues, alerts_per_hour)
        try:
            await archive.refuse_left()
        except StorageError:
            await archive.close()
            raise
        return archive

    @property
    def is_shared(self) -> bool:
        """Whether other processes may work on it at the same time."""
        return not is_sqlite(self._database.url)

    async def refuse_left(self) -> None:
        """StorageError where all of it was moved elsewhere, or a move into it is not over."""
        async with self._database.reading() as tx:
            await at_home(tx, self._database.url)

    async def figures(self, now: datetime, targets: frozenset[str] | None = None) -> Figures:
        """How things stand at `now`; deliveries to these `targets` alone (None: to all)."""
        async with self._database.reading() as tx:
            return await figures.gather(tx, now, targets)

    async def prove_writable(self, now: datetime) -> None:
        """Write something of no weight; StorageError where the database takes nothing."""
        async with self._database.writing() as tx:
            await figures.prove(tx, now)

    async def close(self) -> None:
        """Close every connection, once what was handed in is done."""
        await self.feeds.finish()
        await self._database.close()

    async def nudge_unfinished(
        self,
        now: datetime,
        kinds: frozenset[JobKind] = KINDS,
        *,
        targets: frozenset[str] | None = None,
        nudged_too: bool = False,
    ) -> int:
        """The tick: nudge whatever is due and whose lease or wait has passed; how many nudges that made.

        Deliveries are nudged to these `targets` alone (None: to all). `nudged_too` does not wait for leases:
        for a queue that drops nudges on purpose, or a standing clock.
        """
        async with self._database.writing() as tx:
            return await unfinished.nudge_unfinished(tx, now, kinds, targets=targets, nudged_too=nudged_too)

    async def release(self) -> None:
        """At the start of a single process: end every lease of the one before.

        What it was sending may have arrived: it is due again, and unknown.
        """
        async with self._database.writing() as tx:
            await unfinished.release(tx)

    async def waiting(self, now: datetime, *, targets: frozenset[str] | None = None) -> dict[JobKind, int]:
        """How many rows of each kind are due, claimed or waiting for their turn at `now`.

        Deliveries are counted of these `targets` alone (None: of all).
        """
        async with self._database.reading() as tx:
            return await unfinished.waiting(tx, now, targets=targets)

    async def idle(self, now: datetime) -> bool:
        """Whether nothing is due, claimed or waiting for its turn at `now`."""
        return not any((await self.waiting(now)).values())

    async def aside(self, most: int) -> tuple[tuple[Aside, ...], int]:
        """The newest articles that were set aside, so many at most, and how many there are."""
        async with self._database.reading() as tx:
            return await aside.newest(tx, most), await aside.count(tx)

    async def status(self, guild: str | None) -> Status:
        """What the archive holds for this guild (None: for all)."""
        async with self._database.reading() as tx:
            return await status.count(tx, guild)
