"""SQLite is asked once per statement, and answers what sqlite3 itself would."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.engine import Database
from storage.engine.trips import Thrifty, connect
from storage.queue import NoNudges
from storage.schema import note


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Thrifty]:
    opened = connect(str(tmp_path / "some.db"), isolation_level=None)
    await opened
    yield opened
    await opened.close()


async def said(connection: Thrifty, sql: str, values: Any = ()) -> tuple[list[Any], int, int | None]:
    """What a statement answers: its rows, how many it changed, and the id of the last one."""
    asked = connection.cursor()
    await asked.execute(sql, values)
    return list(await asked.fetchall()), asked.rowcount, asked.lastrowid


async def test_statement_answers_as_sqlite_does(connection: Thrifty) -> None:
    await said(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)")
    rows, changed, _ = await said(connection, "INSERT INTO t (name) VALUES (?), (?) RETURNING id", ("a", "b"))
    assert (rows, changed) == ([(1,), (2,)], 2)
    many = connection.cursor()
    await many.executemany("INSERT INTO t (name) VALUES (?)", [("c",), ("d",), ("e",)])
    assert (many.rowcount, many.description, await many.fetchall()) == (3, None, ())
    assert await said(connection, "INSERT INTO t (name) VALUES ('f')") == ([], 1, 6)
    asked = connection.cursor()
    await asked.execute("SELECT id, name FROM t WHERE id > ?", (4,))
    assert [column[0] for column in asked.description] == ["id", "name"]
    assert await asked.fetchall() == [(5, "e"), (6, "f")]
    assert (await said(connection, "UPDATE t SET name = 'x' WHERE id < 3"))[1] == 2


async def test_failed_statement_leaves_nothing_open(connection: Thrifty) -> None:
    await said(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY)")
    await said(connection, "INSERT INTO t VALUES (1), (-9223372036854775808)")
    for wrong in (
        "SELECT nothing FROM t",
        "SELECT abs(id) FROM t ORDER BY id DESC",
        "INSERT INTO t VALUES (1)",
    ):
        with pytest.raises(sqlite3.Error):
            await said(connection, wrong)
    await said(connection, "DROP TABLE t")


async def test_statement_makes_one_trip(sqlite_url: str) -> None:
    database = Database(sqlite_url, NoNudges())
    async with database.writing() as tx:
        driver = (await tx._connection.get_raw_connection()).driver_connection
        assert isinstance(driver, Thrifty)
        trips, execute = [], driver._execute

        async def counted(*asked: Any) -> Any:
            trips.append(asked)
            return await execute(*asked)  # type: ignore[no-untyped-call]

        driver._execute = counted  # type: ignore[method-assign]
        await tx.execute(tx.insert(note).values(key="k", value="v"))
        assert [row["value"] for row in await tx.rows(note.select())] == ["v"]
        assert len(trips) == 2
    await database.close()
