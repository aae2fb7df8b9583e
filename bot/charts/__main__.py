"""Draws one chart: JSON in, PNG out. Ends with 2 and says what is wrong where it cannot."""

import os
import signal
import sys

from bot.charts.chart import chart_of

MEMORY = 1 << 30
"""Address space, in bytes."""

LONGEST = 200_000
"""Bytes of JSON: more than the largest chart has."""


def main() -> int:
    """Read, draw, write; the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked for the chart ends this
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except ImportError:  # Windows has no such limits
        pass
    try:
        chart = chart_of(sys.stdin.buffer.read(LONGEST))
    except ValueError as error:
        sys.stderr.write(f"That is no chart: {error}.\n")
        return 2
    from bot.charts.picture import png  # what is no chart costs no matplotlib

    sys.stdout.buffer.write(png(chart))
    return 0


if __name__ == "__main__":
    sys.exit(main())
