"""How far back to look, as people type it."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import discord
from babel import Locale

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.mistake import Mistake
from bot.render.escape import escaped
from bot.render.limits import fit
from bot.words import LANGUAGES, mark, named, t

LONGEST: Final = 40
"""Characters that an option `since` takes."""

OFFERED: Final = (mark("today"), mark("24 hours"), mark("3 days"), mark("7 days"), mark("30 days"))
"""What is suggested; each is understood in English too."""

EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)

_DAY: Final = timedelta(days=1)
_UNITS: Final[Mapping[str, timedelta]] = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days", "tag", "tage", "tagen"), _DAY),
    **dict.fromkeys(("w", "week", "weeks", "woche", "wochen"), 7 * _DAY),
    **dict.fromkeys(("mo", "month", "months", "monat", "monate", "monaten"), 30 * _DAY),
    **dict.fromkeys(("y", "year", "years", "jahr", "jahre", "jahren"), 365 * _DAY),
}
_BACK: Final = {"today": 0, "heute": 0, "yesterday": 1, "gestern": 1, "vorgestern": 2}
_BEFORE: Final = re.compile(
    r"(?:since|in|on|the|last|past|this|am|vor|seit|von|ab|den|der|dem|die|letzten?|diesen?|diesem)\s+"
)
_COUNTED: Final = re.compile(r"(?:([0-9]{1,6})\s*|an?\s+|eine[nmr]?\s+)?([a-z]+)\.?(?:\s+ago)?")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_DOTTED: Final = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.(?:\s?([0-9]{4}))?")
_NAMED: Final = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th|\.)?\s+)?([^\W\d_]+)\.?(?:\s+([0-9]{1,2})(?:st|nd|rd|th)?)?(?:,?\s+([0-9]{4}))?"
)


def since_of(text: str, now: datetime) -> datetime:
    """The moment (UTC) from which on to look: "today", "7 days", "monday", "1 November", "2026-11-01".

    Days begin at midnight in `now`'s zone. A Mistake for what is none of these, and for what is yet to come.
    """
    typed = " ".join(text.lower().split())
    while prefix := _BEFORE.match(typed):
        typed = typed[prefix.end() :]
    try:
        found = _counted(typed, now) or _midnight(_date(typed, now.date()), now)
    except ValueError:
        raise _not_understood(text) from None
    if found >= now:
        raise Mistake(t("“{text}” is yet to come. Give a time before now.", text=_shown(text)))
    return max(found.astimezone(UTC), EARLIEST)


async def since_here(interaction: discord.Interaction[Any], text: str | None) -> datetime | None:
    """As `since_of`, by the asker's own clock where they set one; None of None."""
    if text is None:
        return None
    return since_of(text, await _now(interaction))


@suggesting
async def sinces(interaction: discord.Interaction[Any], current: str) -> Choices:
    """What `since` may be: the usual ones, or what was typed with the moment that it means."""
    typed = current.strip()
    fitting = [(named(each), each) for each in OFFERED if typed.casefold() in named(each).casefold()]
    if not typed or fitting:
        return choices(fitting)
    try:
        found = since_of(typed, now := await _now(interaction))
    except Mistake:
        return choices([(named(each), each) for each in OFFERED])
    moment = found.astimezone(now.tzinfo)
    return choices([(f"{typed[:LONGEST]} ({moment:%Y-%m-%d %H:%M})", typed[:LONGEST])])


async def _now(interaction: discord.Interaction[Any]) -> datetime:
    desk = desk_of(interaction)
    zone = (await desk.archive.persons.of(str(interaction.user.id))).zone
    return desk.now().astimezone(UTC if zone is None else ZoneInfo(zone))


def _counted(typed: str, now: datetime) -> datetime | None:
    """So many units before now, or None where the text counts none."""
    if (back := _BACK.get(typed)) is not None:
        return _midnight(now.date() - back * _DAY, now)
    found = _COUNTED.fullmatch(typed)
    unit = None if found is None else _UNITS.get(found[2])
    if found is None or unit is None:
        return None
    times = int(found[1] or 1)
    if not times:
        raise ValueError(typed)
    # thousands of years are all there is
    return now - times * unit if times * unit < now - EARLIEST else EARLIEST


def _date(typed: str, today: date) -> date:
    """The newest such day that is not after today; ValueError where the text names none."""
    if (weekday := _weekdays().get(typed.rstrip("."))) is not None:
        return today - (today.weekday() - weekday) % 7 * _DAY
    if found := _ISO.fullmatch(typed):
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := _DOTTED.fullmatch(typed):
        return _newest(today, found[3], int(found[2]), int(found[1]))
    if (found := _NAMED.fullmatch(typed)) and (month := _months().get(found[2])):
        return _newest(today, found[4], month, int(found[1] or found[3] or 1))
    raise ValueError(typed)


def _newest(today: date, year: str | None, month: int, day: int) -> date:
    if year is not None:
        return date(int(year), month, day)
    for back in range(9):  # the 29th of February comes within eight years
        try:
            found = date(today.year - back, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(day)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), tzinfo=now.tzinfo)


@lru_cache(maxsize=1)
def _weekdays() -> Mapping[str, int]:
    return _names("days")


@lru_cache(maxsize=1)
def _months() -> Mapping[str, int]:
    return _names("months")


def _names(kind: str) -> Mapping[str, int]:
    """The names of days (0: Monday) or months (1: January), whole and short, in every language spoken."""
    held = (getattr(Locale(code), kind)["format"][width] for code in LANGUAGES for width in _WIDTHS)
    return {name.lower().rstrip("."): number for names in held for number, name in names.items()}


_WIDTHS: Final = ("wide", "abbreviated")


def _not_understood(text: str) -> Mistake:
    return Mistake(
        t(
            "“{text}” is no time that Wirewatch understands. Write `today`, `7 days`, `monday`, `1 November` "
            "or `2026-11-01`.",
            text=_shown(text),
        )
    )


def _shown(text: str) -> str:
    return fit(text, 100, escaped)
