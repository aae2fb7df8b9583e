"""Schedulers: several on one PostgreSQL claim what is due, each feed once."""

from benchmarks.report import Line, missing
from benchmarks.stage import Stage
from benchmarks.together.results import Shared

FEEDS, SCHEDULERS = 10_000, 4
RUNS = 3
SECONDS = 1.0


def measure(stage: Stage) -> list[Line]:
    """From the moment that all are due until the last is claimed and queued, the best of some runs."""
    runs = [stage.run(Shared, "schedulers", feeds=FEEDS, schedulers=SCHEDULERS) for _ in range(RUNS)]
    best = min(runs, key=lambda run: run.seconds)
    return [
        Line(
            what=f"{FEEDS:,} due feeds claimed by {SCHEDULERS} schedulers",
            figure=best.seconds,
            unit="s",
            target=SECONDS,
            beside="each its part: " + ", ".join(f"{part:,}" for part in best.claimed),
        ),
        missing("due feeds that were claimed more than once", sum(run.twice for run in runs)),
        missing("due feeds that nobody claimed", sum(run.unclaimed for run in runs)),
    ]
