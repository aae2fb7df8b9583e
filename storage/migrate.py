"""Bring a database to the schema of this version, from the running application."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine import create_engine, spoken
from storage.engine.fit import refuse_unfit
from storage.revision import KEPT, refuse_older, serves
from storage.schema import HEAD, VERSION_TABLE

Meanwhile = Callable[[], AbstractAsyncContextManager[None]]
"""What is there while a database is migrated."""


async def migrate(
    url: URL, *, upgrades: bool = True, backups: Path | None = None, meanwhile: Meanwhile = nullcontext
) -> None:
    """Migrate to the newest revision in one transaction, if it is not there; several processes may at once.

    An SQLite file is backed up before, into the folder `backups` (None: that name beside the file).
    Without `upgrades` only a database that is not one yet is made, and one of an older version refused.
    StorageError where the database cannot be reached, is not fit for use or belongs to something else;
    OutgrownError where it belongs to a newer version.
    """
    engine = create_engine(url, migrating=True)
    try:
        with spoken(url):
            async with engine.connect() as connection:
                # only to look: whoever writes to a file for long, as a move does, keeps nobody out
                looking = await connection.execution_options(begin="BEGIN")
                await refuse_unfit(looking, url)
                found = await _revision(looking)
            if not upgrades:
                refuse_older(found, url)
            if not serves(found):
                async with meanwhile():
                    # it imports Alembic, whose 11 MB most starts can do without
                    await _upgrade(engine, url, backups)
    finally:
        await engine.dispose()


async def _upgrade(engine: AsyncEngine, url: URL, backups: Path | None) -> None:
    from storage.backup.before import back_up_before
    from storage.upgrade import stands, upgrade

    async with engine.begin() as connection:
        found = await connection.run_sync(stands, url)
        if found == "older":
            await back_up_before(url, HEAD, datetime.now(UTC), backups)
        if found != "served":
            await connection.run_sync(upgrade, url)


async def _revision(connection: AsyncConnection) -> str | None:
    """The revision that the database says it is at."""
    known = await connection.run_sync(lambda held: sa.inspect(held).has_table(VERSION_TABLE))
    if not known:
        return None
    rows = (await connection.execute(KEPT)).scalars().all()
    return str(rows[0]) if len(rows) == 1 else None
