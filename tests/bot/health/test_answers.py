"""A process says what is wrong with it, each thing by its name, to whoever may know."""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.cli.health import health
from bot.health.asking import ask
from bot.health.server import MOST_CONNECTIONS
from bot.health.vitals import Standing, checks, is_ready
from bot.health.watching import watched
from bot.process.migrating import bring_up_to_date
from config.errors import ConfigurationError, StorageError
from config.settings import Settings
from storage.archive import Archive
from storage.backup import copying, making
from storage.figures import Figures
from tests.bot.health.conftest import PATIENCE, TOKEN, Door, Opened, free_port
from tests.fakes.examples import HOUR, NOON
from tests.storage.dump import SCHEMAS, load
from tests.storage.scenes import alerted, wire

MINUTE = timedelta(minutes=1)
CHECKS = ["gateway_connected", "last_poll_age", "oldest_undelivered", "database_writable"]


async def test_process_that_is_well_is_live_and_ready(door: Door) -> None:
    assert (await door.get("/health/live"))[:2] == (200, '{"live": true}')
    status, text, headers = await door.get("/health/ready")
    body = json.loads(text)
    assert status == 200
    assert body["ready"] is True
    assert list(body["checks"]) == CHECKS
    assert all(check["ok"] is True for check in body["checks"].values())
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"


async def test_gateway_that_is_away_is_told(door: Door) -> None:
    door.gateway.now = replace(door.gateway.now, connected=1)
    status, checks = await door.ready()
    assert status == 503
    assert [name for name in CHECKS if not checks[name]["ok"]] == ["gateway_connected"]
    assert (checks["gateway_connected"]["shards"], checks["gateway_connected"]["connected"]) == (2, 1)
    assert "not connected" in checks["gateway_connected"]["reason"]
    door.gateway.now = replace(door.gateway.now, held=None, connected=0)
    assert (await door.ready())[0] == 503, "before it is settled what is held"
    door.gateway.now = replace(door.gateway.now, held=0, connected=0)
    assert (await door.ready())[0] == 200, "a spare process waits for nothing"
    door.gateway.now = replace(door.gateway.now, lacking=True)
    status, checks = await door.ready()
    assert status == 503
    assert "though a share is its own" in checks["gateway_connected"]["reason"]


async def test_feed_that_nobody_looks_at_is_told(door: Door) -> None:
    await wire(door.archive)
    door.now = NOON + 9 * MINUTE
    assert (await door.ready())[0] == 200
    door.now = NOON + 11 * MINUTE
    status, checks = await door.ready()
    assert status == 503
    assert checks["last_poll_age"] == {
        "ok": False, "seconds": None, "reason": "A feed is due, and for 0:10:00 none was looked at."
    }  # fmt: skip


def test_look_in_the_future_is_no_look() -> None:
    figures = Figures(
        feeds=1, failing_feeds=0, waiting={}, held=0, last_poll_at=NOON + 24 * HOUR, due_since=NOON - HOUR,
        waits=(), roles={}, size=1,
    )  # fmt: skip
    standing = Standing(
        now=NOON, began=NOON - 5 * HOUR, roles=frozenset({"poll"}), figures=figures, trouble=None,
        gateway=None, oldest=None,
    )  # fmt: skip
    assert not is_ready(checks(standing))
    assert is_ready(checks(replace(standing, figures=replace(figures, last_poll_at=NOON + MINUTE))))


async def test_process_that_has_just_begun_is_given_time(opened: Opened, archive: Archive) -> None:
    await alerted(archive)
    async with opened() as door:
        door.now = NOON + 5 * MINUTE
        assert (await door.ready())[0] == 200


async def test_message_that_waits_too_long_is_told(door: Door) -> None:
    await alerted(door.archive)
    door.now = NOON + 16 * MINUTE
    status, checks = await door.ready()
    assert status == 503
    assert checks["oldest_undelivered"]["ok"] is False
    assert checks["oldest_undelivered"]["seconds"] == 960.0
    assert await door.metric("wirewatch_oldest_undelivered_seconds") == 960.0


