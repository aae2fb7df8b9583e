"""What a worker process may use, set in the process itself before each work; the kernel holds it to that."""

import math
import os
import time
from typing import Final

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

MEMORY: Final = 1 << 30
"""Address space of a worker, in bytes."""

NICENESS: Final = 5
"""How far workers stand back where the cores are busy."""

BUSY: Final = 6 if resource is not None else 1
"""How many times its deadline work may last where the machine has other work, and it has not had its time of
a core yet."""


def bound(seconds: float) -> None:
    """From now on this process may take so many seconds of a core, rounded up, and MEMORY; it stands back.

    The kernel ends it where it takes more time (SIGXCPU, setrlimit(2)); more memory is a MemoryError.
    """
    if hasattr(os, "setpriority"):  # the loop goes first: what it does is short, and workers wait for it
        # whoever began nicer may not come back
        os.setpriority(os.PRIO_PROCESS, 0, max(os.getpriority(os.PRIO_PROCESS, 0), NICENESS))
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds))


def _lower(what: int, most: int) -> None:
    """Bound what may be raised again before the next work, within what the operator allows."""
    _, allowed = resource.getrlimit(what)
    soft = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(what, (soft, allowed))
