"""The forms in which a date is told, over the kinds of words (tokens.Tokens)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from summarise.actors.dates import meanings
from summarise.actors.dates.calendar import Days
from summarise.actors.dates.meanings import Meant, Said, Surety
from summarise.actors.dates.tokens import Tokens


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


_Meaning = Callable[[Said], Meant]

_JOIN = r"(?:[-–—r&Uuoi/][oaA]{0,2})"
_WEEKDAY = r"(?:(?P<w>[Ww])(?:-?F)?\.?[,(]?[oaAd]{0,2},?)?"
_YEAR = r"(?:[f,]?a?(?P<y>Y)|,?f?a?(?P<rel>[nlct])y|,?f?a?y(?P<rel2>[nlc]))?"
_BEHIND = r"(?:[,(](?P<z>W)|(?P<zz>W))?"
_LEADS: Final = frozenset("oiuUXjJaA")


_MONTH = r"(?P<m>[Mb])(?:(?<=b)\.)?"
_DAY_FIRST = (
    rf"{_WEEKDAY}[cnC]?(?P<d>[DOR])[.°]?(?:(?<!R){_JOIN}(?P<d2>[DO])\.?)?f?[aA]?{_MONTH}(?!D){_YEAR}{_BEHIND}"
)
_MONTH_FIRST = rf"{_WEEKDAY}{_MONTH}A?(?P<d>[DOR])(?:{_JOIN}(?P<d2>[DO])(?!f?[Mb]))?{_YEAR}{_BEHIND}"
_IN = r"[iJuUX][aA]?(?:mf?)?"
_NTH = r"(?P<nth>[1l])(?P<w>[Ww])-?F?[fiJ]?[aA]?"
_PART = r"(?:h-?f?[aA]?|ef?[aA]?)"
_FORMS: Final[tuple[tuple[str, re.Pattern[str], _Meaning], ...]] = tuple(
    (needed, re.compile(form), meaning)
    for needed, form, meaning in (
        ("Mb", _DAY_FIRST, meanings.a_named_day),
        ("Mb", _MONTH_FIRST, meanings.a_named_day),
        ("I", rf"{_WEEKDAY}(?P<i>I)", meanings.a_written_day),
        ("O", r"(?<=oA)(?P<d>O)(?=[,.;&iJ]|\Z)", meanings.a_day_of_this_month),
        ("*", r"\*[1lNDO#][Ww]-?F?", meanings.nothing),
        ("1l", r"[1l][Ww]-?F?[fiJ]?[aA]?\*m", meanings.nothing),
        ("1l", rf"{_NTH}(?P<m>[Mb])(?!\.?D){_YEAR}", meanings.a_weekday_of_a_month),
        ("1l", rf"{_NTH}(?P<mod>[nct])?m(?P<mod2>[nct])?", meanings.a_weekday_of_a_month),
        ("1", r"(?P<nth>1)(?P<w>[Ww])-?F?", meanings.a_weekday_of_a_month),
        ("W", r"(?<!U)(?P<n>[NDa#])(?P<u>v)X(?P<w>W)", meanings.a_weekday_in_a_week),
        ("W", r"(?<!U)a(?P<u>v)o(?P<w>W)", meanings.a_weekday_in_a_week),
        ("T", r"(?<!U)(?P<n>[NDa#])(?P<u>v)XT", meanings.a_weekday_in_a_week),
        ("W", r"(?<=o)(?P<w>W)(?P<u>v)(?!f)", meanings.a_weekday_in_a_week),
        ("W", r"(?P<w>W)(?P<u>v)(?=[.,;)]|\Z)", meanings.a_weekday_in_a_week),
        ("W", r"t?(?P<mod>[nctlC*])?(?P<w>W)(?:-?F)?(?P<mod2>[ncl])?", meanings.a_weekday),
        ("w", r"t?(?P<mod>[nctlC*])(?P<w>w)(?:-?F|(?=[^x]|\Z))(?P<mod2>[ncl])?", meanings.a_weekday),
        ("w", r"(?P<w>w)-?F(?P<mod2>[ncl])?", meanings.a_weekday),
        ("w", r"(?<=o)(?P<w>w)(?=[^xDO]|\Z)", meanings.a_weekday),
        ("T", r"(?<![atf])(?P<t>T)", meanings.tomorrow),
        ("Z", r"(?P<t>Z)", meanings.tomorrow),
        (
            "vmyE",
            r"(?:k[iJaf]?|h[,f]?[aA]?|ef?[aA]?)?(?<!A)(?P<mod>[nclC*]|t(?!.[’']x))(?P<u>[vmyE])",
            meanings.a_unit,
        ),
        ("vmyE", rf"{_PART}?(?<![ND#])(?P<u>[vmyE])(?P<mod2>[ncl])", meanings.a_unit),
        ("e", r"ef?a?t?A?(?P<u>[vmy])", meanings.a_unit),
        ("e", r"(?P<u>[my])(?:[’']x)?-?e", meanings.a_unit),
        ("1", r"1x{1,2}[jJ]f?[ND#][dvmyH]", meanings.nothing),
        ("jJ", r"[jJ]f?(?P<n>[ND#])(?P<u>[dvmyH])", meanings.in_so_many),
        ("j", r"jf?[aA]?(?P<u>[vmy])", meanings.in_so_many),
        ("s", r"(?P<n>[ND#])(?P<u>[dvmyH])[’']?s", meanings.in_so_many),
        ("s", r"(?P<n>a)(?P<u>[vm])s", meanings.in_so_many),
        ("M", rf"(?:{_IN}{_PART}?|{_PART})(?P<mod>[nctC])?f?(?<!#)(?P<m>M)(?!D){_YEAR}", meanings.a_month),
        ("M", r"(?P<mod>[nctlC])(?P<m>M)(?!D)", meanings.a_month),
        ("M", r"(?<!#)(?P<m>M)f?(?P<y>Y)", meanings.a_month),
        ("M", r"(?P<m>M)(?=i)", meanings.a_month),
        ("Y", r"[eh]f?a?y?(?P<y>Y)(?![-–x%])", meanings.a_year),
        ("Y", r"(?<=[iJuUX])[fa]?y?(?P<y>Y)(?![-–x%])", meanings.a_year),
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
            while meaning is meanings.a_month and kinds[named] in _LEADS:
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
