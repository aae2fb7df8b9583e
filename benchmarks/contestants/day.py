"""The running bot with five hundred feeds for a day that passes in minutes, or for some time as it passes.

The bot is a process of its own, by a clock that jumps over the time in which nothing happens. The feeds and
Discord, which is here, are others', by the same clock: whatever they are asked they answer in real time.
"""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Final, TypeVar

from benchmarks.daylong.results import Day, Passed
from benchmarks.daylong.seen import Look, failing, left, look, newest_of_story
from benchmarks.daylong.staging import SAID, staged
from benchmarks.daylong.world import EPOCH, FAILING, Outlet
from bot import logs
from tests.fakes.discord import FakeDiscord, server

START: Final = 30.0
"""Seconds in which the bot starts, and nothing is skipped."""

HALF: Final = 1800.0
"""A look comes half an hour after the full one, away from digests and from the rounds of the timer."""

AFTER: Final = 900.0
"""Seconds after the last look in which what is left is read and told."""

QUIET: Final = 2.0
"""Minutes at the end in which nothing new is published: what came is read and told, however slow it goes."""

LOOKS: Final = "looks.jsonl"

Figure = TypeVar("Figure", int, float)


def run(
    *,
    folder: str,
    feeds: int,
    hours: int = 0,
    minutes: float = 0.0,
    haste: float = 1.0,
    hurried: bool = True,
    seed: int = 1,
) -> Day | Passed:
    """A day of so many hours; or minutes of news that comes in `haste`, put forward where `hurried`."""
    logs.set_up("error", "console", ())
    # tests judge the requests; here that would take longer than the bot takes for them
    setattr(server, "contract", lambda: None)  # noqa: B010
    if hours:
        return asyncio.run(_day(Path(folder), feeds, seed, hours))
    return asyncio.run(_minutes(Path(folder), feeds, seed, minutes, haste, hurried=hurried))


async def _minutes(
    folder: Path, feeds: int, seed: int, minutes: float, haste: float, *, hurried: bool
) -> Passed:
    span = (minutes - QUIET) / 60
    async with staged(folder, feeds=feeds, seed=seed, hours=span, haste=haste, filled=False) as stage:
        await stage.wait_for(START)
        began, end = time.perf_counter(), START + minutes * 60
        await (stage.come_to(end) if hurried else stage.wait_for(end))
        took = time.perf_counter() - began
        asked = await stage.asked()
        return Passed(
            seconds=took,
            looks=asked["looks"],
            unchanged=asked["not modified"],
            articles=asked["articles"],
            posts=stage.taken("POST"),
            edits=stage.taken("PATCH"),
        )


async def _day(folder: Path, feeds: int, seed: int, hours: int) -> Day:
    async with staged(folder, feeds=feeds, seed=seed, hours=hours + 1, haste=1.0, filled=True) as stage:
        held = newest_of_story(stage.database)
        await stage.wait_for(START)
        began, seen, happened = time.perf_counter(), list[Look](), list[dict[str, int]]()
        moments = [HALF + 3600 * hour for hour in range(hours + 1)]
        for moment in moments:
            await stage.come_to(moment)
            seen.append(look(stage.bot.pid, stage.database, held, EPOCH, stage.common()))
            happened.append(
                {
                    "looks": (await stage.asked())["looks"],
                    "posts": stage.taken("POST"),
                    "edits": stage.taken("PATCH"),
                    "tasks": stage.common.tasks,
                }
            )
            took = time.perf_counter() - began
            with (folder / LOOKS).open("a") as file:  # of a day that is cut short as much is known
                print(json.dumps({"seconds": took, **happened[-1], **asdict(seen[-1])}), file=file)
        await stage.come_to(moments[-1] + AFTER)
        unread, untold = left(stage.database, stage.common() - timedelta(minutes=5))
        given = (await stage.asked())["articles"]
        came = look(stage.bot.pid, stage.database, held, EPOCH, stage.common()).come
        failed, said = failing(stage.database), (folder / SAID).read_text()
    each = _each(happened)
    return Day(
        seconds=took,
        hours=[moment / 3600 for moment in moments],
        memory=_each([one.memory for one in seen]),
        handles=_each([one.handles for one in seen]),
        threads=[one.threads for one in seen],
        tasks=each["tasks"],
        live=[one.live for one in seen],
        file=[one.file for one in seen],
        log=[one.log for one in seen],
        rows=_each([one.rows for one in seen]),
        come=[one.come for one in seen],
        gone=[one.gone for one in seen],
        looks=each["looks"],
        posts=each["posts"],
        edits=each["edits"],
        old=stage.old,
        articles=given,
        unsaved=given - came,
        unread=unread,
        overstayed=sum(one.overstayed for one in seen),
        lost=sum(one.lost for one in seen),
        untold=untold,
        misjudged=_misjudged(stage.world, failed),
        refused=_refused(stage.discord),
        backups=len(list((folder / "backups").glob("wirewatch-*.zip"))),
        errors=[line for line in said.splitlines() if "[error" in line],
    )


def _each(looks: Sequence[dict[str, Figure]]) -> dict[str, list[Figure]]:
    return {name: [one[name] for one in looks] for name in looks[0]}


def _misjudged(world: Sequence[Outlet], failed: set[int]) -> int:
    wrong = {held.feed for held in world if held.trouble in FAILING}
    perhaps = {held.feed for held in world if held.trouble == "flapping"}
    return len(wrong - failed) + len(failed - wrong - perhaps)


def _refused(discord: FakeDiscord) -> int:
    return sum(request.status == HTTPStatus.TOO_MANY_REQUESTS for request in discord.requests)
