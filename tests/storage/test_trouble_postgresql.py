"""PostgreSQL in trouble: told in its own words at the start, ridden out later, and nothing kept is lost."""

import asyncio
from dataclasses import replace
from errno import EACCES
from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError

from config.errors import StorageError
from storage.engine import Database, create_engine, database_url, server
from storage.engine.fit import Server as Said
from storage.engine.fit import unfit
from storage.queue import NoNudges
from storage.schema import note
from storage.trouble.postgresql import advice
from storage.upgrade import stands
from tests.postgresql import Server, administer, administer_at
from tests.storage.test_trouble import refusal

FIT = Said(version=18, release="18.1", encoding="UTF8", is_read_only=False, is_standby=False)
CUT = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = 'wirewatch'"


async def keep(database: Database, key: str) -> None:
    """Keep a note."""
    async with database.writing() as tx:
        await tx.execute(tx.insert(note).values(key=key, value="v"))


async def kept(database: Database) -> list[str]:
    """The keys of the notes that are kept."""
    async with database.reading() as tx:
        return sorted(await tx.values(sa.select(note.c.key)))


async def trouble(database: Database, *statements: str) -> str:
    """What a person is told of what these statements end in."""
    try:
        async with database.writing() as tx:
            for statement in statements:
                await tx.execute(sa.text(statement))
    except StorageError as error:
        return str(error)
    return "nothing"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            replace(FIT, version=14, release="14.9 (Debian)"),
            "14.9 (Debian), but Wirewatch needs 15",
        ),
        (replace(FIT, encoding="LATIN1"), "encoding LATIN1"),
        (replace(FIT, is_read_only=True, is_standby=True), "name the primary"),
        (replace(FIT, is_read_only=True), "default_transaction_read_only is on"),
    ],
)
def test_server_that_is_not_fit_is_refused_with_what_to_do(said: Said, told: str) -> None:
    assert unfit(FIT) is None
    assert told in (unfit(said) or "")


async def test_database_that_may_only_be_read_is_refused_at_the_start(empty_postgresql: str) -> None:
    name = make_url(empty_postgresql).database
    await administer(empty_postgresql, f"ALTER DATABASE {name} SET default_transaction_read_only TO on")
    assert "may only be read" in await refusal(empty_postgresql)


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ("sslmode=require", "parameter sslmode is called ssl"),
        ("pool=9", "parameter pool is not known"),
        ("ssl=banana", "a parameter is wrong"),
        ("ssl=require", "cannot be reached by TLS"),
        ("port=abc", "parameter port is not a number"),
        ("port=5432,70000", "parameter port is not a number"),
        ("prepared_statement_cache_size=abc", "parameter prepared_statement_cache_size is not a number"),
        ("target_session_attrs=foo", "parameter target_session_attrs is none of any,"),
    ],
)
async def test_parameters_of_the_url_are_told_of(parameter: str, told: str) -> None:
    async def without_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(8)  # SSLRequest
        writer.write(b"N")
        writer.close()

    listening = await asyncio.start_server(without_tls, "127.0.0.1", 0)
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        assert told in await refusal(f"postgresql+asyncpg://me@127.0.0.1:{port}/wirewatch?{parameter}")


async def test_what_the_server_reports_is_told_in_words_of_its_own(migrated_postgresql: str) -> None:
    database = Database(migrated_postgresql, NoNudges())
    raised = "DO $$ BEGIN RAISE 'hunter2' USING ERRCODE = '{}'; END $$"
    expected = {
        "53100": "no room left",
        "53200": "no memory left",
        "53300": "no free connection",
        "58030": "its own files",
        "XX001": "restore it from a backup",
        "25006": "may only be read",
        "40001": "try again",
        "57P01": "broke off the connection",
        "57P03": "starting or stopping",
        "3F000": "search_path",
    }
    for state, words in expected.items():
        said = await trouble(database, raised.format(state))
        assert words in said, state
        assert "hunter2" not in said
    with pytest.raises(sa.exc.DBAPIError):  # a bug stays what it is
        await trouble(database, raised.format("22012"))
    assert await kept(database) == []
    await database.close()


async def test_migration_may_take_longer_than_the_role_lets_others(empty_postgresql: str) -> None:
    name = make_url(empty_postgresql).database
    await administer(empty_postgresql, f"ALTER DATABASE {name} SET statement_timeout TO '8min'")
    url = database_url(empty_postgresql)
    engine = create_engine(url, migrating=True)
    async with engine.begin() as connection:
        assert await connection.run_sync(stands, url) == "new"
        held = await connection.exec_driver_sql(
            "SELECT setting FROM pg_settings WHERE name IN ('statement_timeout', 'lock_timeout', "
            "'idle_in_transaction_session_timeout')"
        )
        assert held.scalars().all() == ["0", "0", "0"]
    await engine.dispose()


