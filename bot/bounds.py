"""What a worker process may use, set in the process itself around each work; the kernel holds it to that."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

MEMORY: Final = 1 << 30
"""Address space of a worker, in bytes."""

NICENESS: Final = 5
"""How far workers stand back where the cores are busy."""

TIMED: Final = hasattr(signal, "setitimer")
BUSY: Final = 6 if TIMED else 1
"""How many times its deadline work may last where the machine has other work, and it has not had its time of
a core yet."""


@contextmanager
def bounds(seconds: float) -> Iterator[None]:
    """Inside, this process may take so many seconds of a core, and MEMORY; it stands back.

    The kernel ends it where it takes more time (SIGPROF, setitimer(2)); more memory is a MemoryError.
    """
    if hasattr(os, "setpriority"):  # the loop goes first: what it does is short, and workers wait for it
        # whoever began nicer may not come back
        os.setpriority(os.PRIO_PROCESS, 0, max(os.getpriority(os.PRIO_PROCESS, 0), NICENESS))
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if not TIMED:
        yield
        return
    # not RLIMIT_CPU, whose clock counts in ticks from the process's start: nobody can read how far it is
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
