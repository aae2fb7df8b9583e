"""Days of the week as people write them: "weekdays", "sat, sun", "mon-fri"; 0 is Monday."""

import re
from typing import Final

NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ALL: Final = tuple(range(len(NAMES)))
SETS: Final = {
    "daily": ALL,
    "everyday": ALL,
    "weekday": ALL[:5],
    "workday": ALL[:5],
    "weekend": ALL[5:],
}

_RANGE = re.compile(r"\s*[-–—]\s*")
_BETWEEN = re.compile(r"[\s,;+&]+")


def weekdays_of(text: str) -> tuple[int, ...]:
    """The days in order, none for every day. Raises ValueError, with what to write, for anything else."""
    words = _BETWEEN.split(_RANGE.sub("-", text.strip().lower().replace("every day", "daily")))
    days = {day for word in words if word and word != "and" for day in _days(word)}
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
    """The only day whose name begins so, by three letters at least."""
    bare = word.removesuffix(".")
    fitting = [day for day, name in enumerate(NAMES) if len(bare) >= 3 and name.lower().startswith(bare)]
    plural = [day for day, name in enumerate(NAMES) if bare == f"{name.lower()}s"]
    return next(iter(fitting or plural), None)
