"""Every database comes to the schema of this version, and only to that."""

import asyncio
import importlib
import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from config.errors import StorageError
from storage.archive import Archive
from storage.engine import create_engine, database_url
from storage.migrate import migrate
from storage.queue import NoNudges
from storage.schema import FTS5, HEAD, VERSION_TABLE, metadata, postgresql_alone
from storage.upgrade import configuration, upgrade
from tests.fakes.examples import NOON, entry, look
from tests.storage.dump import SCHEMAS, load

VIRTUAL = frozenset({"sought", "sought_data", "sought_idx", "sought_docsize", "sought_config"})
"""SQLite's virtual table and the tables that it makes for itself."""


async def test_migrated_database_is_what_the_schema_says(empty_url: str) -> None:
    url = database_url(empty_url)
    await migrate(url)

    def differences(connection: sa.Connection) -> list[object]:
        is_sqlite = connection.dialect.name == "sqlite"
        hidden = VIRTUAL if is_sqlite else frozenset()
        opts = {"version_table": VERSION_TABLE, "include_name": lambda name, *_: name not in hidden}
        wanted = sa.MetaData(naming_convention=metadata.naming_convention)
        for held in (metadata,) if is_sqlite else (metadata, postgresql_alone):
            for table in held.tables.values():
                table.to_metadata(wanted)
        return list(compare_metadata(MigrationContext.configure(connection, opts=opts), wanted))

    engine = create_engine(url)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        if connection.dialect.name == "sqlite":
            found = await connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE sql LIKE '%VIRTUAL%'"
            )
            assert [tuple(row) for row in found.all()] == [("sought", FTS5)]
    await engine.dispose()


async def test_migrating_again_changes_nothing(url: str) -> None:
    archive = await Archive.open(url, NoNudges())
    await archive.guilds.note("k", "v")
    await archive.close()
    await migrate(database_url(url))
    archive = await Archive.open(url, NoNudges())
    assert await archive.guilds.note_of("k") == "v"
    await archive.close()


async def test_four_processes_may_migrate_at_once(empty_url: str) -> None:
    await asyncio.gather(*(migrate(database_url(empty_url)) for _ in range(4)))
    archive = await Archive.open(empty_url, NoNudges())
    assert (await archive.status(None)).feeds == 0
    await archive.close()


async def test_database_of_a_newer_version_is_refused_and_left_alone(url: str) -> None:
    engine = create_engine(database_url(url))
    async with engine.begin() as connection:
        await connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StorageError, match=r"newer Wirewatch \(its revision is 9999\): install that version"):
        await Archive.open(url, NoNudges())
    async with engine.connect() as connection:
        rows = await connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))
        assert rows.scalars().all() == ["9999"]
    await engine.dispose()


def test_revisions_make_one_line() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert scripts.get_heads() == [HEAD]
    assert [script.revision for script in scripts.walk_revisions()][-1] == "0001"


async def test_package_in_a_folder_with_an_odd_name_migrates_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as from an installed wheel, in a folder whose name Alembic would take for a placeholder
    elsewhere = tmp_path / "50% off %(here)s"
    shutil.copytree(
        Path(upgrade.__code__.co_filename).parent / "migrations", elsewhere / "storage" / "migrations"
    )
    module = importlib.import_module("storage.upgrade")
    monkeypatch.setattr(module, "__file__", str(elsewhere / "storage" / "upgrade.py"))
    path = tmp_path / "wirewatch.db"
    await migrate(database_url(f"sqlite+aiosqlite:///{path}"))
    connection = sqlite3.connect(path)
    assert connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() == [(HEAD,)]
    connection.close()


async def test_first_version_learns_hosts_and_what_its_articles_are_known_by(sqlite: str) -> None:
    path = Path(str(database_url(sqlite).database))
    load(SCHEMAS / "0001.sqlite.sql", path)
    archive = await Archive.open(sqlite, NoNudges())
    for feed in await archive.feeds.all():
        assert feed.next_due_at is not None
        known = replace(entry("m1" if feed.outlet == "Meridian" else "l1"), url="https://moved.example/")
        assert await archive.feeds.save(look(feed, known), NOON) == 0, "a known guid is no new article"
    await archive.close()
    connection = sqlite3.connect(path)
    hosts = {name for (name,) in connection.execute("SELECT name FROM host WHERE next_at IS NOT NULL")}
    connection.close()
    assert hosts == {"meridian.example", "lantern.example"}


