"""Progress of a round, and of a move, where a terminal shows it."""

from contextlib import AbstractContextManager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from storage.model import JobKind

DOING: dict[JobKind, str] = {
    "poll": "Polling feeds",
    "page": "Reading article pages",
    "read": "Reading articles",
    "mend": "Putting stories right",
    "publish": "Composing digests",
    "notice": "Composing notices",
    "hub": "Asking hubs",
}


class RoundBar(AbstractContextManager["RoundBar"]):
    """Progress of a round on standard error, where that is a terminal."""

    def __init__(self, err: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Bar(*columns, console=err, transient=True, disable=not err.is_terminal)
        self._tasks: dict[JobKind, TaskID] = {}
        self._totals: dict[JobKind, int] = {}

    def __call__(self, kind: JobKind, waiting: int) -> None:
        if kind == "deliver":  # what is delivered is printed where the bars are drawn
            self._bar.stop()
            return
        total = self._totals[kind] = max(waiting, self._totals.get(kind, 0))
        if not total:
            return
        if kind not in self._tasks:
            self._tasks[kind] = self._bar.add_task(DOING[kind], total=total)
        self._bar.update(self._tasks[kind], total=total, completed=total - waiting)

    def __enter__(self) -> "RoundBar":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


class MoveBar(AbstractContextManager["MoveBar"]):
    """Progress of a move on standard error: a bar where that is a terminal.

    Elsewhere it is silent or, `in_lines`, a line for each table.
    """

    def __init__(self, err: Console, *, in_lines: bool = False) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=err, transient=True, disable=not err.is_terminal)
        self._tasks: dict[str, TaskID] = {}
        self._lines = err if in_lines and not err.is_terminal else None
        self._told: set[str] = set()

    def __call__(self, doing: str, done: int, total: int) -> None:
        """So many rows are done of what is called so, of all."""
        if self._lines is not None and doing not in self._told:
            self._told.add(doing)
            self._lines.print(f"{doing}: {done:,} of {total:,}", markup=False, highlight=False)
        # copying and checking, a bar each
        kind, _, _ = doing.partition(" ")
        if kind not in self._tasks:
            self._tasks[kind] = self._bar.add_task(doing, total=total)
        self._bar.update(self._tasks[kind], description=doing, total=total, completed=done)

    def __enter__(self) -> "MoveBar":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
