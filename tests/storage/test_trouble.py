"""A database that cannot be used is told with its place and what to do, never with its password."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from config.errors import StorageError
from storage.archive import Archive
from storage.engine import spoken
from storage.queue import NoNudges
from storage.trouble import explain


async def refusal(url: str) -> str:
    """What a person is told who opens this."""
    with pytest.raises(StorageError) as told:
        await Archive.open(url, NoNudges())
    return str(told.value)


async def test_folder_in_place_of_the_file(tmp_path: Path) -> None:
    said = await refusal(f"sqlite+aiosqlite:///{tmp_path}")
    assert str(tmp_path) in said
    assert "must be a file" in said


async def test_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("This is a letter, long enough to be looked at by anybody who opens it as a database.")
    said = await refusal(f"sqlite+aiosqlite:///{path}")
    assert f"{path} is not a database" in said
    assert path.read_text().startswith("This is a letter")


async def test_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    said = await refusal(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'wirewatch.db'}")
    assert "folder" in said
    assert "choose a folder" in said


async def test_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "wirewatch.db"
    archive = await Archive.open(f"sqlite+aiosqlite:///{path}", NoNudges())
    await archive.close()
    assert path.is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
async def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "wirewatch.db"
    path.touch(mode=0o000)
    said = await refusal(f"sqlite+aiosqlite:///{path}")
    assert "permissions" in said


async def test_file_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE feed (name TEXT)")
    connection.close()
    said = await refusal(f"sqlite+aiosqlite:///{path}")
    assert "another program (feed)" in said
    assert "name another database" in said


async def test_file_of_a_program_whose_tables_have_other_names(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE customer (name TEXT)")
        said = await refusal(f"sqlite+aiosqlite:///{path}")
        assert "another program (customer)" in said
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("customer",)]


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root:hunter2@localhost/x",
        "postgresql+psycopg2://me:hunter2@localhost/x",
        "not a url hunter2",
        "postgresql+asyncpg://me:hunter2@localhost:notaport/x",
        "sqlite+aiosqlite://",
        "sqlite+aiosqlite:///x.db?mode=hunter2",
        "postgresql+asyncpg://me:half@hunter2@127.0.0.1/x",
        "postgresql+asyncpg://me:half@other/hunter2@127.0.0.1/x",
        "postgresql+asyncpg://me:half@other?hunter2@127.0.0.1/x=y",
        "postgresql+asyncpg://me:hunter2@localhost:99999/x",
    ],
)
async def test_url_that_names_no_database_that_wirewatch_knows(url: str) -> None:
    said = await refusal(url)
    assert "sqlite+aiosqlite:///path/to/file" in said
    assert "hunter2" not in said


async def test_postgresql_that_does_not_answer() -> None:
    said = await refusal("postgresql+asyncpg://me:hunter2@127.0.0.1:1/wirewatch")
    assert "127.0.0.1:1/wirewatch" in said
    assert "does not answer" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (asyncpg.UndefinedTableError("hunter2"), None),
        (asyncpg.UniqueViolationError("hunter2"), None),
        (asyncpg.InterfaceError("another operation is in progress"), None),
        (asyncpg.InterfaceError("connection is closed"), "broke off"),
        (asyncpg.ProtocolViolationError("hunter2"), "a pool in session mode"),
        (asyncpg.TargetServerAttributeNotMatched("hunter2"), "target_session_attrs"),
        (ConnectionRefusedError("hunter2"), "does not answer"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_bug_is_not_told_as_a_server_that_does_not_answer(error: Exception, told: str | None) -> None:
    said = explain(error, make_url("postgresql+asyncpg://me:hunter2@localhost/wirewatch"))
    assert (said is None) is (told is None)
    assert (told or "") in str(said)
    assert "hunter2" not in str(said)


def test_what_is_wrong_with_one_of_two_databases_is_not_told_of_the_other() -> None:
    inner = make_url("postgresql+asyncpg://me@localhost/wirewatch")
    with pytest.raises(sqlite3.DatabaseError), spoken(make_url("sqlite+aiosqlite:///x.db")), spoken(inner):
        raise sqlite3.DatabaseError("malformed array literal")
    with pytest.raises(StorageError, match="is damaged"), spoken(make_url("sqlite+aiosqlite:///x.db")):
        raise sqlite3.DatabaseError("malformed")


def test_transaction_undone_because_two_waited_for_each_other_is_no_bug() -> None:
    cause = asyncpg.exceptions.DeadlockDetectedError("deadlock detected")
    error = DBAPIError("UPDATE host", None, cause)
    error.__cause__ = cause
    told = explain(error, make_url("postgresql+asyncpg://me:hunter2@localhost/wirewatch"))
    assert told is not None
    assert "try again" in str(told)


async def test_postgresql_without_that_database(postgresql: str) -> None:
    url = make_url(postgresql).set(database="nowhere", password="hunter2")
    said = await refusal(url.render_as_string(hide_password=False))
    assert "no such database" in said
    assert "hunter2" not in said


async def test_postgresql_without_that_user(postgresql: str) -> None:
    url = make_url(postgresql).set(username="nobody", password="hunter2")
    said = await refusal(url.render_as_string(hide_password=False))
    assert "check" in said
    assert "hunter2" not in said


async def test_postgresql_user_who_may_not_make_tables(empty_postgresql: str) -> None:
    url = make_url(empty_postgresql)
    connection = await asyncpg.connect(user="postgres", host=url.query["host"], database=url.database)
    await connection.execute("CREATE ROLE reader LOGIN")
    await connection.close()
    said = await refusal(url.set(username="reader").render_as_string(hide_password=False))
    connection = await asyncpg.connect(user="postgres", host=url.query["host"], database=url.database)
    await connection.execute("DROP ROLE reader")
    await connection.close()
    assert "grant" in said
