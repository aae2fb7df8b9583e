"""Sustained: very many feeds each ten minutes, for ten minutes: nothing piles up, and memory stays."""

import os
from collections.abc import Sequence
from statistics import fmean, median
from typing import Final

from benchmarks.report import Line, missing
from benchmarks.stage import Stage
from benchmarks.together.results import Sustained

FEEDS: Final = {"PostgreSQL": 20_000, "SQLite": 10_000}
MINUTES: Final = "SUSTAINED_MINUTES"
"""The environment variable that makes it shorter, to try something."""

START: Final = 600.0
"""Seconds that laying the feeds, starting, warming up and ending may take beside."""

SECOND: Final = 1.0
"""What waits may grow by as much as comes in a second."""

FLAT: Final = 1.05
"""A role's memory in the last third, beside the first: allocators settle, and stories that are open rise."""


def measure(stage: Stage) -> list[Line]:
    """One after the other."""
    minutes = float(os.environ.get(MINUTES, "10"))
    lines = []
    for database, feeds in FEEDS.items():
        found = stage.run(
            Sustained,
            "sustained",
            longest=START + minutes * 60,
            folder=stage.folder("sustained"),
            feeds=feeds,
            minutes=minutes,
            shared=database == "PostgreSQL",
        )
        lines += lines_of(f"{feeds:,} feeds on {database}", found)
    return lines


def lines_of(of: str, found: Sustained) -> list[Line]:
    """What became of one run."""
    looks, articles, posts = (count / found.seconds for count in (found.looks, found.articles, found.posts))
    each = {"due feeds": looks, "jobs": looks, "unread articles": articles, "undelivered posts": posts}
    first, last = _thirds(found.late)
    load = sum(found.cpu.values()) / found.seconds
    return [
        Line(
            what=f"{of}: the oldest due feed waits longer, last third beside first",
            figure=last - first,
            unit="s",
            target=SECOND,
            beside=f"median {median(found.late):.1f} s, at most {max(found.late):.1f};"
            f" {looks:.1f} looks, {articles:.1f} articles, {posts:.1f} posts and edits a second"
            f" for {found.seconds / 60:.0f} minutes",
        ),
        *(_growth(of, name, counts, each[name]) for name, counts in found.backlog.items()),
        *(_memory(of, name, held) for name, held in found.memory.items() if name != "feeds"),
        Line(
            what=f"{of}: CPU of all",
            figure=load,
            unit="cores",
            beside=", ".join(f"{name} {spent / found.seconds:.3f}" for name, spent in found.cpu.items()),
        ),
        missing(f"{of}: articles that were not saved, or not read", found.unsaved + found.unread),
        missing(f"{of}: posts that were not sent", found.untold, f"{found.refused} answers 429"),
    ]


def _growth(of: str, name: str, counts: Sequence[float], a_second: float) -> Line:
    first, last = _thirds(counts)
    return Line(
        what=f"{of}: more {name}, last third beside first",
        figure=(last - first) / max(a_second, 1.0),
        unit="s of them",
        target=SECOND,
        beside=f"{first:.1f}, then {last:.1f}; at most {max(counts):.0f}",
    )


def _memory(of: str, name: str, held: Sequence[float]) -> Line:
    """Of the bot's own processes it is to be flat; PostgreSQL fills the buffers that it was given."""
    first, last = _thirds(held)
    return Line(
        what=f"{of}: memory of {name}, last third beside first",
        figure=last / first,
        unit="×",
        target=None if name == "PostgreSQL" else FLAT,
        beside=f"{first:.0f} MB, then {last:.0f}; with its workers",
    )


def _thirds(each: Sequence[float]) -> tuple[float, float]:
    """The means of the first third and of the last."""
    third = max(1, len(each) // 3)
    return fmean(each[:third]), fmean(each[-third:])
