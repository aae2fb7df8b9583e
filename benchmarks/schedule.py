"""Scheduling: what it costs to find and nudge the feeds that are due."""

from benchmarks.report import Line
from benchmarks.results import Claims
from benchmarks.stage import Stage

FEW, SOME, MANY = 1_000, 10_000, 20_000
RUNS = 3
FLAT = 1.25
"""A feed among many may cost so much more than one among few, and still be called the same: noise."""


def measure(stage: Stage) -> list[Line]:
    """CPU for each due feed, at three sizes, the best of some runs each."""
    few, some, many = (_claims(stage, feeds) for feeds in (FEW, SOME, MANY))
    return [
        Line(
            what=f"CPU of claiming a due feed among {SOME:,}",
            figure=some.each,
            unit="µs",
            target=20,
            beside=f"nudges included; a tick that finds nothing due {some.idle_tick / 1000:.2f} ms",
        ),
        Line(
            what=f"the same among {MANY:,}, beside {FEW:,}",
            figure=many.each / few.each,
            unit="×",
            target=FLAT,
            beside=f"{few.each:.1f} µs among {FEW:,}, {many.each:.1f} µs among {MANY:,}",
        ),
    ]


def _claims(stage: Stage, feeds: int) -> Claims:
    runs = [stage.run(Claims, "claims", folder=stage.folder("claims"), feeds=feeds) for _ in range(RUNS)]
    short = [run.claimed for run in runs if run.claimed != feeds]
    if short:
        raise RuntimeError(f"only {short[0]} of {feeds} feeds were claimed")
    return min(runs, key=lambda run: run.each)
