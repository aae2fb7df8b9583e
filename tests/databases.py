"""Which database a test's archive is on: SQLite, PostgreSQL, or one after the other; a plugin of the suite.

A test marked `both_databases` runs once on each. Any other whose archive comes from these fixtures is on
SQLite. With `--database postgresql` all of them are on PostgreSQL alone, so that the suite can be seen there.
"""

from pathlib import Path
from typing import Final

import pytest

KINDS: Final = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the run say which database."""
    parser.addoption(
        "--database",
        choices=KINDS,
        help="run every test that opens an archive on this database alone; "
        "without it some run on both, and the others on SQLite",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Tell of the marks."""
    config.addinivalue_line("markers", "both_databases: it runs once on SQLite and once on PostgreSQL")
    config.addinivalue_line("markers", "one_database: it takes long, and on both others run its statements")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let those that are marked run on each."""
    if metafunc.definition.get_closest_marker("both_databases"):
        on_each(metafunc)


def on_each(metafunc: pytest.Metafunc) -> None:
    """Let this test run on each database, unless it or the run is for one."""
    alone = metafunc.definition.get_closest_marker("one_database") or chosen(metafunc.config)
    if "kind_of_database" in metafunc.fixturenames and not alone:
        metafunc.parametrize("kind_of_database", KINDS, indirect=True)


def chosen(config: pytest.Config) -> str | None:
    """The database that the run names, if any."""
    named: str | None = config.getoption("--database")
    return named


@pytest.fixture
def kind_of_database(request: pytest.FixtureRequest) -> str:
    """The kind of database this test is on: one of KINDS."""
    kind: str = getattr(request, "param", None) or chosen(request.config) or "sqlite"
    return kind


@pytest.fixture
def empty_url(kind_of_database: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The URL of a database of the test's own with nothing in it, not even tables."""
    if kind_of_database == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'wirewatch.db'}"
    url: str = request.getfixturevalue("empty_postgresql")
    return url


@pytest.fixture
def archive_url(kind_of_database: str, request: pytest.FixtureRequest) -> str:
    """The URL of a migrated database of the test's own, with nothing in it, whose tables stay as they are."""
    return _one_of(request, {"sqlite": "sqlite_url", "postgresql": "migrated_postgresql"}[kind_of_database])


@pytest.fixture
def bots_url(kind_of_database: str, request: pytest.FixtureRequest) -> str:
    """Like `archive_url`, for whoever works on it by its queue: whose tables each looks after first."""
    return _one_of(request, {"sqlite": "sqlite_url", "postgresql": "postgresql_of_bots"}[kind_of_database])


def _one_of(request: pytest.FixtureRequest, name: str) -> str:
    url: str = request.getfixturevalue(name)
    return url
