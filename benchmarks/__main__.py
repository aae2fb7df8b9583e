"""`python -m benchmarks [NAME …]`: measure, print the table, exit with 1 where a target is missed."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Final

from rich.console import Console

from benchmarks import (
    actors,
    backups,
    cold,
    condensing,
    counter,
    day,
    deciding,
    grouping,
    guilds,
    hostile,
    latency,
    loop,
    rates,
    readers,
    ready,
    resting,
    schedule,
    schedulers,
    stacks,
    starting_up,
    steady,
    sustained,
    warm,
)
from benchmarks.report import Line, keep, sum_up, table
from benchmarks.stage import Stage, staged

BENCHMARKS: Final[dict[str, Callable[[Stage], list[Line]]]] = {
    "starting_up": starting_up.measure,
    "ready": ready.measure,
    "resting": resting.measure,
    "schedule": schedule.measure,
    "cold": cold.measure,
    "loop": loop.measure,
    "warm": warm.measure,
    "steady": steady.measure,
    "hostile": hostile.measure,
    "condensing": condensing.measure,
    "grouping": grouping.measure,
    "actors": actors.measure,
    "latency": latency.measure,
    "rates": rates.measure,
    "deciding": deciding.measure,
    "counter": counter.measure,
    "stacks": stacks.measure,
    "backups": backups.measure,
    "readers": readers.measure,
    "schedulers": schedulers.measure,
    "guilds": guilds.measure,
    "sustained": sustained.measure,
    "day": day.measure,
}

BUSY: Final = 0.5
"""Processes that want to run, from which the figures are not the machine's best."""

WIDTH: Final = 150
"""Columns where nobody's terminal says how many there are."""


def main(names: Sequence[str]) -> int:
    """Run the benchmarks of these names, or all; the exit status."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        console.print(
            f"There is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}.", markup=False
        )
        return 2
    load = os.getloadavg()[0]
    if load > BUSY:
        console.print(f"This machine is busy already (load {load:.1f}): wall times and delays will suffer.")
    lines: list[Line] = []
    with staged() as stage:
        for name in names or BENCHMARKS:
            with console.status(f"{name} …"):
                measured = BENCHMARKS[name](stage)
            console.print(table(name, measured))
            keep(name, measured)
            lines += measured
    return 0 if sum_up(console, lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
