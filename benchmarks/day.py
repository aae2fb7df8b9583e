"""Day: five hundred feeds for a day that passes in minutes: memory, handles and database stay in bounds."""

import os
from collections.abc import Sequence
from statistics import fmean
from typing import Final

from benchmarks.daylong.results import Day, Passed
from benchmarks.report import Line, missing
from benchmarks.stage import Stage

FEEDS: Final = 500
HOURS: Final = "DAY_HOURS"
"""The environment variable that makes it shorter, to try something."""

MINUTES: Final = 10
HASTE: Final = 10
"""News comes so much more often in the ten minutes that are lived twice: there are some posts to count."""

START: Final = 900.0
"""Seconds that laying the archive, starting and ending may take beside."""

SLOWEST: Final = 6.0
"""An hour passes in ten minutes at worst, on a machine that has other work."""

FLAT: Final = 1.05
FEW: Final = 4
"""Handles more: connections that are open at the moment of looking."""

ALIKE: Final = 0.01
"""The part of looks, articles and posts that may differ: what falls on the last moment."""


def measure(stage: Stage) -> list[Line]:
    """Ten minutes as they pass and put forward, then the day."""
    hours = int(os.environ.get(HOURS, "24"))
    real, hurried = (
        stage.run(
            Passed,
            "day",
            longest=START,
            folder=stage.folder("minutes"),
            feeds=FEEDS,
            minutes=MINUTES,
            haste=HASTE,
            hurried=hurried,
        )
        for hurried in (False, True)
    )
    day = stage.run(
        Day,
        "day",
        longest=START + hours * 3600 / SLOWEST,
        folder=stage.folder("day"),
        feeds=FEEDS,
        hours=hours,
    )
    return [*alike(real, hurried), *lines_of(day)]


def alike(real: Passed, hurried: Passed) -> list[Line]:
    """Whether as much happens where time is put forward as where it passes."""
    told = f"{hurried.seconds:.0f} s for {real.seconds:.0f} s"
    pairs = {
        "looks": (real.looks, hurried.looks),
        "articles": (real.articles, hurried.articles),
        "posts and edits": (real.posts + real.edits, hurried.posts + hurried.edits),
    }
    return [
        Line(
            what=f"ten minutes put forward, beside ten that passed: {name} that differ",
            figure=abs(one - other),
            unit="",
            target=max(1, round(ALIKE * one)),
            beside=f"{one:,} as time passed, {other:,} put forward; {told}",
        )
        for name, (one, other) in pairs.items()
    ]


def lines_of(day: Day) -> list[Line]:
    """What became of the day."""
    quick = day.hours[-1] * 3600 / day.seconds
    told = f"{day.posts[-1]:,} posts, {day.edits[-1]:,} edits"
    return [
        Line(
            what=f"{day.hours[-1]:.0f} hours of {FEEDS} feeds",
            figure=day.seconds / 60,
            unit="minutes",
            beside=f"{quick:.0f} times as fast as they pass; {day.looks[-1]:,} looks, {day.articles:,}"
            f" articles, {told}; {day.backups} backups",
        ),
        *(_memory(day, name) for name in ("the bot", "its workers")),
        *(_more(day.hours, f"handles of {name}", held) for name, held in day.handles.items()),
        _more(day.hours, "threads of the bot", day.threads),
        _more(day.hours, "tasks of the bot", day.tasks),
        _database(day),
        missing("articles that are kept longer than the setting says", day.overstayed),
        missing("articles that went though they were to be kept", day.lost),
        missing("articles that were not saved, or not read", day.unsaved + day.unread),
        missing("posts that were not sent", day.untold, f"{day.refused} answers 429"),
        missing("feeds in order that failed, or out of order that did not", day.misjudged),
        missing("errors that were told", len(day.errors), "; ".join(day.errors[:3])),
    ]


def _memory(day: Day, name: str) -> Line:
    held, resident = day.memory[name], day.memory["all, resident"]
    early, late = fmean(_second(day.hours, held)), fmean(_last(day.hours, held))
    return Line(
        what=f"memory of {name}, last quarter of the day beside the second",
        figure=late / early,
        unit="×",
        target=FLAT,
        beside=f"{early:.1f} MB, then {late:.1f} (PSS); {min(held):.0f} to {max(held):.0f} over the day;"
        f" all of it {max(resident):.0f} MB resident at most",
    )


def _more(hours: Sequence[float], what: str, counts: Sequence[int]) -> Line:
    early, late = max(_second(hours, counts)), max(_last(hours, counts))
    return Line(
        what=f"more {what}, last quarter of the day beside the second",
        figure=late - early,
        unit="",
        target=FEW,
        beside=f"{early:.0f}, then {late:.0f} at most; {min(counts)} to {max(counts)} over the day",
    )


def _database(day: Day) -> Line:
    """By what a new article takes with all that is told of it, as seen between the first two rounds of
    retention, and by what an old one took: so large must the database be at the end, and no larger."""
    last = next((place for place, gone in enumerate(day.gone) if gone > day.gone[0]), len(day.gone)) - 1
    new = (day.live[last] - day.live[0]) / (day.come[last] - day.come[0])
    went, came = day.gone[-1] - day.gone[0], day.come[-1] - day.come[0]
    foreseen = day.live[0] + new * came - day.old * went
    return Line(
        what="the database in use at the end of the day, beside what its retention foresees",
        figure=day.live[-1] / foreseen,
        unit="×",
        target=FLAT,
        beside=f"{day.live[0]:.1f} MB at first, {day.live[-1]:.1f} at the end, {foreseen:.1f} foreseen:"
        f" {came:,} articles came, {1000 * new:.1f} kB each, {went:,} went,"
        f" {1000 * day.old:.1f} kB each; the file {day.file[0]:.1f}, then {day.file[-1]:.1f}, its log"
        f" {max(day.log):.1f} at most",
    )


def _second(hours: Sequence[float], each: Sequence[float]) -> list[float]:
    """What was seen in the second quarter."""
    quarter = hours[-1] / 4
    return [one for hour, one in zip(hours, each, strict=True) if quarter <= hour <= 2 * quarter]


def _last(hours: Sequence[float], each: Sequence[float]) -> list[float]:
    """What was seen in the last quarter."""
    return [one for hour, one in zip(hours, each, strict=True) if hour >= 0.75 * hours[-1]]
