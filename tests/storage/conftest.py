"""Both databases for every test, as new: a file of SQLite, and a database of a PostgreSQL server."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.archive import Archive
from storage.model import Job
from tests.databases import on_each
from tests.fakes.closing import close
from tests.postgresql import lasting_loop
from tests.storage.lasting import LastingLoop
from tests.storage.lasting import database as lasting_database


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], LastingLoop]]:
    """One event loop for all of these tests, which PostgreSQL's connections belong to."""
    return {"lasting": lasting_loop}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let each of these tests run on each database, without being marked."""
    on_each(metafunc)


@pytest.fixture(scope="session", autouse=True)
def in_the_end(end_of_the_loop: None) -> None:
    """The loop ends after the last test."""


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


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The URL of an SQLite file that is not there yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'wirewatch.db'}"


@pytest.fixture
def url(archive_url: str) -> str:
    """The URL of a migrated database of each kind."""
    return archive_url


@pytest.fixture
async def archive(url: str, nudges: Noted) -> AsyncIterator[Archive]:
    """An open archive with nothing in it."""
    # without opening it as the bot does: that looks whether to migrate, on a connection of its own
    opened = Archive(lasting_database(url, nudges))
    yield opened
    await close(opened)
