"""Times of day as told beside a date, and the moment where their zone is told too."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from summarise.actors.dates.zones import AREAS, OFFSETS, PLACES

_PLACES: Final = "|".join(PLACES)
_ZONE: Final = (
    rf"(?: ?\(?(?P<zone>{'|'.join(sorted(OFFSETS, key=len, reverse=True))}|et|ct|mt|pt)\b"
    r"(?P<offset> ?[+−-]\d{1,2}(?::?\d\d)?)?"
    r"| local time\b"
    rf"|,? ?\(?(?P<place>{_PLACES})(?:[’']s)? (?:standard |daylight |local |summer )?time"
    r"|,? ?\(?(?:по |за )?(?P<told>московскому|киевскому|київським|мск)\b"
    rf"|(?: ?heure de | hora de | ora di )(?P<seat>{_PLACES}))?"
)
_HALF: Final = r"(?P<half>[ap])\.? ?m\b\.?"
_WORD: Final = r"(?P<word>uhr\b|uur\b|h(?![^\W\d_])|hrs\b|hours\b|heures?\b|horas\b|часов\b|часа\b|годин\w*)"
_MILITARY: Final = r"(?P<military>[012]\d[0-5]\d(?= ?\(?(?:gmt|utc|hrs|hours)\b))"
_NOON: Final = (
    r"\b(?P<noon>noon|midday|midnight|mittags|mitternacht|midi|minuit|mediodía|medianoche|mezzogiorno"
    r"|mezzanotte|полдень|полночь)\b"
)
_HOUR: Final = rf"(?P<hour>[012]?\d)(?:[:.h](?P<minute>[0-5]\d))?(?::[0-5]\d)? ?(?:{_HALF}|{_WORD})?"
_LATIN: Final = re.compile(rf"(?<![\d.,:/$€£-])(?:{_MILITARY}|{_HOUR}|{_NOON}){_ZONE}")
_BEFORE_HOUR: Final = re.compile(
    r"(?:\bat|\ba las|\balle(?: ore)?|\bore|\bàs|\bom|\bgodz\.|\bgodzinie|\bo|\bum|\bsaat|\bв|\bо|الساعة) ?\Z"
)
_IDEOGRAPHS: Final = re.compile(
    r"(?P<zone>北京|日本)?(?:时间|時間)?(?P<half>上午|下午|晚上|早上|午前|午後|中午|正午)?"
    r"(?P<hour>[012]?\d)(?:[时時点點](?:(?P<minute>[0-5]?\d)分|(?P<thirty>半))?|[::](?P<clock>[0-5]\d))"
)
_MIDNIGHT: Final = frozenset({"midnight", "mitternacht", "minuit", "medianoche", "mezzanotte", "полночь"})
_EVENING: Final = frozenset({"p", "下午", "晚上", "午後"})
_BESIDE: Final = 70
_REPEATED: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """A time told at [start, end) of a sentence; `zone` is None where it is not told or not certain."""

    start: int
    end: int
    time: time
    zone: tzinfo | None


def clocks_in(small: str, ideographic: bool = False) -> tuple[Clock, ...]:
    """The times of day in a sentence in small letters. A bare figure is one only with a word that says so."""
    form = _IDEOGRAPHS if ideographic else _LATIN
    return tuple(clock for told in form.finditer(small) if (clock := _clock(told, small)))


def beside(clocks: tuple[Clock, ...], start: int, end: int) -> tuple[Clock, Clock] | None:
    """The time that belongs to the date at [start, end), and the same with its zone where it is told again.

    It is the nearest, right behind the date rather than before it. "At 8 a.m. local time (0600 GMT)" is the
    first and then the second; elsewhere both are the same.
    """
    near = [
        (max(0, clock.start - end) if clock.start >= end else start - clock.end + 10, number)
        for number, clock in enumerate(clocks)
        if -_BESIDE <= clock.start - end <= _BESIDE and start - clock.end <= _BESIDE
    ]
    if not near:
        return None
    number = min(near)[1]
    clock, again = clocks[number], clocks[min(number + 1, len(clocks) - 1)]
    repeated = clock.zone is None and 0 <= again.start - clock.end <= _REPEATED
    return clock, again if repeated else clock


def moment(day: date, clock: Clock) -> datetime | None:
    """That time of that day in UTC, or None without a zone."""
    if clock.zone is None:
        return None
    try:
        return datetime.combine(day, clock.time, clock.zone).astimezone(UTC)
    except OverflowError:
        return None


def _clock(told: re.Match[str], small: str) -> Clock | None:
    parts = told.groupdict()
    if parts.get("noon"):
        hour, minute = (0 if parts["noon"] in _MIDNIGHT else 12), 0
    elif military := parts.get("military"):
        hour, minute = int(military[:2]), int(military[2:])
    else:
        hour, minute = int(parts["hour"]), int(parts.get("minute") or parts.get("clock") or 0)
        if not _says_so(parts, told, small):
            return None
    if parts.get("thirty"):
        minute = 30
    if half := parts.get("half"):
        if half in {"a", "p"} and not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half in _EVENING) if hour <= 12 and half not in {"中午", "正午"} else hour
    if hour > 23:
        return None
    return Clock(start=told.start(), end=told.end(), time=time(hour, minute), zone=_zone(parts))


def _says_so(parts: dict[str, str | None], told: re.Match[str], small: str) -> bool:
    """Whether it is a time and not just a figure."""
    if any(parts.get(name) for name in ("half", "word", "zone", "place", "told", "seat", "clock")):
        return True
    if "word" not in parts:
        return True
    colon = bool(parts.get("minute")) and (":" in told[0] or "h" in told[0])
    behind = _BEFORE_HOUR.search(small, max(0, told.start() - 12), told.start())
    return colon or (bool(behind) and bool(parts.get("minute")))


def _zone(parts: dict[str, str | None]) -> tzinfo | None:
    name = parts.get("zone") or parts.get("place") or parts.get("told") or parts.get("seat") or ""
    if name in OFFSETS:
        minutes = OFFSETS[name]
        if offset := parts.get("offset"):
            figures = re.sub(r"\D", "", offset)
            hours, rest = (figures[:-2], figures[-2:]) if len(figures) > 2 else (figures, "0")
            ahead = int(hours) * 60 + int(rest)
            minutes += -ahead if "-" in offset or "−" in offset else ahead
        return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None
    return _area(AREAS[name]) if AREAS.get(name) else None


@lru_cache(maxsize=64)
def _area(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return None
