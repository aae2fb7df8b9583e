"""A day that passes in minutes: what the world is like, when time jumps, and what of the day is judged."""

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.day import alike, lines_of
from benchmarks.daylong.common_time import CommonTime
from benchmarks.daylong.hurrying import DayLoop
from benchmarks.daylong.results import Day, Passed
from benchmarks.daylong.seen import misjudged
from benchmarks.daylong.serving import Wire
from benchmarks.daylong.under_way import UnderWay
from benchmarks.daylong.world import EPOCH, TROUBLES, is_out, outlets, published
from feeds.look import Paper, look_into
from feeds.model import ParsedFeed

DAYS = timedelta(days=1)
HOURS = 24


def test_few_outlets_publish_often_and_most_a_few_times_a_day_and_less_at_night() -> None:
    world = outlets(500, seed=1)
    items = published(world, EPOCH, DAYS, seed=1, first=100)
    assert items == published(outlets(500, seed=1), EPOCH, DAYS, seed=1, first=100)
    assert [item.number for item in items] == list(range(100, 100 + len(items)))
    assert 2_500 < len(items) < 3_700
    agencies = {held.feed for held in world if held.a_day > 50}
    assert len(agencies) == 10
    assert 0.2 < sum(item.feed in agencies for item in items) / len(items) < 0.4
    assert sum(item.at.hour < 6 for item in items) / len(items) < 0.15
    assert sum(held.trouble != "" for held in world) == sum(TROUBLES.values())
    assert [hour for hour in range(8) if is_out("flapping", EPOCH + timedelta(hours=hour))] == [1, 5]


def test_feed_rolls_on_says_when_nothing_is_new_and_stays_silent_where_it_hangs(tmp_path: Path) -> None:
    world = [replace(held, validators="etag") for held in outlets(500, seed=1)]
    items = published(world, EPOCH, DAYS, seed=1)
    common = CommonTime.made(tmp_path / "clock", EPOCH)
    wire = Wire(world, items, common)
    agency = next(held.feed for held in world if held.a_day > 50 and not held.trouble)
    assert (wire.asked(agency, b'If-None-Match: "0"\r\n') or b"").startswith(b"HTTP/1.1 304 ")
    common.skip(DAYS)
    head, _, body = (wire.asked(agency, b'If-None-Match: "0"\r\n') or b"").partition(b"\r\n\r\n")
    come = sum(item.feed == agency for item in items)
    assert f'ETag: "{come}"'.encode() in head
    read, _ = look_into(Paper(body=body, address="https://outlet.example/feed.xml"))
    assert isinstance(read, ParsedFeed)
    assert len(read.entries) == 30
    assert read.entries[0].guid.endswith(f"/{max(item.number for item in items if item.feed == agency)}")
    hung = next(held.feed for held in world if held.trouble == "hung")
    assert wire.asked(hung, b"") is None
    assert wire.figures() == {"looks": 3, "not modified": 1, "articles": come}


def test_time_jumps_to_the_next_timer_as_far_as_it_may_but_never_while_a_thread_works(tmp_path: Path) -> None:
    common, under_way = CommonTime.made(tmp_path / "clock", EPOCH), UnderWay()

    async def live() -> None:
        loop = asyncio.get_running_loop()
        common.until = 7200
        await asyncio.sleep(3600)
        assert 3600 <= common.seconds < 3700
        assert common() - EPOCH < timedelta(seconds=3700)
        release = threading.Event()
        threading.Timer(0.05, release.set).start()
        working = loop.run_in_executor(None, release.wait, 60)
        timer = asyncio.ensure_future(asyncio.sleep(1000))
        waited: set[asyncio.Future[Any]] = {working, timer}
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        assert not timer.done(), "a thread has its time, whatever timers wait"
        await timer
        common.until = 0
        later = loop.create_task(asyncio.sleep(1000))
        await asyncio.sleep(0.01)
        assert not later.done()
        assert common.tasks == 2
        later.cancel()

    with asyncio.Runner(loop_factory=lambda: DayLoop(common, under_way)) as runner:
        runner.run(live())


def test_what_stays_too_long_or_goes_too_early_is_told_by_the_last_round() -> None:
    held = {number: EPOCH - timedelta(days=7) + timedelta(hours=number) for number in range(1, 24)}
    soon, later = EPOCH + timedelta(minutes=5), EPOCH + timedelta(hours=7)
    assert misjudged(held, set(held), EPOCH, soon) == (0, 0)
    assert misjudged(held, set(held) - {20}, EPOCH, soon) == (1, 0)
    old = set(range(1, 7))
    assert misjudged(held, set(held), EPOCH, EPOCH + timedelta(hours=6)) == (0, 0)
    assert misjudged(held, set(held), EPOCH, later) == (0, len(old))
    assert misjudged(held, set(held) - old, EPOCH, later) == (0, 0)
    assert misjudged(held, set(held) - old - {7}, EPOCH, later) == (1, 0)


CALM = Day(
    seconds=600.0,
    hours=[hour + 0.5 for hour in range(HOURS + 1)],
    memory={
        "the bot": [140.0] * 25,
        "its workers": [200.0] * 25,
        "all, resident": [400.0] * 25,
    },
    handles={"the bot": [30] * 25, "its workers": [20] * 25},
    threads=[9] * 25,
    tasks=[20] * 25,
    live=[50.0 + 2 * hour - 7.0 * (hour // 6) for hour in range(25)],
    file=[110.0] * 25,
    log=[4.0] * 25,
    rows={"article": [24_000] * 25, "delivery": [0] * 25},
    come=[100 * hour for hour in range(25)],
    gone=[0] * 6 + [700] * 6 + [1_400] * 6 + [2_100] * 6 + [2_800],
    looks=list(range(25)),
    posts=list(range(25)),
    edits=list(range(25)),
    old=0.01,
    articles=3_000,
    unsaved=0,
    unread=0,
    overstayed=0,
    lost=0,
    untold=0,
    misjudged=0,
    refused=0,
    backups=1,
    errors=[],
)


def _missed(day: Day) -> list[str]:
    return [line.what.split(",")[0] for line in lines_of(day) if line.met is False]


def test_what_grows_over_the_day_is_missed_and_what_settles_in_its_first_quarter_is_not() -> None:
    assert _missed(CALM) == []
    early = [max(0.0, 6.0 - hour) for hour in range(25)]
    settling = {
        "the bot": [100 - one for one in early],
        "its workers": [200.0] * 25,
        "all, resident": [400.0] * 25,
    }
    assert _missed(replace(CALM, memory=settling)) == []
    growing = CALM.memory | {"the bot": [140.0 + hour for hour in range(25)]}
    assert _missed(replace(CALM, memory=growing)) == ["memory of the bot"]
    leaking = {**CALM.handles, "the bot": list(range(25))}
    assert _missed(replace(CALM, handles=leaking)) == ["more handles of the bot"]
    assert _missed(replace(CALM, live=[50.0 + 2 * hour for hour in range(25)])) == [
        "the database in use at the end of the day"
    ]
    assert _missed(replace(CALM, overstayed=1)) == ["articles that are kept longer than the setting says"]
    assert _missed(replace(CALM, errors=["[error] no"])) == ["errors that were told"]


def test_time_that_is_put_forward_must_bring_as_much_as_time_that_passes() -> None:
    real = Passed(seconds=600.0, looks=1_000, unchanged=800, articles=200, posts=60, edits=40)
    assert all(line.met for line in alike(real, replace(real, seconds=20.0, looks=1_004)))
    fewer = alike(real, replace(real, looks=900, posts=40))
    assert [line.met for line in fewer] == [False, True, False]
