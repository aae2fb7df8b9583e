"""Times, spans, sizes and counts as a person says them."""

from datetime import datetime, timedelta

_UNITS = (("day", 86_400), ("h", 3_600), ("min", 60), ("s", 1))


def span(length: timedelta) -> str:
    """A span in its largest two fitting words: "2 days", "3 h", "12 min", "40 s"."""
    seconds = max(round(length.total_seconds()), 0)
    for unit, size in _UNITS:
        if seconds >= size * 2 or (seconds >= size and unit != "day"):
            return f"{round(seconds / size)} {unit}{'s' if unit == 'day' else ''}"
    return "no time"


def ago(moment: datetime | None, now: datetime, never: str = "never") -> str:
    """How long ago: "3 h ago"; `never` where there is no such moment."""
    if moment is None:
        return never
    return "now" if now - moment < timedelta(seconds=1) else f"{span(now - moment)} ago"


def ahead(moment: datetime | None, now: datetime, never: str = "never") -> str:
    """How far ahead: "in 12 min"; "now" where it is past."""
    if moment is None:
        return never
    return "now" if moment - now < timedelta(seconds=1) else f"in {span(moment - now)}"


def size(count: int) -> str:
    """Bytes: "512 bytes", "12.3 kB", "4.5 MB"."""
    if count < 1_000:
        return f"{count} bytes"
    return f"{count / 1_000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def counted(number: int, one: str, many: str) -> str:
    """ "1 entry", "2 entries"."""
    return f"{number:,} {one if number == 1 else many}"


def local(moment: datetime) -> str:
    """Date and time in this machine's zone, which is named."""
    return f"{moment.astimezone():%d %b %Y, %H:%M %Z}".strip()
