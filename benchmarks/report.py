"""What is printed and kept: each figure beside its target, and what it was compared with."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

RESULTS: Final = Path(__file__).parent / "results"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One figure; `target` is the most that it may be, if there is one. `beside` is for people."""

    what: str
    figure: float
    unit: str
    target: float | None = None
    beside: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met, or None where there is none."""
        return None if self.target is None else self.figure <= self.target


def missing(what: str, count: int, beside: str = "") -> Line:
    """A line that is met where nothing is missing: a run that left work undone proves nothing."""
    return Line(what=what, figure=count, unit="missing", target=0, beside=beside)


def table(name: str, lines: Sequence[Line]) -> Table:
    """The lines of one benchmark as people read them."""
    shown = Table("What", "Figure", "Target", "", "Beside", title=name, title_justify="left", expand=True)
    for column, justify in zip(shown.columns, ("left", "right", "right", "left", "left"), strict=True):
        column.justify = justify  # type: ignore[assignment]  # rich's own literals
    for line in lines:
        target = "" if line.target is None else f"≤ {_short(line.target)}"
        verdict = {None: "", True: "[green]met[/]", False: "[bold red]missed[/]"}[line.met]
        shown.add_row(line.what, f"{_short(line.figure)} {line.unit}".strip(), target, verdict, line.beside)
    return shown


def keep(name: str, lines: Sequence[Line]) -> None:
    """Append the lines to this day's file in benchmarks/results/, as JSON."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    about = {
        "at": now.isoformat(timespec="seconds"),
        "benchmark": name,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    with (RESULTS / f"{now:%Y-%m-%d}.jsonl").open("a", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(about | asdict(line) | {"met": line.met}, ensure_ascii=False) + "\n")


def sum_up(console: Console, lines: Sequence[Line]) -> bool:
    """Say how many targets were met; whether all of them were."""
    judged = [line for line in lines if line.met is not None]
    missed = [line for line in judged if not line.met]
    console.print(f"{len(judged) - len(missed)} of {len(judged)} targets met.", style="bold")
    for line in missed:
        console.print(f"Missed: {line.what}, {_short(line.figure)} {line.unit}", style="red", markup=False)
    return not missed


def _short(figure: float) -> str:
    if figure >= 100 or figure == int(figure):
        return f"{figure:,.0f}"
    return f"{figure:.3g}"
