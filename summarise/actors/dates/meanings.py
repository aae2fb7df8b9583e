"""What the forms of dates mean, reckoned from the article's day."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from summarise.actors.dates import calendar
from summarise.actors.dates.calendar import Days
from summarise.actors.dates.tokens import Tokens

_MOST_UNITS: Final = 400
_CENTURY: Final = 2_000
_HUNDRED: Final = 100

Surety = Literal["day", "sure", "bare"]
"""A named day may be past or announced, "next week" is to come, a bare "Tuesday" or "in May" either."""


Meant = tuple[Surety, Days | None, Days | None, bool]
"""How sure it is, its days, those in a sentence that looks ahead, and whether it is fixed (forms.Told)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """The parts of one form that was found, by the names of its groups."""

    kinds: re.Match[str]
    tokens: Tokens
    on: date
    published: datetime | None

    def kind(self, name: str) -> str:
        """The letters of a part, or "" where it is missing."""
        return self.kinds.groupdict().get(name) or ""

    def number(self, name: str) -> int | None:
        """The number of a part's first word."""
        return self.tokens.numbers[self.kinds.start(name)] if self.kind(name) else None


def _how(said: Said) -> str:
    """What stands beside a weekday, month or unit: n(ext), c(oming), t(his), l(ast), * (every) or nothing."""
    return (said.kind("mod") or said.kind("mod2")).lower()


def a_named_day(said: Said) -> Meant:
    first, last = said.number("d") or 0, said.number("d2") or 0
    if said.kind("d") == "R":
        first, last = divmod(first, 100)
    month = said.number("m") or 0
    weekday = next((found for part in ("w", "z", "zz") if (found := said.number(part)) is not None), None)
    year = said.number("y") or _relative_year(said)
    days = tuple(_spanned(said.on, first, last, month, year, weekday, ahead) for ahead in (False, True))
    return "day", days[0], days[1], bool(year) or weekday is not None


def _relative_year(said: Said) -> int | None:
    kind = said.kind("rel") or said.kind("rel2")
    return said.on.year + {"n": 1, "c": 1, "t": 0, "l": -1}[kind] if kind else None


def _spanned(
    on: date, first: int, last: int, month: int, year: int | None, weekday: int | None, ahead: bool
) -> Days | None:
    day = calendar.named_day(on, first, month, year, weekday, ahead)
    if day is None:
        return None
    end = calendar.a_day(day.year, month, last) if last > first else day
    return day, end or day


def a_written_day(said: Said) -> Meant:
    year, rest = divmod(said.number("i") or 0, 10_000)
    month, number = divmod(rest, 100)
    weekday = said.number("w")
    if not year:
        soon = [calendar.named_day(said.on, number, month, None, weekday, ahead) for ahead in (False, True)]
        days, ahead = ((day, day) if day else None for day in soon)
        return "day", days, ahead, weekday is not None
    day = calendar.a_day(year + _CENTURY if year < _HUNDRED else year, month, number)
    days = (day, day) if day else None
    short = year < _HUNDRED
    return "bare" if short else "day", days, days, not short or weekday is not None


def a_day_of_this_month(said: Said) -> Meant:
    """ "On the 26th": of this month or the next."""
    for ahead in (0, 1):
        days = calendar.month(said.on, ahead)
        day = days and calendar.a_day(days[0].year, days[0].month, said.number("d") or 0)
        if day and day > said.on:
            return "bare", (day, day), (day, day), False
    return "bare", None, None, False


def a_weekday(said: Said) -> Meant:
    how, weekday = _how(said), said.number("w") or 0
    if how in {"l", "*"} or (how in {"", "t"} and said.on.weekday() == weekday):
        return "bare", None, None, False
    day = calendar.next_weekday(said.on, weekday, weeks=int(how == "n"))
    return ("sure" if how in {"n", "c"} else "bare"), (day, day), (day, day), False


def a_weekday_in_a_week(said: Said) -> Meant:
    """ "A week from Tuesday", "Monday week", "three weeks from tomorrow"."""
    weeks = (said.number("n") or 1) * (said.number("u") or 1)
    if weeks > _MOST_UNITS:
        return "bare", None, None, False
    named = said.number("w")
    first = said.on + timedelta(days=1) if named is None else calendar.next_weekday(said.on, named)
    day = first + timedelta(weeks=weeks)
    return "bare", (day, day), (day, day), False


def a_weekday_of_a_month(said: Said) -> Meant:
    """ "The first Tuesday of May", "the last Friday of the month"."""
    nth = calendar.LAST if said.kind("nth") == "l" else said.number("nth") or 0
    weekday, month = said.number("w") or 0, said.number("m")
    if not nth:
        return a_weekday(said)
    year = said.number("y") or _relative_year(said)
    if month is None:
        year, month = divmod(said.on.year * 12 + said.on.month - 1 + (_how(said) in {"n", "c"}), 12)
        month += 1
    years = [year] if year else [said.on.year - 1, said.on.year, said.on.year + 1]
    days = [day for each in years if (day := calendar.nth_weekday(each, month, weekday, nth))]
    day = min(days, key=lambda found: abs(found - said.on), default=None)
    return "day", (day, day) if day else None, (day, day) if day else None, bool(said.kind("y"))


def tomorrow(said: Said) -> Meant:
    day = said.on + timedelta(days=1 if said.kind("t") == "T" else 2)
    return "day", (day, day), (day, day), False


def a_unit(said: Said) -> Meant:
    """ "Next week", "later this month", "the end of the year"."""
    how = _how(said)
    if how in {"l", "*"}:
        return "bare", None, None, False
    ahead = int(how in {"n", "c"})
    days = _units(said.on, said.kind("u"), ahead)
    return ("sure" if ahead else "bare"), days, days, False


def _units(on: date, unit: str, ahead: int) -> Days | None:
    match unit:
        case "v":
            return calendar.week(on, ahead)
        case "E":
            return calendar.weekend(on, ahead)
        case "m":
            return calendar.month(on, ahead)
        case "y":
            return calendar.a_year(on, on.year + ahead)
        case _:
            return None


def nothing(_: Said) -> Meant:
    """ "The first visit in two years" was none for so long."""
    return "bare", None, None, False


def in_so_many(said: Said) -> Meant:
    """ "In two weeks" is a day, "in two months" a month, "in two years" a year."""
    number, unit = said.number("n") if said.kind("n") not in {"", "a"} else 1, said.kind("u")
    if not number or number > _MOST_UNITS:
        return "bare", None, None, False
    if unit in {"d", "v"}:
        day = said.on + timedelta(days=number * (7 * (said.number("u") or 1) if unit == "v" else 1))
        days: Days | None = (day, day)
    elif unit == "H":
        at = (said.published or datetime.combine(said.on, datetime.min.time())) + timedelta(hours=number)
        days = calendar.after(said.on, at.date(), at.date())
    else:
        days = _units(said.on, unit, number)
    return "bare", days, days, False


def a_month(said: Said) -> Meant:
    number, how = said.number("m") or 0, _how(said)
    year = said.number("y") or _relative_year(said)
    if how == "l":
        return "bare", None, None, False
    days = calendar.a_month(said.on, year, number) if year else calendar.coming_month(said.on, number)
    if how == "n" and days and days[0].month == said.on.month:
        days = calendar.a_month(said.on, said.on.year + 1, number)
    return "bare", days, days, bool(year)


def a_year(said: Said) -> Meant:
    year = said.number("y") or 0
    days = calendar.a_year(said.on, year) if year > said.on.year else None
    return "bare", days, days, False