async def test_what_an_earlier_version_read_is_in_the_record(sqlite: str) -> None:
    path = Path(str(database_url(sqlite).database))
    load(SCHEMAS / "0003.sqlite.sql", path)
    connection = sqlite3.connect(path)
    ids = [key for (key,) in connection.execute("SELECT article FROM reading WHERE document IS NOT NULL")]
    (document,) = connection.execute("SELECT document FROM reading WHERE article = ?", ids[:1]).fetchone()
    held = json.loads(document)
    he = {"start": 6, "end": 8, "text": "he", "actor": "vladimir-putin"}
    held["value"]["quotes"] = [{"start": 0, "end": 5, "text": "“so”", "quote": 0, "speaker": he}]
    held["value"]["statements"] = [{"start": 9, "end": 12, "text": "why", "quote": 1, "speaker": None}]
    day = {"start": 0, "end": 4, "date": "2022-04-28", "text": "then", "actors": ["vladimir-putin"] * 2}
    held["value"]["appointments"] = [day]
    connection.execute("UPDATE reading SET document = ? WHERE article = ?", (json.dumps(held), ids[0]))
    connection.execute("UPDATE reading SET document = 'damaged' WHERE article = ?", ids[1:2])
    connection.commit()
    connection.close()
    archive = await Archive.open(sqlite, NoNudges())
    feeds, days = frozenset({1, 2}), (date(2022, 4, 1), date(2022, 5, 1))
    quote, statement = await archive.record.quotes(feeds)
    (meeting,) = await archive.record.agenda(feeds, *days, actor="vladimir-putin")
    named = await archive.record.mentions(feeds, "vladimir-putin")
    (watch,) = await archive.watches.of_guild("a")
    await archive.close()
    assert (quote.kind, quote.text, quote.actor, quote.speaker) == ("quote", "“so”", "vladimir-putin", "he")
    assert (statement.kind, statement.text, statement.speaker) == ("statement", "why", None)
    assert quote.source.at == NOON
    assert (meeting.date, meeting.last, meeting.actors) == (date(2022, 4, 28),) * 2 + (("vladimir-putin",),)
    assert {one.source.article: one.role for one in named} == dict.fromkeys(ids, "subject"), "damaged or not"
    assert [one.salience for one in named if one.source.article == ids[0]] == [0.5]
    assert watch.role == "mention"


DAMAGES: list[dict[str, object]] = [
    {"quotes": [{"start": 0, "end": 5, "text": "a"}]},
    {"quotes": [{"start": 0, "end": 5, "text": ["a"], "quote": 0, "speaker": None}]},
    {"quotes": [{"start": 0, "end": 1 << 70, "text": "a", "quote": 0, "speaker": None}]},
    {"quotes": [{"start": 0, "end": 5, "text": "a", "quote": 0, "speaker": {}}]},
    {"quotes": None},
    {"quotes": 7},
    {"quotes": ["a"]},
    {"appointments": [{"start": 0, "end": 4, "date": "31 February", "text": "then", "actors": []}]},
    {"appointments": {}},
    {"mentions": [{"start": 0, "end": 4, "actor": ["x"]}]},
    {"mentions": None},
]


def add_a_copy(connection: sqlite3.Connection, table: str, key: str, **changes: object) -> None:
    """Another row like that of the first article, but for these values."""
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    chosen = ", ".join(f":{name}" if name in changes else name for name in columns)
    connection.execute(f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE {key} = 1", changes)


async def test_reading_that_is_damaged_in_part_stops_no_migration(sqlite: str) -> None:
    path = Path(str(database_url(sqlite).database))
    load(SCHEMAS / "0003.sqlite.sql", path)
    connection = sqlite3.connect(path)
    said = {"start": 9, "end": 12, "text": "w\0h\ud800y", "quote": 1, "speaker": None}
    (document,) = connection.execute("SELECT document FROM reading WHERE article = 1").fetchone()
    held, damaged = json.loads(document), dict(enumerate(DAMAGES, 100))
    for key, damage in damaged.items():
        value = held["value"] | {"statements": [said]} | damage
        add_a_copy(connection, "article", "id", id=key, guid=f"damaged {key}")
        add_a_copy(
            connection, "reading", "article", article=key, document=json.dumps(held | {"value": value})
        )
        add_a_copy(connection, "trace", "article", article=key)
    connection.commit()
    connection.close()
    archive = await Archive.open(sqlite, NoNudges())
    kept = {one.source.article: one.text for one in await archive.record.quotes(frozenset({1, 2}))}
    await archive.close()
    for key, damage in damaged.items():
        assert kept.get(key) == (None if "quotes" in damage else "wh\ufffdy"), damage


def test_storage_is_light_to_name() -> None:
    source = "import storage, sys; sys.exit('sqlalchemy' in sys.modules or 'alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", source], check=False).returncode == 0
