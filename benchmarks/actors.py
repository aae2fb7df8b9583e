"""Actors: what it takes to know fifty thousand forms, to find them, and to read an article whole."""

from benchmarks.report import Line
from benchmarks.results import Pace
from benchmarks.stage import Stage

ROUNDS = 5
BUILT = 0.5
"""Seconds for 50,000 forms."""

SEARCHED, FOLDED = 20, 25
"""Megabytes a second."""

READ = 8
"""Milliseconds for an article of thirty sentences."""


def measure(stage: Stage) -> list[Line]:
    """CPU of building, searching, folding and reading, each beside a floor, and searching beside a peer."""
    built, searched = _of(stage, "build"), _of(stage, "search")
    counted, alternated = _of(stage, "count"), _of(stage, "alternate", rounds=1)
    read, split = _of(stage, "read"), _of(stage, "split")
    return [
        Line(
            what="building 50,000 forms",
            figure=built.seconds,
            unit="s",
            target=BUILT,
            beside="from the catalogue in memory, forms made by rule included",
        ),
        Line(
            what="finding them in a MB of folded text",
            figure=_each(searched),
            unit="ms",
            target=1000 / SEARCHED,
            beside=f"{_speed(searched)}; to count one name in it {_speed(counted)}; a regular expression of"
            f" all {_each(alternated) / 1000:,.0f} s",
        ),
        *(_folding(stage, language) for language in ("English", "Russian")),
        Line(
            what="reading an article of thirty sentences",
            figure=_each(read),
            unit="ms",
            target=READ,
            beside=f"splitting it into sentences alone {_each(split):.2f} ms",
        ),
    ]


def _folding(stage: Stage, language: str) -> Line:
    folded, lower = (_of(stage, f"{kind} {language.lower()}") for kind in ("fold", "lower"))
    return Line(
        what=f"folding a MB of {language}",
        figure=_each(folded),
        unit="ms",
        target=1000 / FOLDED,
        beside=f"{_speed(folded)}; `str.lower` alone {_speed(lower)}",
    )


def _of(stage: Stage, who: str, rounds: int = ROUNDS) -> Pace:
    return stage.run(Pace, "actors", who=who, rounds=rounds)


def _each(pace: Pace) -> float:
    """Milliseconds of CPU for a unit."""
    return pace.seconds / pace.units * 1000


def _speed(pace: Pace) -> str:
    return f"{pace.units / pace.seconds:,.0f} MB a second"
