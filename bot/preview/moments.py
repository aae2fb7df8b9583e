"""Timestamps as Discord writes them: `<t:…>` in the reader's zone and language.

https://discord.com/developers/docs/reference#message-formatting-timestamp-styles
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from babel.dates import format_datetime, format_timedelta

from bot.preview.scene import Scene
from bot.words import ENGLISH, spoken

PATTERNS: Final = {
    "t": "HH:mm",
    "T": "HH:mm:ss",
    "d": "dd/MM/y",
    "D": "d MMMM y",
    "f": "d MMMM y HH:mm",
    "F": "EEEE d MMMM y HH:mm",
}
GERMAN: Final = {
    "d": "dd.MM.y",
    "D": "d. MMMM y",
    "f": "d. MMMM y 'um' HH:mm",
    "F": "EEEE, d. MMMM y 'um' HH:mm",
}


def moment(seconds: int, style: str, scene: Scene) -> tuple[str, str] | None:
    """The moment as people read it and as machines do (ISO 8601); None where no calendar has it."""
    try:
        when = datetime.fromtimestamp(seconds, UTC).astimezone(scene.zone)
    except (ValueError, OverflowError, OSError):
        return None
    if style == "R":
        return ago(when, scene.now), when.isoformat()
    return written(when, style or "f"), when.isoformat()


def written(when: datetime, style: str) -> str:
    """A moment in one of Discord's styles but the relative one."""
    patterns = PATTERNS if spoken() == ENGLISH else PATTERNS | GERMAN
    return format_datetime(when, patterns[style], locale=_locale())


def ago(when: datetime, now: datetime) -> str:
    """ "3 hours ago", "in 2 days"."""
    apart = when - now
    if abs(apart) < timedelta(seconds=1):
        apart = timedelta(seconds=-1)
    return format_timedelta(apart, add_direction=True, locale=_locale())


def _locale() -> str:
    return "en_GB" if spoken() == ENGLISH else spoken()
