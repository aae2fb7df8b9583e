"""Times, spans and sizes as a person says them."""

from datetime import datetime, timedelta
from typing import Final

from bot.words import number, t, tn

_UNITS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def span(length: timedelta) -> str:
    """A span in its largest two fitting words: "2 days", "3 h", "12 min", "40 s"."""
    seconds = max(round(length.total_seconds()), 0)
    for unit, size in _UNITS:
        if seconds >= size * 2 or (seconds >= size and unit != "day"):
            return _units(unit, round(seconds / size))
    return t("no time")


def _units(unit: str, count: int) -> str:
    match unit:
        case "day":
            return tn("{count} day", "{count} days", count)
        case "hour":
            return t("{count} h", count=number(count))
        case "minute":
            return t("{count} min", count=number(count))
    return t("{count} s", count=number(count))


def ago(moment: datetime | None, now: datetime, never: str = "") -> str:
    """How long ago: "3 h ago"; `never` (or that word) where there is no such moment."""
    if moment is None:
        return never or t("never")
    return t("now") if now - moment < timedelta(seconds=1) else t("{span} ago", span=span(now - moment))


def ahead(moment: datetime | None, now: datetime, never: str = "") -> str:
    """How far ahead: "in 12 min"; "now" where it is past."""
    if moment is None:
        return never or t("never")
    return t("now") if moment - now < timedelta(seconds=1) else t("in {span}", span=span(moment - now))


def size(count: int) -> str:
    """Bytes: "512 bytes", "12.3 kB", "4.5 MB"."""
    if count < 1_000:
        return tn("{count} byte", "{count} bytes", count)
    return f"{count / 1_000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def local(moment: datetime) -> str:
    """Date and time in this machine's zone, which is named."""
    return f"{moment.astimezone():%d %b %Y, %H:%M %Z}".strip()
