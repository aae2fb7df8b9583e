"""The timer's housekeeping, whatever the database does."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from structlog.testing import capture_logs

from bot import schedule
from bot.newsroom import Newsroom
from bot.schedule import Timer
from config.errors import StorageError
from config.settings import ROLES, Settings
from storage.model import JobKind
from storage.unfinished import KINDS
from tests.bot.hurried import HurriedLoop

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("trouble", ["", "trimmed", "forgot"])
async def test_checks_belong_to_the_housekeeping_all_of_which_is_done_whatever_fails(trouble: str) -> None:
    done: list[str] = []

    async def do(what: str) -> None:
        if trouble == what:
            raise StorageError("The disk is full.")
        done.append(what)

    async def trim() -> None:
        await do("trimmed")

    async def forget(_now: datetime) -> None:
        await do("forgot")

    async def check() -> None:
        done.append("checked")

    room = SimpleNamespace(
        roles=frozenset(ROLES),
        queue=SimpleNamespace(trim=trim),
        archive=SimpleNamespace(pages=SimpleNamespace(forget=forget)),
        now=lambda: NOON,
    )
    timer = Timer(cast("Newsroom", room), check)
    await timer._tidy_up()
    await timer._check()
    assert done == [what for what in ("trimmed", "forgot", "checked") if what != trouble]


async def test_older_articles_are_made_searchable_whatever_the_database_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schedule, "INDEXING_PAUSE", 0)
    monkeypatch.setattr(schedule, "RETRY", 0)
    batches: list[int | StorageError] = [50, StorageError("The disk is full."), 7, 0]

    async def catch_up() -> int:
        batch = batches.pop(0)
        if isinstance(batch, StorageError):
            raise batch
        return batch

    room = SimpleNamespace(
        roles=frozenset(ROLES), archive=SimpleNamespace(search=SimpleNamespace(catch_up=catch_up))
    )
    await Timer(cast("Newsroom", room))._index()
    assert batches == []
    batches.append(50)
    stopped = Timer(cast("Newsroom", room))
    stopped._stopping.set()
    await stopped._index()
    assert batches == [50], "a timer that was stopped begins no batch"


@pytest.mark.parametrize("shared", [False, True])
async def test_looks_that_others_have_not_begun_are_not_asked_for_again(shared: bool) -> None:
    async def crowded() -> frozenset[JobKind]:
        return frozenset({"poll", "read", "deliver"})

    room = SimpleNamespace(
        queue=SimpleNamespace(crowded=crowded),
        archive=SimpleNamespace(is_shared=shared),
        looks=SimpleNamespace(full=False),
    )
    wanted = await schedule._wanted(cast("Newsroom", room))
    assert KINDS - wanted == ({"poll", "read"} if shared else {"read"})


async def test_hosts_are_freed_soon_where_the_queue_was_lost_until_that_has_worked() -> None:
    freed: list[datetime | StorageError] = [StorageError("Away."), NOON]
    lost = [True, False]

    async def was_lost() -> bool:
        return lost.pop(0)

    async def free_soon(now: datetime) -> None:
        done = freed.pop(0)
        if isinstance(done, StorageError):
            raise done
        assert done == now

    async def nothing(*_: object, **__: object) -> frozenset[JobKind]:
        return frozenset()

    room = SimpleNamespace(
        roles=frozenset(ROLES),
        targets=None,
        queue=SimpleNamespace(lost=was_lost, crowded=nothing),
        archive=SimpleNamespace(
            feeds=SimpleNamespace(free_soon=free_soon), is_shared=True, nudge_unfinished=nothing
        ),
        looks=SimpleNamespace(full=False),
        now=lambda: NOON,
    )
    timer = Timer(cast("Newsroom", room))
    await timer._tick()
    await timer._tick()
    assert freed == []
    await timer._tick()
    assert lost == []


async def test_job_that_does_not_end_with_the_timer_is_cut_off_without_a_word(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(schedule, "PARTING", 0)
    begun, ended = asyncio.Event(), asyncio.Event()

    async def hangs() -> int:
        begun.set()
        try:
            return await asyncio.Future[int]()
        finally:
            ended.set()

    room = SimpleNamespace(
        roles=frozenset(ROLES), archive=SimpleNamespace(search=SimpleNamespace(catch_up=hangs))
    )
    timer = Timer(cast("Newsroom", room))
    timer.start()
    await asyncio.wait_for(begun.wait(), 60)
    running = tuple(timer._under_way)
    await timer.stop()
    await asyncio.wait_for(ended.wait(), 60)
    await asyncio.gather(*running, return_exceptions=True)
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


async def test_a_round_that_lasts_is_told_of_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(schedule, "TICK_SECONDS", 0.01)
    monkeypatch.setattr(schedule, "LONG", 0.03)
    going, told = asyncio.Event(), asyncio.Event()
    left_out: list[str] = []

    async def hangs() -> bool:
        await going.wait()
        raise StorageError("Away.")

    room = SimpleNamespace(roles=frozenset(ROLES), queue=SimpleNamespace(lost=hangs))
    timer = Timer(cast("Newsroom", room))
    for job in ("search", "retention"):
        timer._scheduler.remove_job(job)

    def count(event: JobSubmissionEvent) -> None:
        left_out.append(event.job_id)
        if len(left_out) == 10:
            told.set()

    timer._scheduler.add_listener(count, EVENT_JOB_MAX_INSTANCES)
    with capture_logs() as lines:
        timer.start()
        await asyncio.wait_for(told.wait(), 60)
        going.set()
        await timer.stop()
    late = [(line["work"], line["log_level"]) for line in lines if "a round is not over" in line["event"]]
    assert late == [("tick", "warning")]
    assert not [record for record in caplog.records if "maximum number" in record.getMessage()]


def test_what_is_old_goes_soon_after_the_start_and_then_every_six_hours() -> None:
    begun: list[float] = []

    class Keeping:
        """All of it finds nothing; when it is asked for first is noted."""

        def __getattr__(self, name: str) -> Callable[..., Awaitable[int]]:
            async def nothing(*_: object) -> int:
                if name == "forget_counts":
                    begun.append(asyncio.get_running_loop().time() - started)
                return 0

            return nothing

    async def none_left(_before: datetime) -> tuple[str, ...]:
        return ()

    room = SimpleNamespace(
        roles=frozenset(ROLES),
        settings=Settings(),
        archive=SimpleNamespace(keeping=Keeping(), guilds=SimpleNamespace(left_before=none_left)),
        now=lambda: NOON,
    )

    async def live() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, HurriedLoop)
        loop.hurried = lambda _: None
        timer = Timer(cast("Newsroom", room))
        for job in ("tick", "search", "housekeeping", "backup", "releases", "checks"):
            timer._scheduler.remove_job(job)
        timer.start()
        await asyncio.sleep(13 * 3600)
        await timer.stop()

    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        started = runner.get_loop().time()
        runner.run(live())
    assert [round(seconds / 600) for seconds in begun] == [1, 37, 73]
