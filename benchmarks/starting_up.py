"""How long `wirewatch --help` takes, beside an interpreter that does nothing."""

import subprocess
import sys
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.report import Line
from benchmarks.stage import Stage

TARGET: Final = 0.3
"""Seconds: so long people think that an answer is at once."""

TIMES: Final = 7
HELP: Final = (sys.executable, "-m", "bot", "--help")
FLOOR: Final = (sys.executable, "-c", "pass")
IMPORTS: Final = (sys.executable, "-X", "importtime", "-m", "bot", "--help")


def measure(_: Stage) -> list[Line]:
    """The median of some runs, each other one the floor's; and what imports take of it."""
    helped, floor = [], []
    for _turn in range(TIMES):
        helped.append(_took(HELP))
        floor.append(_took(FLOOR))
    beside = f"an interpreter that does nothing: {median(floor) * 1000:.0f} ms"
    return [
        Line(what="wirewatch --help", figure=median(helped), unit="s", target=TARGET, beside=beside),
        Line(what="its imports", figure=_imports(), unit="s", target=TARGET, beside="python -X importtime"),
    ]


def _took(command: tuple[str, ...]) -> float:
    began = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def _imports() -> float:
    """Seconds that all imports take by themselves; measuring them adds to it."""
    told = subprocess.run(IMPORTS, check=True, capture_output=True, text=True).stderr
    rows = (line.removeprefix("import time:").split("|") for line in told.splitlines())
    return sum(int(row[0]) for row in rows if len(row) == 3 and row[0].strip().isdecimal()) / 1e6
