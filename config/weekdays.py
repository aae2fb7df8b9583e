"""Days of the week, typed in English or German: "weekdays", "sat, sun", "mo-fr"; Monday is 0."""

import re
from typing import Final

NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GERMAN: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ALL: Final = tuple(range(len(NAMES)))
SETS: Final = {
    "daily": ALL,
    "everyday": ALL,
    "weekday": ALL[:5],
    "workday": ALL[:5],
    "weekend": ALL[5:],
    "täglich": ALL,
    "taeglich": ALL,
    "werktag": ALL[:5],
    "wochentag": ALL[:5],
    "wochenende": ALL[5:],
    "wochenenden": ALL[5:],
}
"""Several days by one word, without the s at its end."""

_SPELT: Final = (
    *((name.lower(), day, 3) for day, name in enumerate(NAMES)),
    *((name.lower(), day, 2) for day, name in enumerate(GERMAN)),
    ("sonnabend", 5, 4),
)
"""Every name of a day, with as many letters of it as are enough."""

_EVERY = re.compile(r"every day|jeden tag|alle tage")
_RANGE = re.compile(r"\s*[-–—]\s*|\s+bis\s+")
_FILLERS: Final = frozenset(("", "and", "und", "on", "am", "an"))
_BETWEEN = re.compile(r"[\s,;+&]+")


def weekdays_of(text: str) -> tuple[int, ...]:
    """The days in order, none for every day. Raises ValueError, with what to write, for anything else."""
    words = _BETWEEN.split(_RANGE.sub("-", _EVERY.sub("daily", text.strip().lower())))
    days = {day for word in words if word not in _FILLERS for day in _days(word)}
    if not days:
        raise ValueError(f"no day is named; {_WRITE}")
    return () if len(days) == len(ALL) else tuple(sorted(days))


_WRITE: Final = 'write "weekdays", "weekends", "daily", or days such as "mon,wed,fri" or "mon-fri"'


def _days(word: str) -> tuple[int, ...]:
    if (several := SETS.get(word.removesuffix("s"))) is not None:
        return several
    first, dash, last = word.partition("-")
    begins, ends = _day(first), _day(last) if dash else _day(first)
    if begins is None or ends is None:
        raise ValueError(f"“{word[:40]}” is no day of the week; {_WRITE}")
    return ALL[begins : ends + 1] if begins <= ends else ALL[begins:] + ALL[: ends + 1]


def _day(word: str) -> int | None:
    """The first day whose name begins so."""
    bare = word.removesuffix(".")
    for name, day, enough in _SPELT:
        if bare == f"{name}s" or (len(bare) >= enough and name.startswith(bare)):
            return day
    return None
