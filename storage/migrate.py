"""Bring a database to the schema of this version, from the running application."""

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import create_engine, spoken
from storage.engine.fit import refuse_unfit
from storage.schema import HEAD, VERSION_TABLE


async def migrate(url: URL) -> None:
    """Migrate to the newest revision in one transaction; several processes may do so at once.

    StorageError where the database cannot be reached, is not fit for use, belongs to a newer version or to
    something else.
    """
    engine = create_engine(url, migrating=True)
    try:
        with spoken(url):
            async with engine.begin() as connection:
                await refuse_unfit(connection, url)
                if await _revision(connection) != HEAD:
                    # Alembic takes 11 MB, which most starts can do without
                    from storage.upgrade import upgrade

                    await connection.run_sync(upgrade, url)
    finally:
        await engine.dispose()


async def _revision(connection: AsyncConnection) -> str | None:
    """The revision that the database says it is at."""
    known = await connection.run_sync(lambda held: sa.inspect(held).has_table(VERSION_TABLE))
    if not known:
        return None
    rows = (await connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))).scalars().all()  # noqa: S608
    return str(rows[0]) if len(rows) == 1 else None
