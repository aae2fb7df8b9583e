"""A migrated database for every test that wants one: migrating a file anew costs more than most tests."""

import asyncio
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from storage.engine import database_url
from storage.migrate import migrate

pytest_plugins = ("tests.bot.driven",)

# a property that says nothing else is tried so often: make test ARGS=--hypothesis-profile=deep tries longer
settings.register_profile("suite", max_examples=30, deadline=None)
settings.register_profile("deep", max_examples=500, deadline=None)
settings.load_profile("suite")


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
