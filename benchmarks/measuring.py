"""What a run took: CPU of this process and of its workers, memory of a tree of processes, and a held loop."""

import asyncio
import os
import resource
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

MB: Final = 1_000_000
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PROC: Final = Path("/proc")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spent:
    """Seconds since some moment: of the clock, of this process's CPU, and of its descendants' CPU."""

    wall: float
    own: float
    workers: float

    @classmethod
    def now(cls) -> Self:
        """So far. Those that ended count too, once they were waited for."""
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        alive = sum(_cpu_of(pid) for pid in descendants(os.getpid()))
        return cls(
            wall=time.perf_counter(),
            own=time.process_time(),
            workers=ended.ru_utime + ended.ru_stime + alive,
        )

    def since(self, before: "Spent") -> "Spent":
        """What was spent in between."""
        return Spent(
            wall=self.wall - before.wall, own=self.own - before.own, workers=self.workers - before.workers
        )

    @property
    def cpu(self) -> float:
        """All of the CPU."""
        return self.own + self.workers


def descendants(root: int) -> list[int]:
    """The processes that this one started, and theirs."""
    parents: dict[int, int] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            fields = _stat(int(folder.name))
            if fields:
                parents[int(folder.name)] = int(fields[1])
    found, grown = [root], 0
    while grown < len(found):
        found.extend(pid for pid, parent in parents.items() if parent == found[grown])
        grown += 1
    return found[1:]


def _stat(pid: int) -> list[str]:
    """/proc/PID/stat from its third field (the state) on; empty where the process is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _cpu_of(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def cpu_of_tree(root: int) -> float:
    """Seconds of CPU so far, of a process and its descendants; those that ended count once waited for."""
    taken = 0
    for pid in (root, *descendants(root)):
        taken += sum(map(int, _stat(pid)[11:15]))
    return taken / _TICKS


def memory(pid: int, kind: str = "Pss") -> float:
    """Megabytes that a process holds; of what it shares, its part (Pss) or all (Rss). 0 where it is gone."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / MB for line in lines if line.startswith(f"{kind}:")), 0.0)


def forget_peak() -> float:
    """Begin a new peak of this process's memory; the megabytes that it holds now."""
    (_PROC / "self" / "clear_refs").write_text("5", encoding="utf-8")
    return _status("VmRSS")


def peak() -> float:
    """Megabytes that this process held at most since `forget_peak`."""
    return _status("VmHWM")


def _status(name: str) -> float:
    lines = (_PROC / "self" / "status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 / MB for line in lines if line.startswith(f"{name}:"))


class Watcher:
    """Watches from outside, in a thread, how much memory a tree of processes holds; a context manager."""

    def __init__(self, root: int, seconds: float = 0.5) -> None:
        self._root, self._seconds = root, seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.tree = 0.0
        self.main = 0.0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(self._seconds):
            main = memory(self._root)
            self.main = max(self.main, main)
            self.tree = max(self.tree, main + sum(memory(pid) for pid in descendants(self._root)))


@dataclass(slots=True)
class Lateness:
    """How late an event loop woke a sleeper, in milliseconds: it was held for so long."""

    late: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    watching: bool = True

    def stop(self) -> None:
        """Watch no longer."""
        self.watching = False

    def at(self, part: float) -> float:
        """The lateness that this part of the wakings stayed below."""
        ranked = sorted(self.late)
        return ranked[min(len(ranked) - 1, int(len(ranked) * part))] if ranked else 0.0

    @property
    def worst(self) -> float:
        """The longest that the loop was held."""
        return max(self.late, default=0.0)

    @property
    def own_worst(self) -> float:
        """The longest that it can have held itself: its thread had so much CPU meanwhile."""
        return max(map(min, self.late, self.busy), default=0.0)


@asynccontextmanager
async def watching_loop(nap: float = 0.005) -> AsyncIterator[Lateness]:
    """Sleep `nap` seconds again and again meanwhile, and note how late each waking came."""
    seen = Lateness()

    async def sleeper() -> None:
        while seen.watching:
            asleep, spent = time.perf_counter(), time.thread_time()
            await asyncio.sleep(nap)
            seen.busy.append((time.thread_time() - spent) * 1000)
            seen.late.append((time.perf_counter() - asleep - nap) * 1000)

    task = asyncio.create_task(sleeper())
    try:
        yield seen
    finally:
        task.cancel()
