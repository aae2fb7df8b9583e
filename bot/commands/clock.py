"""Times of day and time zones as people type them."""

import re
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.mistake import Mistake
from bot.render.escape import escaped
from bot.render.limits import CHOICES, fit
from bot.words import t
from bot.zones import meant, zone_meant
from summarise.model import Quiet

_TIME = re.compile(
    r"(?:(?:at|um)\s+)?([01]?[0-9]|2[0-3])(?:(?:[:.h]|\s*uhr\s*)([0-5][0-9]))?\s*(am|pm|uhr)?", re.IGNORECASE
)
_FROM = re.compile(r"\s*(?:(?:from|von)\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:-|–|—|to|bis)\s*", re.IGNORECASE)


@suggesting
async def zones(interaction: discord.Interaction[Any], current: str) -> Choices:
    """Time zones that the typed text may mean, with what their clocks show now."""
    now = desk_of(interaction).now()
    found = meant(current[:100], now, CHOICES)
    return choices([(f"{zone} ({now.astimezone(ZoneInfo(zone)):%H:%M})", zone) for zone in found])


def time_of(text: str, *, bare: bool = False) -> time:
    """The time of day that was typed ("8:00", "20.15", "8pm", "8 Uhr"); a Mistake for anything else.

    An hour alone is one where that is meant (`bare`).
    """
    found = _TIME.fullmatch(text.strip())
    if found is None or not (bare or found[2] or found[3]):
        raise _no_time(text)
    hour, half = int(found[1]), (found[3] or "").lower()
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            raise _no_time(text)
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found[2] or 0))


def zone_of(text: str) -> str:
    """The IANA name of the zone that was typed; a Mistake for anything else."""
    if (zone := zone_meant(text[:100])) is not None:
        return zone
    raise Mistake(
        t(
            "“{text}” is no time zone that I know. Choose one from the list, such as Europe/Berlin.",
            text=_shown(text),
        )
    )


def quiet_of(
    text: str | None,
    zone: str | None,
    urgent: int | None,
    held: Quiet | None = None,
    usual: str | None = None,
) -> Quiet | None:
    """The hours that were typed ("22:00-07:00") in their zone; a Mistake where something is missing.

    What is not given stays as `held`, a zone as `usual` where there is none.
    """
    if text is None and held is None:
        if zone is not None or urgent:
            raise Mistake(
                t("`zone` and `urgent` are about quiet hours: give those too, as `quiet:22:00-07:00`.")
            )
        return None
    if text is not None:
        begins, ends = hours_of(text)
    else:
        assert held is not None
        begins, ends = held.begins, held.ends
    place = (held.zone if held else usual) if zone is None else zone_of(zone)
    if place is None:
        raise Mistake(t("Whose clock are the quiet hours by? Give `zone` too; type a city."))
    at_least = (held.urgent if held else 0) if urgent is None else urgent
    return Quiet(begins=begins, ends=ends, zone=place, urgent=at_least)


def hours_of(text: str) -> tuple[time, time]:
    """When the hours that were typed begin and end; a Mistake for anything else."""
    hours = _BETWEEN.split(_FROM.sub("", text.strip(), count=1))
    if len(hours) != 2:
        raise Mistake(
            t("“{text}” are no hours. Write when they begin and end, as in 22:00-07:00.", text=_shown(text))
        )
    begins, ends = (time_of(hour, bare=True) for hour in hours)
    if begins == ends:
        raise Mistake(t("Quiet hours must end at another time than they begin."))
    return begins, ends


def _no_time(text: str) -> Mistake:
    return Mistake(
        t("“{text}” is no time of day. Write it on a 24-hour clock, such as 08:00.", text=_shown(text))
    )


def _shown(text: str) -> str:
    return fit(text, 100, escaped)
