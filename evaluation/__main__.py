"""`python -m evaluation [NAME …]`: score the filters, print the table, exit with 1 where a must is missed.

With `--ablation` it tells instead what each part of the ranker and of the grouper earns.

The scorer and the sets of others are read from ../shared/eval; where that folder is missing, ours alone are
named, and nothing can be scored.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from evaluation.marks import MARKS, NAMES, Mark, Score, score_of, task_of
from evaluation.sets import SHARED, Row, sets, write

COMMAND: Final = str(Path(sys.executable).with_name("wirewatch"))
WIDTH: Final = 150


def main(names: Sequence[str]) -> int:
    """Score the sets whose names hold one of these, or all; the exit status."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    parts = "--ablation" in names
    names = [name for name in names if name != "--ablation"]
    if not (SHARED / "score.py").is_file():
        console.print("There is nothing to score with: ../shared/eval/score.py is missing.")
        return 2
    if parts:
        from evaluation.ablation import of_the_grouper, of_the_ranker

        for measure in (of_the_ranker, of_the_grouper):
            with console.status("leaving out one part after the other …"):
                console.print(measure())
        return 0
    scores = []
    for name, make in sets():
        if names and not any(part in name for part in names):
            continue
        with console.status(f"{name} …"):
            scores.append(score_of(name, [_scored(name, rows) for rows in make()]))
    if not scores:
        console.print(f"There is no set called {' or '.join(names)}.", markup=False)
        return 2
    console.print(_table(scores))
    missed = [score for score in scores if score.met is False]
    asked = sum(score.met is not None for score in scores)
    console.print(f"{asked - len(missed)} of {asked} sets reach what they must.", style="bold")
    return 1 if missed else 0


def _scored(name: str, rows: list[Row]) -> str:
    """The line that score.py prints of a set."""
    with tempfile.TemporaryDirectory() as folder:
        write(rows, Path(folder) / f"{name}.jsonl")
        command = [sys.executable, str(SHARED / "score.py"), "--sets", folder, "--command", COMMAND]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} could not be scored:\n{done.stderr[-2000:]}")
    return done.stdout


def _table(scores: Sequence[Score]) -> Table:
    shown = Table("Set", "Figures", "Measured", "Must", "Aim", "", title="evaluation", title_justify="left")
    for score in scores:
        mark = MARKS.get(score.name, Mark())
        verdict = {None: "", True: "[green]met[/]", False: "[bold red]missed[/]"}[score.met]
        if score.aimed:
            verdict = "[bold green]aim met[/]"
        if score.faults:
            verdict += f" [bold red]{score.faults} invented or too long[/]"
        measured = " / ".join(f"{figure:.1f}" for figure in score.figures)
        shown.add_row(
            score.name,
            " / ".join(NAMES[task_of(score.name)]),
            measured,
            " / ".join(f"{figure:g}" for figure in mark.must),
            " / ".join(f"{figure:g}" for figure in mark.aim),
            verdict,
        )
    return shown


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
