"""What the database says, without a change to it: nothing is migrated, made or locked."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.doctor.finding import Finding, skipped, trouble, warning, well
from bot.whose import BOT
from config.errors import StorageError
from storage.archive import Archive
from storage.engine import is_sqlite
from storage.engine.fit import refuse_unfit
from storage.engine.only_looking import OnlyLooking, absent
from storage.foreign import foreign_among
from storage.home import at_home
from storage.model import GuildSettings, Process, StoppedTarget, Subscription
from storage.revision import KEPT, is_older, serves
from storage.schema import HEAD, VERSION_TABLE
from storage.trouble import place, refuse_damaged, refuse_lost
from summarise.model import Watch

LOOKED_AT = 50
"""So many guilds are looked at, those named first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What the database is: its place, its size in bytes (PostgreSQL: 0), which revision it has (None: it is
    new), why it cannot be used, and what time it says it is, asked between two moments."""

    place: str
    size: int = 0
    revision: str | None = None
    is_foreign: bool = False
    wrong: str | None = None
    time: datetime | None = None

    @property
    def can_be_read(self) -> bool:
        """Whether its tables are those that this version knows."""
        return self.wrong is None and serves(self.revision)


def database(seen: Seen) -> Finding:
    """Whether it can be reached and written."""
    if seen.wrong is not None:
        return trouble("database", seen.wrong)
    if seen.is_foreign:
        return trouble("database", f"{seen.place} holds another program's tables.", "Name another database.")
    if seen.revision is None:
        return well("database", f"{seen.place} holds nothing yet, and is made at the first start.")
    size = f" ({seen.size / 1e6:.1f} MB)" if seen.size else ""
    return well("database", f"{seen.place}{size} can be read and written.")


def migrations(seen: Seen) -> Finding:
    """Whether its schema is this version's."""
    if seen.wrong is not None or seen.is_foreign:
        return skipped("migrations", "The database cannot be looked at.")
    if seen.revision is None:
        return well("migrations", "There is nothing to migrate.")
    if serves(seen.revision):
        return well("migrations", f"Its revision is {seen.revision}, which this version knows.")
    if is_older(seen.revision):
        return warning(
            "migrations",
            f"It is an older version's: its revision is {seen.revision}, this one's {HEAD}.",
            "`wirewatch run` brings it up to date, and backs it up first. What is in it was not looked at.",
        )
    return trouble(
        "migrations",
        f"It is a newer version's: its revision is {seen.revision}, this one's {HEAD}.",
        "Install that version or a newer one; or put back the backup that was made before (docs/backups.md).",
    )


async def look(url: str) -> Seen:
    """Look at the database; raises nothing that is its fault."""
    try:
        held = OnlyLooking(url)
    except StorageError as error:
        return Seen(place="The database", wrong=str(error))
    named = place(held.url)
    try:
        if absent(held.url):
            return Seen(place=named, wrong=_unwritable(held.url))
        return await _looked(held, named)
    except StorageError as error:
        return Seen(place=named, wrong=str(error))
    finally:
        await held.close()


async def _looked(held: OnlyLooking, named: str) -> Seen:
    async with held.connection() as connection:
        await refuse_unfit(connection, held.url)
        tables: set[str] = await connection.run_sync(lambda one: set(sa.inspect(one).get_table_names()))
        if VERSION_TABLE not in tables:
            return Seen(place=named, is_foreign=bool(foreign_among(tables, held.url)))
        rows = (await connection.execute(KEPT)).scalars().all()
        wrong = _unwritable(held.url) or await _refused(connection)
    revision = str(rows[0]) if rows else None
    async with held.reading() as tx:
        time = await tx.time()
        if serves(revision):
            await at_home(tx, held.url)
    return Seen(
        place=named,
        size=_size(held.url),
        revision=revision,
        wrong=wrong,
        time=time,
    )


def _size(url: URL) -> int:
    return Path(url.database or "").stat().st_size if is_sqlite(url) else 0


def _unwritable(url: URL) -> str | None:
    """Why an SQLite file and its folder cannot be written, by their modes."""
    if not is_sqlite(url):
        return None
    wrong = refuse_lost(url) or refuse_damaged(url)
    if wrong is not None:
        return str(wrong)
    file = Path(url.database or "").absolute()
    for one in (file, *(Path(f"{file}{end}") for end in ("-wal", "-shm"))):
        if one.exists() and not os.access(one, os.R_OK | os.W_OK):
            return f"This user may not read and write {one}: change its owner or mode."
    folder = next(one for one in file.parents if one.exists())
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return f"This user may not make files in {folder}: change its owner or mode, or set WIREWATCH_DATA."
    return None


async def _refused(connection: AsyncConnection) -> str | None:
    """Why PostgreSQL would not let this role write."""
    if connection.dialect.name != "postgresql":
        return None
    asked = sa.text("SELECT has_table_privilege('delivery', 'INSERT, UPDATE, DELETE')")
    if (await connection.execute(asked)).scalar():
        return None
    return "The role of this database's address may not write its tables: GRANT it, or use their owner."


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What of the archive the checks are about; `guilds` are as many as are looked at of `of_guilds`."""

    bot: str | None
    guilds: tuple[GuildSettings, ...]
    of_guilds: int
    watches: tuple[Watch, ...]
    targets: frozenset[str]
    feeds: tuple[Subscription, ...]
    stopped: tuple[StoppedTarget, ...]
    processes: tuple[Process, ...]
    waiting: int


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Archive]:
    """The archive, to be looked at alone."""
    archive = Archive(OnlyLooking(url))
    try:
        yield archive
    finally:
        await archive.close()


async def kept(archive: Archive, terminal: str) -> Kept:
    """Read what the checks are about; StorageError where it cannot be."""
    known = [one for one in await archive.guilds.all() if one.left_at is None]
    looked_at = known[:LOOKED_AT]
    guilds = [one.guild for one in looked_at]
    watches: list[Watch] = []
    targets: set[str] = set()
    feeds: dict[int, Subscription] = {}
    for guild in (*guilds, terminal):
        watches += await archive.watches.of_guild(guild)
        targets |= {plan.target for plan in await archive.plans.of_guild(guild)}
        for held in await archive.subscriptions.held(guild):
            feeds[held.feed.id] = held
    return Kept(
        bot=await archive.guilds.note_of(BOT),
        guilds=tuple(looked_at),
        of_guilds=len(known),
        watches=tuple(one for one in watches if one.paused_at is None),
        targets=frozenset(targets | {one.target for one in watches}),
        feeds=tuple(feeds.values()),
        stopped=await archive.targets.stopped(),
        processes=await archive.processes.alive(),
        waiting=(await archive.status(None)).undelivered,
    )
