"""What a process and its worker processes hold of the machine's memory; by Linux' /proc, else unknown."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
MOST: Final = 1_000
"""So many processes are gone through at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """Bytes of this process and of all those below it, of which there are so many. What several share
    counts in parts, so that the sum is what they hold together."""

    main: int
    workers: int
    processes: int


def memory_now() -> Memory | None:
    """The memory of this process's tree; None where it cannot be seen. It takes milliseconds."""
    here, *below = _tree(os.getpid())
    main = _held(here)
    if main is None:
        return None
    workers = [held for held in map(_held, below) if held is not None]
    return Memory(main=main, workers=sum(workers), processes=len(workers))


def _tree(root: int) -> list[int]:
    """The process and all below it."""
    found = [root]
    for process in found:  # which grows meanwhile
        if len(found) < MOST:
            found += [child for child in _children(process) if child not in found]
    return found


def _children(process: int) -> Iterator[int]:
    try:
        for thread in (PROC / str(process) / "task").iterdir():
            yield from map(int, (thread / "children").read_text().split())
    except (OSError, ValueError):  # it has just ended
        return


def _held(process: int) -> int | None:
    """Bytes: its proportional share, or what is resident where the kernel does not tell that."""
    return _field(process, "smaps_rollup", "Pss:") or _field(process, "status", "VmRSS:")


def _field(process: int, file: str, name: str) -> int | None:
    try:
        for line in (PROC / str(process) / file).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        return None
    return None
