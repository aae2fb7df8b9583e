"""The forms in which a date is told, over the kinds of words (tokens.Tokens), and what each means."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from summarise.actors.dates import calendar
from summarise.actors.dates.calendar import Days
from summarise.actors.dates.tokens import Tokens

Surety = Literal["day", "sure", "bare"]
"""A named day may be past or announced, "next week" is to come, a bare "Tuesday" or "in May" either."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A date told in characters [start, end) of its sentence. `lead` is where its preposition begins.

    `ahead` are its days where its sentence looks ahead, `days` where not; `until` says that its preposition
    does ("for Monday", "until May").
    """

    start: int
    end: int
    lead: int
    surety: Surety
    days: Days | None
    ahead: Days | None
    until: bool = False
    fixed: bool = False
    """Whether a year or a weekday leaves no doubt which day it is."""


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


Meaning = Callable[[Said], tuple[Surety, Days | None, Days | None, bool]]

_JOIN = r"(?:[-–—r&Uuoi/][oaA]{0,2})"
_WEEKDAY = r"(?:(?P<w>[Ww])(?:-?F)?\.?[,(]?[oaAd]{0,2},?)?"
_YEAR = r"(?:[f,]?a?(?P<y>Y)|,?f?a?(?P<rel>[nlct])y|,?f?a?y(?P<rel2>[nlc]))?"
_BEHIND = r"(?:[,(](?P<z>W)|(?P<zz>W))?"
_MOST_UNITS: Final = 400
_LEADS: Final = frozenset("oiuUjJaA")


def _named(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
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


def _written(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    year, rest = divmod(said.number("i") or 0, 10_000)
    day = calendar.a_day(year, *divmod(rest, 100))
    days = (day, day) if day else None
    return "day", days, days, True


def _of_this_month(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    """ "On the 26th": of this month or the next."""
    for ahead in (0, 1):
        days = calendar.month(said.on, ahead)
        day = days and calendar.a_day(days[0].year, days[0].month, said.number("d") or 0)
        if day and day > said.on:
            return "bare", (day, day), (day, day), False
    return "bare", None, None, False


def _weekday(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    how, weekday = said.kind("mod") or said.kind("mod2"), said.number("w") or 0
    if how in {"l", "*"} or (how in {"", "t"} and said.on.weekday() == weekday):
        return "bare", None, None, False
    day = calendar.next_weekday(said.on, weekday, weeks=int(how == "n"))
    return ("sure" if how in {"n", "c"} else "bare"), (day, day), (day, day), False


def _weekday_in_a_week(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    """ "A week from Tuesday"."""
    day = calendar.next_weekday(said.on, said.number("w") or 0) + timedelta(weeks=1)
    return "bare", (day, day), (day, day), False


def _tomorrow(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    day = said.on + timedelta(days=1 if said.kind("t") == "T" else 2)
    return "day", (day, day), (day, day), False


def _unit(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    """ "Next week", "later this month", "the end of the year"."""
    how = said.kind("mod") or said.kind("mod2")
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


def _nothing(_: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    """ "The first visit in two years" was none for so long."""
    return "bare", None, None, False


def _in_so_many(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    """ "In two weeks" is a day, "in two months" a month, "in two years" a year."""
    number, unit = said.number("n") if said.kind("n") else 1, said.kind("u")
    if not number or number > _MOST_UNITS:
        return "bare", None, None, False
    if unit in {"d", "v"}:
        day = said.on + timedelta(days=number * (7 if unit == "v" else 1))
        days: Days | None = (day, day)
    elif unit == "H":
        at = (said.published or datetime.combine(said.on, datetime.min.time())) + timedelta(hours=number)
        days = calendar.after(said.on, at.date(), at.date())
    else:
        days = _units(said.on, unit, number)
    return "bare", days, days, False


def _month(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    number, how = said.number("m") or 0, said.kind("mod")
    year = said.number("y") or _relative_year(said)
    if how == "l":
        return "bare", None, None, False
    days = calendar.a_month(said.on, year, number) if year else calendar.coming_month(said.on, number)
    if how == "n" and days and days[0].month == said.on.month:
        days = calendar.a_month(said.on, said.on.year + 1, number)
    return "bare", days, days, bool(year)


def _year(said: Said) -> tuple[Surety, Days | None, Days | None, bool]:
    year = said.number("y") or 0
    days = calendar.a_year(said.on, year) if year > said.on.year else None
    return "bare", days, days, False


_MONTH = r"(?P<m>[Mb])(?:(?<=b)\.)?"
_DAY_FIRST = (
    rf"{_WEEKDAY}[cn]?(?P<d>[DOR])[.°]?(?:{_JOIN}(?P<d2>[DO])\.?)?f?[aA]?{_MONTH}(?!D){_YEAR}{_BEHIND}"
)
_MONTH_FIRST = rf"{_WEEKDAY}{_MONTH}A?(?P<d>[DOR])(?:{_JOIN}(?P<d2>[DO])(?!f?[Mb]))?{_YEAR}{_BEHIND}"
_IN = r"[iJuU][aA]?(?:mf?)?"
_PART = r"(?:h-?f?[aA]?|ef?[aA]?)"
_FORMS: Final[tuple[tuple[str, re.Pattern[str], Meaning], ...]] = tuple(
    (needed, re.compile(form), meaning)
    for needed, form, meaning in (
        ("Mb", _DAY_FIRST, _named),
        ("Mb", _MONTH_FIRST, _named),
        ("I", rf"{_WEEKDAY}(?P<i>I)", _written),
        ("O", r"(?<=oA)(?P<d>O)(?=[,.;&iJ]|\Z)", _of_this_month),
        ("W", r"av[uo](?P<w>W)", _weekday_in_a_week),
        ("W", r"t?(?P<mod>[nctl*])?(?P<w>W)(?:-?F)?(?P<mod2>[ncl])?", _weekday),
        ("w", r"t?(?P<mod>[nctl*])(?P<w>w)(?:-?F|(?=[^x]|\Z))(?P<mod2>[ncl])?", _weekday),
        ("w", r"(?P<w>w)-?F(?P<mod2>[ncl])?", _weekday),
        ("w", r"(?<=o)(?P<w>w)(?=[^xDO]|\Z)", _weekday),
        ("T", r"(?<![atf])(?P<t>T)", _tomorrow),
        ("Z", r"(?P<t>Z)", _tomorrow),
        ("vmyE", r"(?:k[iJaf]?|h[,f]?[aA]?|ef?[aA]?)?(?<!A)(?P<mod>[ncl*]|t(?!.[’']x))(?P<u>[vmyE])", _unit),
        ("vmyE", rf"{_PART}?(?<![ND#])(?P<u>[vmyE])(?P<mod2>[ncl])", _unit),
        ("e", r"ef?a?t?A?(?P<u>[vmy])", _unit),
        ("e", r"(?P<u>[my])(?:[’']x)?-?e", _unit),
        ("1", r"1x{1,4}[jJ]f?[ND#][dvmyH]", _nothing),
        ("jJ", r"[jJ]f?(?P<n>[ND#])(?P<u>[dvmyH])", _in_so_many),
        ("j", r"j[aA]?(?P<u>[vmy])", _in_so_many),
        ("s", r"(?P<n>[ND#])(?P<u>[dvmyH])[’']?s", _in_so_many),
        ("M", rf"(?:{_IN}{_PART}?|{_PART})(?P<mod>[nct])?f?(?P<m>M)(?!D){_YEAR}", _month),
        ("M", r"(?P<mod>[nctl])(?P<m>M)(?!D)", _month),
        ("M", r"(?P<m>M)f?(?P<y>Y)", _month),
        ("M", r"(?P<m>M)(?=i)", _month),
        ("Y", r"[eh]f?a?y?(?P<y>Y)(?![-–x%])", _year),
        ("Y", r"(?<=[iJuU])[fa]?y?(?P<y>Y)(?![-–x%])", _year),
    )
)


def dates_in(tokens: Tokens, on: date, published: datetime | None) -> Iterator[Told]:
    """Every date that is told, once, in no order; those without a day to come have no days."""
    kinds, taken = tokens.kinds, bytearray(len(tokens.kinds))
    present = set(kinds)
    for needed, form, meaning in _FORMS:
        if present.isdisjoint(needed):
            continue
        for found in form.finditer(kinds):
            begin, stop = found.span()
            if any(taken[begin:stop]):
                continue
            taken[begin:stop] = b"\1" * (stop - begin)
            surety, days, ahead, fixed = meaning(Said(kinds=found, tokens=tokens, on=on, published=published))
            lead = begin
            while lead and kinds[lead - 1] in _LEADS:
                lead -= 1
            named = begin
            while meaning is _month and kinds[named] in _LEADS:
                named += 1
            yield Told(
                start=tokens.spans[named][0],
                end=tokens.spans[stop - 1][1],
                lead=tokens.spans[lead][0],
                surety=surety,
                days=days,
                ahead=ahead,
                until="U" in kinds[lead : begin + 1],
                fixed=fixed,
            )
