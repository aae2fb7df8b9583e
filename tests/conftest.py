"""A migrated database for every test that wants one: migrating a file anew costs more than most tests."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from storage.engine import database_url
from storage.migrate import migrate
from tests.fakes.statements import compile_once
from tests.fakes.unsynced import wait_for_no_disk

pytest_plugins = ("tests.bot.driven", "tests.databases", "tests.postgresql")

# a property that says nothing else is tried so often: make test ARGS=--hypothesis-profile=deep tries longer
settings.register_profile("suite", max_examples=30, deadline=None)
settings.register_profile("deep", max_examples=500, deadline=None)
settings.load_profile("suite")
compile_once()
wait_for_no_disk()

LONG = (
    "tests/acceptance/",
    "tests/soak/test_soak.py",
    "tests/storage/test_killed_looks.py",
    "tests/storage/test_outbox_property.py",
    "tests/bot/test_filters.py",
)
"""Where tests are that take seconds, most of them waiting for processes."""

HANGING = 600
"""Seconds after which a test of processes hangs: however slow the machine is, it fails for what it missed."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Half of the processes begin with the long tests, or the last one would be waited for alone.

    The others compute meanwhile: where all began with them, all waited at once.
    """
    for item in items:
        if item.nodeid.startswith(LONG):
            item.add_marker(pytest.mark.timeout(HANGING))
    left = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.nodeid.startswith(LONG)]
    short = [item for item in items if not item.nodeid.startswith(LONG)]
    items.clear()
    # as xdist deals them out: an equal run of neighbours for each process
    for processes in range(left, 0, -1):
        first = len(long) // max(1, processes - left // 2)
        rest = max(0, (len(long) + len(short)) // processes - first)
        items += [*long[:first], *short[:rest]]
        long, short = long[first:], short[rest:]


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "wirewatch.db"
    asyncio.run(migrate(database_url(f"sqlite+aiosqlite:///{path}")))
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    """The URL of a migrated SQLite file of the test's own, with nothing in it."""
    path = shutil.copy(migrated_sqlite, tmp_path / "wirewatch.db")
    return f"sqlite+aiosqlite:///{path}"
