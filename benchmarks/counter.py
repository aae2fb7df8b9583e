"""The counter: how long people wait while a thousand feeds are at work and the archive is full."""

import math
from collections.abc import Sequence
from statistics import median

from benchmarks.report import Line, missing
from benchmarks.results import Asked, Searches
from benchmarks.stage import Stage

ARTICLES = 100_000
LONGEST = 2_400.0
"""Seconds to read so many articles and to ask everything; five minutes each where nothing else runs."""

ANSWER, SUGGESTION, TOGETHER, SEARCH = 200.0, 100.0, 3.0, 50.0
"""Milliseconds at the 95th percentile; seconds for the last of those asked at once; milliseconds again."""


def measure(stage: Stage) -> list[Line]:
    """First answers, suggestions, two hundred at once and searches, each beside its floor of the same run."""
    folder = stage.folder("counter")
    asked = stage.run(Asked, "counter", folder=folder, articles=ARTICLES, longest=LONGEST)
    found = stage.run(Searches, "searches", folder=folder)
    return [
        _slowest("first answer, 95th percentile of the slowest", asked.commands, ANSWER, asked.floor),
        _slowest("suggestions, the same", asked.suggestions, SUGGESTION, asked.floor_suggestion),
        Line(
            what=f"the last of {len(asked.at_once)} asked at once",
            figure=max(asked.at_once),
            unit="s",
            target=TOGETHER,
            beside=f"median {median(asked.at_once):.2f} s; {asked.alerts} alerts were posted meanwhile",
        ),
        Line(
            what="full text search, 95th percentile",
            figure=at_95(found.seconds),
            unit="ms",
            target=SEARCH,
            beside=f"median {median(found.seconds) * 1000:.1f}; the index alone {at_95(found.floor):.1f}; "
            f"{found.articles:,} articles, {found.hits} hits",
        ),
        missing("answers within 3 s", len(asked.unanswered), ", ".join(sorted(set(asked.unanswered)))),
        missing("requests as Discord wants them", len(asked.refused), "; ".join(asked.refused)[:200]),
        missing("articles in the index", ARTICLES - min(found.articles, ARTICLES)),
    ]


def at_95(seconds: Sequence[float]) -> float:
    """The milliseconds that 95 of 100 do not pass (nearest rank)."""
    ranked = sorted(seconds)
    return ranked[math.ceil(len(ranked) * 0.95) - 1] * 1000


def _slowest(what: str, times: dict[str, list[float]], target: float, floor: list[float]) -> Line:
    each = {name: at_95(seconds) for name, seconds in times.items()}
    slowest = sorted(each, key=lambda name: -each[name])[:3]
    everything = [one for seconds in times.values() for one in seconds]
    named = ", ".join(f"{name} {each[name]:.0f}" for name in slowest)
    return Line(
        what=what,
        figure=each[slowest[0]],
        unit="ms",
        target=target,
        beside=f"{named}; all {len(each)} together {at_95(everything):.0f}, median "
        f"{median(everything) * 1000:.1f}; always the same answer {at_95(floor):.1f}",
    )
