"""`python -m bot` and the `wirewatch` command: kept light, since worker processes run it again."""

import os

NUMPY_THREADS = "OPENBLAS_NUM_THREADS"
"""How many threads numpy multiplies with. Worker processes inherit it."""


def main() -> None:
    """Run the command line."""
    # an article's matrices are small: a second thread only waits, and doubles the CPU time of condensing
    os.environ.setdefault(NUMPY_THREADS, "1")
    from bot.cli import app

    app()


if __name__ == "__main__":
    main()
