"""Bring a database to the schema of this version, from the running application."""

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import create_engine, spoken
from storage.engine.fit import refuse_unfit
from storage.revision import KEPT, refuse_older, serves
from storage.schema import VERSION_TABLE


async def migrate(url: URL, *, upgrades: bool = True) -> None:
    """Migrate to the newest revision in one transaction; several processes may do so at once.

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
                # Alembic takes 11 MB, which most starts can do without
                from storage.upgrade import upgrade

                async with engine.begin() as connection:
                    await connection.run_sync(upgrade, url)
    finally:
        await engine.dispose()


async def _revision(connection: AsyncConnection) -> str | None:
    """The revision that the database says it is at."""
    known = await connection.run_sync(lambda held: sa.inspect(held).has_table(VERSION_TABLE))
    if not known:
        return None
    rows = (await connection.execute(KEPT)).scalars().all()
    return str(rows[0]) if len(rows) == 1 else None
