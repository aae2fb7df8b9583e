"""Databases as released versions left them, of either kind, with rows in every table that there was."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from alembic import command

from storage.engine import create_engine, database_url
from storage.schema import VERSION_TABLE
from storage.sought import lines
from storage.upgrade import configuration
from tests.storage.dump import load

AT: Final = "2022-04-26 12:00:00.000000"
HOURS: Final = '{"version":1,"value":{"begins":"22:00:00","ends":"07:00:00","zone":"Asia/Tokyo","urgent":0}}'

MORE: Final[dict[str, dict[str, object]]] = {
    "address": {"address": "https://meridian.example/before", "feed": 1},
    "event": {"guild": "a", "key": "appointment", "event": "900100200300400900", "at": AT},
    "moving": {"name": "feed", "last": "[2]", "rows": 2, "done": True},
    "page": {"url": "https://wire.example/m1", "state": "read", "title": "Envoy", "text": "So.", "at": AT},
    "person": {"person": "77", "zone": "Asia/Tokyo", "quiet": HOURS},
    "process": {
        "id": "p",
        "roles": "bot",
        "host": "one",
        "number": 7,
        "version": "0.1.0",
        "started_at": AT,
        "heard_at": AT,
    },
    "revision": {"id": 4, "article": 1, "at": AT, "title": "Envoy arrives", "text": "The envoy arrived."},
    "shard": {"number": 0, "total": 1, "holder": "p", "held_until": AT},
    "signed_in": {"turn": 0, "at": AT},
    "view": {"id": 1, "kind": "list", "guild": "a", "person": "77", "state": '{"asked": "feeds"}', "at": AT},
    "websub": {
        "feed": 1,
        "hub": "https://hub.example/",
        "topic": "https://meridian.example/feed",
        "token": "t0ken",
        "secret": "s3cret",
        "state": "confirmed",
        "tries": 0,
        "next_at": AT,
    },
}
"""A row of each table that no dump, or not every one, holds any of."""

INDEX: Final = "sought"
"""Each database's own index of full text."""


def leave(dump: Path, path: Path) -> dict[str, int]:
    """Make an SQLite file of the dump, with rows in every table; how many each holds."""
    rows = load(dump, path)
    with closing(sqlite3.connect(path)) as held, held:
        for table in (table for table, row in MORE.items() if rows.get(table) == 0):
            row = MORE[table]
            values = ", ".join(f":{name}" for name in row)
            rows[table] = held.execute(
                f'INSERT INTO "{table}" ({", ".join(row)}) VALUES ({values})',
                row,
            ).rowcount
    return {table: many for table, many in rows.items() if not table.startswith((INDEX, "sqlite_"))}


async def leave_on_postgresql(revision: str, path: Path, url: str) -> None:
    """Make the same of an empty PostgreSQL database: that revision's tables, with the file's rows in them."""
    engine = create_engine(database_url(url), migrating=True)
    async with engine.begin() as connection:
        await connection.run_sync(_copy, revision, path)
    await engine.dispose()


def _copy(connection: sa.Connection, revision: str, path: Path) -> None:
    command.upgrade(configuration(connection), revision)
    made = sa.MetaData()
    made.reflect(connection)
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        tables = [table for table in made.sorted_tables if table.name not in (VERSION_TABLE, INDEX)]
        for table in reversed(tables):  # what a migration put there itself
            connection.execute(sa.delete(table))
        for table in tables:
            kept = file.execute(f'SELECT * FROM "{table.name}"').fetchall()
            rows = [{name: _said(row[name], table.c[name].type) for name in row.keys()} for row in kept]  # noqa: SIM118
            connection.execute(sa.insert(table), rows)
        for name, last in file.execute("SELECT name, seq FROM sqlite_sequence"):
            connection.execute(
                sa.text("SELECT setval(CAST(pg_get_serial_sequence(:name, 'id') AS regclass), :last)"),
                {"name": name, "last": last},
            )
    if INDEX in made.tables:
        _index(connection, made)


def _said(value: Any, kind: sa.types.TypeEngine[Any]) -> Any:
    """What SQLite keeps as text or a number, as PostgreSQL's type has it."""
    if value is None or not isinstance(kind, sa.DateTime | sa.Date | sa.Time | sa.Boolean):
        return value
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(kind, sa.Boolean):
        return bool(value)
    return (date if isinstance(kind, sa.Date) else time).fromisoformat(value)


def _index(connection: sa.Connection, made: sa.MetaData) -> None:
    """Let the index hold the words of what the file's index held: as 0007 made it, and as 0008 did."""
    has_feed = "feed" in made.tables[INDEX].c
    for article, feed, document in connection.execute(
        sa.text(
            "SELECT s.article, a.feed, s.document FROM searched AS s JOIN article AS a ON a.id = s.article"
        )
    ).all():
        title, text, marks = map(str.split, lines(document))
        words = [f"'{word}':{place}" for place, word in enumerate((*title, *text), 1)]
        vector = " ".join((*words, *(f"'{mark}'" for mark in (*marks, *(["w0"] if has_feed else [])))))
        columns, values = ("article, feed, vector", ":a, :f, ") if has_feed else ("article, vector", ":a, ")
        connection.execute(
            sa.text(f"INSERT INTO {INDEX} ({columns}) VALUES ({values} CAST(CAST(:v AS text) AS tsvector))"),
            {"a": article, "f": feed, "v": vector},
        )