async def test_nothing_takes_for_ever(migrated_postgresql: str) -> None:
    database = Database(migrated_postgresql, NoNudges(), pool=2)
    async with database.reading() as tx:
        for name, value in (("statement", "1min"), ("lock", "20s"), ("idle_in_transaction_session", "1min")):
            assert await tx.value(sa.text(f"SHOW {name}_timeout")) == value
        assert await tx.value(sa.text("SHOW jit")) == "off"
    # PgBouncer refuses a connection that comes with any other
    assert set(server.bounded()["server_settings"]) == {"application_name"}
    slow = ("SET LOCAL statement_timeout TO 1", "SELECT pg_sleep(9)")
    assert "took too long" in await trouble(database, *slow)
    async with database.writing() as tx:
        await tx.execute(sa.text("LOCK TABLE note"))
        waits = ("SET LOCAL lock_timeout TO 1", "LOCK TABLE note")
        assert "waited too long" in await trouble(database, *waits)
        async with database.reading():
            cast("Any", database._engine.pool)._timeout = 0
            assert "raise the setting `pool`" in await trouble(database, "SELECT 1")
    await database.close()


async def test_connections_that_were_cut_at_rest_cost_nothing(migrated_postgresql: str) -> None:
    database = Database(migrated_postgresql, NoNudges())
    async with database.reading() as one, database.reading() as other:
        pids = {await tx.value(sa.text("SELECT pg_backend_pid()")) for tx in (one, other)}
    await administer(migrated_postgresql, CUT)
    await keep(database, "after the cut")
    async with database.reading() as tx:
        assert await tx.value(sa.text("SELECT pg_backend_pid()")) not in pids
    assert await kept(database) == ["after the cut"]
    await database.close()


async def test_transaction_that_was_cut_is_told_and_keeps_nothing(migrated_postgresql: str) -> None:
    database = Database(migrated_postgresql, NoNudges())
    await keep(database, "before")

    async def cut_off() -> None:
        async with database.writing() as tx:
            await tx.execute(tx.insert(note).values(key="lost", value="v"))
            await administer(migrated_postgresql, CUT)
            await tx.execute(tx.insert(note).values(key="lost, too", value="v"))

    with pytest.raises(StorageError, match="broke off the connection"):
        await cut_off()
    await keep(database, "after")
    assert await kept(database) == ["after", "before"]
    await database.close()


@pytest.mark.parametrize(
    ("is_closed", "rested", "answers", "is_kept"),
    [
        (True, 0.0, True, False),
        (False, 0.0, False, True),
        (False, 61.0, True, True),
        (False, 61.0, False, False),
    ],
)
def test_connection_is_looked_at_before_it_is_used(
    is_closed: bool, rested: float, answers: bool, is_kept: bool
) -> None:
    driver = SimpleNamespace(is_closed=lambda: is_closed)
    connection = SimpleNamespace(driver_connection=driver, run_async=lambda _: answers)
    entry = cast("Any", SimpleNamespace(info={"rested": monotonic() - rested}))
    if is_kept:
        server._look(connection, entry, None)
    else:
        with pytest.raises(DisconnectionError):
            server._look(connection, entry, None)


def test_file_that_may_not_be_read_is_named_instead_of_the_server() -> None:
    told = advice(PermissionError(EACCES, "Permission denied", "/data/.postgresql/postgresql.key"))
    assert told is not None
    assert "/data/.postgresql/postgresql.key may not be read" in told


async def test_connection_that_does_not_answer_is_known_by_it() -> None:
    class Mute:
        async def execute(self, _: str, *, timeout: float) -> None:  # noqa: ASYNC109 - as asyncpg has it
            raise TimeoutError

    assert not await server._answers(Mute())


async def test_server_that_stops_and_starts_costs_only_what_was_under_way(
    own_postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    await administer(own_postgresql.url, "CREATE DATABASE news")
    url = own_postgresql.named("news")
    await administer_at(url, "CREATE TABLE note (key text PRIMARY KEY, value text)")
    database = Database(url, NoNudges())
    await keep(database, "before")
    await own_postgresql.stop()
    monkeypatch.setattr(server, "PATIENCE", 0.0)
    with pytest.raises(StorageError, match="does not answer"):
        await keep(database, "while it is down")
    monkeypatch.setattr(server, "PATIENCE", 60.0)
    waiting = [asyncio.create_task(keep(database, f"during the start {number}")) for number in range(3)]
    await own_postgresql.start()
    await asyncio.gather(*waiting)
    assert await kept(database) == ["before", *(f"during the start {number}" for number in range(3))]
    await database.close()
    await administer(url, "ALTER ROLE postgres PASSWORD 'sesame'")
    own_postgresql.admit("local all all scram-sha-256")
    await own_postgresql.stop()
    await own_postgresql.start()
    told = await refusal(make_url(url).set(password="hunter2").render_as_string(hide_password=False))
    assert "refused the user name or password" in told
    assert "hunter2" not in told
