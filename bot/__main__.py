"""`python -m bot` and the `wirewatch` command: kept light, since worker processes run it again."""

import ctypes
import os
import sys
from contextlib import suppress

NUMPY_THREADS = "OPENBLAS_NUM_THREADS"
"""How many threads numpy multiplies with. Worker processes inherit it."""

ARENAS = "MALLOC_ARENA_MAX"
"""From how many places glibc gives threads their memory, where somebody says so (mallopt(3))."""

M_ARENA_MAX = -8


def prepare() -> None:
    """Before numpy is imported, and before there are threads."""
    # an article's matrices are small: a second thread only waits, and doubles the CPU time of condensing
    os.environ.setdefault(NUMPY_THREADS, "1")
    if sys.platform == "linux" and ARENAS not in os.environ:
        # each of SQLite's threads would keep a place of its own, which grows as others give back what it took
        with suppress(OSError, AttributeError):  # not every libc has it
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def main() -> None:
    """Run the command line."""
    prepare()
    from bot.cli import app

    app()


if __name__ == "__main__":
    main()
