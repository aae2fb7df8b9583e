"""Times, spans, sizes and counts as a person says them."""

from bot.explaining.times import ago, ahead, local, size, span

__all__ = ["ago", "ahead", "counted", "local", "size", "span"]


def counted(number: int, one: str, many: str) -> str:
    """ "1 entry", "2 entries"."""
    return f"{number:,} {one if number == 1 else many}"