async def test_database_that_takes_nothing_is_told_without_its_password(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql+asyncpg://wirewatch:hunter2-of-the-db@db.example/wirewatch"
    async with opened(database_url=url) as door:

        async def fail(_now: object) -> None:
            raise StorageError(f"{url} cannot grow because its disk is full.")

        monkeypatch.setattr(door.archive, "prove_writable", fail)
        status, checks = await door.ready()
        assert status == 503
        assert checks["database_writable"]["ok"] is False
        assert "its disk is full" in checks["database_writable"]["reason"]
        assert "hunter2" not in json.dumps(checks)
        assert await door.metric('wirewatch_ready{check="database_writable"}') == 0


async def test_database_that_does_not_answer_leaves_the_rest_to_be_told(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_now: object, _targets: object) -> None:
        raise StorageError("The database is away.")

    monkeypatch.setattr(door.archive, "figures", fail)
    status, checks = await door.ready()
    assert status == 503
    assert "did not answer" in checks["last_poll_age"]["reason"]
    assert await door.metric('wirewatch_polls_total{outcome="news"}') == 0
    assert await door.metric("wirewatch_feed_overdue_seconds") is None


async def test_process_answers_for_its_own_part_alone(opened: Opened, archive: Archive) -> None:
    await alerted(archive)
    async with opened(roles=("read",), gateway=False) as door:
        door.now = NOON + 10 * HOUR
        status, checks = await door.ready()
        assert status == 200
        assert [checks[name]["ok"] for name in CHECKS] == [None, None, None, True]
        assert await door.metric('wirewatch_ready{check="gateway_connected"}') is None


async def test_what_cannot_be_told_is_logged_once_until_it_is_another(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["no such column"]

    async def fail(_now: object, _targets: object) -> None:
        raise RuntimeError(said[0])

    with monkeypatch.context() as broken, capture_logs() as logs:
        broken.setattr(door.archive, "figures", fail)
        for _ in range(3):
            status, text, _ = await door.get("/health/ready")
            assert (status, json.loads(text)["ready"]) == (503, False)
            assert (await door.get("/metrics"))[:2] == (
                500,
                "How it is could not be told; the log says why.\n",
            )
        assert [one["asked"] for one in logs] == ["/health/ready", "/metrics"]
        said[0] = "another one"
        await door.get("/health/ready")
        assert [one["asked"] for one in logs] == ["/health/ready", "/metrics", "/health/ready"]
    assert (await door.ready())[0] == 200
    with capture_logs() as logs:
        monkeypatch.setattr(door.archive, "figures", fail)
        await door.get("/health/ready")
    assert len(logs) == 1, "it was well in between"


async def test_process_lives_and_is_not_ready_while_its_database_is_migrated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    load(SCHEMAS / "0005.sqlite.sql", tmp_path / "wirewatch.sqlite3")
    port = free_port()
    settings = Settings(health=str(port), health_token=TOKEN, data=tmp_path, backup_folder=tmp_path / "kept")
    reached, goes_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def at_length(*given: Any) -> None:
        loop.call_soon_threadsafe(reached.set)
        goes_on.wait(PATIENCE)
        pack_up(*given)

    pack_up = copying.copy_file
    monkeypatch.setattr(making, "copy_file", at_length)
    migrating = asyncio.create_task(bring_up_to_date(settings, once=False))
    try:
        await asyncio.wait(
            {migrating, asyncio.create_task(reached.wait())}, return_when=asyncio.FIRST_COMPLETED
        )
        place = ("127.0.0.1", port)
        live = await asyncio.to_thread(ask, place, "/health/live", None)
        refused = await asyncio.to_thread(ask, place, "/health/ready", None)
        ready = await asyncio.to_thread(ask, place, "/health/ready", TOKEN)
        metrics = await asyncio.to_thread(ask, place, "/metrics", TOKEN)
    finally:
        goes_on.set()
    await migrating
    assert (live.well, ready.well, metrics.well) == (True, False, False)
    assert "token" in refused.told
    said = json.loads(ready.told)
    assert (said["ready"], list(said["checks"])) == (False, ["database_migrated"])
    assert "being brought to this version" in said["checks"]["database_migrated"]["reason"]
    assert [one.name.startswith("before-") for one in (tmp_path / "kept").iterdir()] == [True]
    assert "Nothing answers" in (await asyncio.to_thread(ask, place, "/health/live", None)).told


async def test_place_that_is_taken_keeps_only_who_would_listen_there_from_going_on(tmp_path: Path) -> None:
    load(SCHEMAS / "0005.sqlite.sql", tmp_path / "wirewatch.sqlite3")
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings = Settings(health=str(other.getsockname()[1]), data=tmp_path)
        with pytest.raises(ConfigurationError, match="nothing can listen"):
            await bring_up_to_date(settings, once=False)
        await bring_up_to_date(settings, once=True)
        assert len(list(settings.backups.iterdir())) == 1, "it was to be migrated until now"
        await bring_up_to_date(settings, once=False)


@pytest.fixture
async def guarded(opened: Opened) -> AsyncIterator[Door]:
    async with opened(health_token=TOKEN) as door:
        yield door


async def test_token_opens_all_but_live(guarded: Door) -> None:
    assert (await guarded.get("/health/live"))[0] == 200
    for path in ("/health/ready", "/metrics", "/anything"):
        for given in ("", TOKEN, f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer ", "Bearer \udcff\udcfe"):
            status, text, headers = await guarded.get(path, **({"Authorization": given} if given else {}))
            assert status == 401, (path, given)
            assert headers["WWW-Authenticate"] == "Bearer"
            assert TOKEN not in text
    for path in ("/health/ready", "/metrics"):
        assert (await guarded.get(path, Authorization=f"Bearer {TOKEN}"))[0] == 200


async def test_nothing_else_is_there_and_nothing_can_be_changed(door: Door) -> None:
    for path in ("/", "/health", "/metrics/", "/health/ready/x", "/..//metrics", "/%00"):
        assert (await door.get(path))[0] == 404, path
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert (await door.get("/metrics", method))[0] == 405, method
    assert (await door.get("/metrics", "HEAD"))[:2] == (200, "")


async def test_slow_and_silly_clients_are_hung_up_on(opened: Opened) -> None:
    async with opened(patience=0.3) as door:
        for said in (
            b"",
            b"GET /met",
            b"\x16\x03\x01\r\n\r\n",
            b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n",
        ):
            answer = await door.raw(said)
            assert answer.partition(b"\r\n")[0] in (
                b"",
                b"HTTP/1.1 400 Bad Request",
                b"HTTP/1.0 400 Bad Request",
            )
        assert (await door.ready())[0] == 200


async def test_connection_too_many_is_refused_at_once(opened: Opened) -> None:
    async with AsyncExitStack() as flood, opened(patience=10 * PATIENCE) as door, asyncio.timeout(PATIENCE):
        for _ in range(MOST_CONNECTIONS):
            _, writer = await asyncio.open_connection("127.0.0.1", door.port)
            flood.callback(writer.close)
        assert await door.raw(b"") == b""


async def test_port_that_is_taken_is_told(door: Door, opened: Opened) -> None:
    class Room:
        settings = Settings(health=str(door.port))
        counts, now = door.counts, staticmethod(lambda: NOON)

    with pytest.raises(ConfigurationError, match="`health`: nothing can listen at 127"):
        async with watched(Room, None):  # type: ignore[arg-type]
            pass


async def test_nothing_listens_without_the_setting() -> None:
    class Room:
        settings = Settings()

    async with watched(Room, None):  # type: ignore[arg-type]
        pass


async def test_command_asks_the_process_of_its_settings(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from typer import Exit

    monkeypatch.chdir(tmp_path)
    status: list[int] = []

    def asked() -> str:
        status.clear()
        try:
            health(live=False)
        except Exit as ended:
            status.append(ended.exit_code)
        return "".join(capsys.readouterr())

    async with opened(health_token=TOKEN) as door:
        monkeypatch.setenv("WIREWATCH_HEALTH", f"0.0.0.0:{door.port}")
        assert "token" in await asyncio.to_thread(asked)
        assert status == [1]
        monkeypatch.setenv("WIREWATCH_HEALTH_TOKEN", TOKEN)
        assert json.loads(await asyncio.to_thread(asked))["ready"] is True
        assert status == []
        door.gateway.now = replace(door.gateway.now, connected=0)
        assert "gateway_connected" in await asyncio.to_thread(asked)
        assert status == [1]
    assert "Nothing answers" in await asyncio.to_thread(asked)
    assert status == [1]
    monkeypatch.delenv("WIREWATCH_HEALTH")
    assert "WIREWATCH_HEALTH=" in await asyncio.to_thread(asked)
    assert status == [2]


async def test_command_waits_for_no_answer_that_does_not_end() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.0 200 OK\r\n")
        while await reader.read(1000):
            pass
        writer.close()
        ended.set()

    ended = asyncio.Event()

    async with await asyncio.start_server(drip, "127.0.0.1", 0) as listening:
        place = listening.sockets[0].getsockname()[:2]
        found = await asyncio.to_thread(ask, place, "/health/live", None, 0.2)
        await ended.wait()
    assert not found.well
