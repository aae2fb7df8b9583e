"""What phrases say, in English."""

from collections.abc import Iterable

from config.phrase import Reason


def plainly(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Each as a sentence."""
    return tuple(map(str, reasons))
