"""A process whose database becomes a newer version's ends by itself, and says what to do."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from structlog.testing import capture_logs

from bot.app import keep_going, newsroom
from bot.deliver import Sender
from bot.queue.choosing import queue_for
from bot.queue.guarded import guarded
from bot.queue.memory import MemoryQueue
from bot.queue.work import Handlers
from bot.workers import WorkerProcesses
from config.errors import LeftError, NewerError, OutgrownError, StorageError, WirewatchError
from config.settings import Settings
from storage.engine import create_engine, database_url
from storage.model import Job
from storage.schema import HEAD, VERSION_TABLE
from tests.bot.filed import HereAndNow
from tests.bot.queue.conftest import PATIENCE
from tests.storage.test_processes import LONG_AGO


def nobody(_target: str) -> Sender:
    raise AssertionError("nobody is told anything here")


AHEAD = f"UPDATE {VERSION_TABLE} SET version_num = '9999'"
MARK = '{"id": "m", "to": "elsewhere", "at": "2026-11-22T08:00:00+00:00"}'
LEFT = f"INSERT INTO note VALUES ('moved', '{MARK}')"


@pytest.mark.parametrize(
    ("becomes", "why"),
    [(AHEAD, "Update this process"), (LEFT, "was moved to elsewhere")],
    ids=["gone ahead", "left by a move"],
)
async def test_process_ends_when_its_database_is_not_its_own_any_more(
    empty_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, becomes: str, why: str
) -> None:
    monkeypatch.setattr("bot.presence.BEAT", timedelta(milliseconds=50))
    settings = Settings(data=tmp_path, database_url=empty_postgresql, role=("schedule", "read"))
    workers = cast("WorkerProcesses", HereAndNow())
    engine = create_engine(database_url(empty_postgresql))

    async def work() -> None:
        async with newsroom(
            settings, workers=workers, sender_for=nobody, now=lambda: LONG_AGO, queue=queue_for(settings)
        ) as room:
            for statement in (f"UPDATE {VERSION_TABLE} SET version_num = '{HEAD}a'", becomes):
                async with engine.begin() as connection:
                    await connection.exec_driver_sql(statement)
            await keep_going(room, asyncio.Event())

    with capture_logs() as told:
        async with asyncio.timeout(PATIENCE):
            with pytest.raises((LeftError, OutgrownError), match=why):
                await work()
    assert "this process ends" in [line["event"] for line in told]
    await engine.dispose()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (RuntimeError("a bug"), "The queue ended by a fault of Wirewatch's own: RuntimeError: a bug."),
        (StorageError("The disk is full."), "The disk is full."),
    ],
)
async def test_process_ends_with_a_message_where_its_queue_ends_by_an_error(
    tmp_path: Path, fault: Exception, said: str
) -> None:
    class Failing(MemoryQueue):
        async def run(self, handlers: Handlers) -> None:
            raise fault

    async def work() -> None:
        workers = cast("WorkerProcesses", HereAndNow())
        settings = Settings(data=tmp_path)
        async with newsroom(
            settings, workers=workers, sender_for=nobody, now=lambda: LONG_AGO, queue=Failing()
        ) as room:
            await keep_going(room, asyncio.Event())

    with capture_logs() as told:
        async with asyncio.timeout(PATIENCE):
            with pytest.raises(WirewatchError, match=re.escape(said)):
                await work()
    (line,) = [line for line in told if line["event"] == "this process ends"]
    assert (line["failed"], line["reason"]) == ("queue", str(fault))
    assert bool(line["exc_info"]) is isinstance(fault, RuntimeError)


async def test_work_that_is_left_to_newer_processes_is_told_once() -> None:
    async def read(_key: str) -> None:
        raise NewerError("A stored tale has version 9, but this Wirewatch reads version 1.")

    with capture_logs() as told:
        for key in ("1", "2"):
            await guarded(read, Job(kind="read", key=key))
    assert [(line["event"], line["key"]) for line in told] == [("work is left to newer processes", "1")]
