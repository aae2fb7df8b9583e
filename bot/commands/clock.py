"""Times of day and time zones as people type them."""

import re
from datetime import time
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

import discord

from bot.commands.answering import Choices, choices, suggesting
from bot.commands.mistake import Mistake
from bot.render.escape import escaped
from summarise.model import Quiet

_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])")
_BETWEEN = re.compile(r"\s*(?:-|–|—|to)\s*")


@suggesting
async def zones(_: discord.Interaction[Any], current: str) -> Choices:
    """Time zones whose name holds the typed text, those that begin with it first."""
    wanted = current.strip().replace(" ", "_").casefold()
    fitting = [zone for zone in _zones() if wanted in zone.casefold()]
    fitting.sort(key=lambda zone: not zone.rpartition("/")[2].casefold().startswith(wanted))
    return choices([(zone, zone) for zone in fitting])


def time_of(text: str) -> time:
    """The time of day that was typed; a Mistake for anything else."""
    if (found := _TIME.fullmatch(text.strip())) is None:
        raise Mistake(f"“{escaped(text)}” is no time of day. Write it on a 24-hour clock, such as 08:00.")
    return time(int(found[1]), int(found[2]))


def zone_of(text: str) -> str:
    """The IANA name of the zone that was typed; a Mistake for anything else."""
    known = {zone.casefold(): zone for zone in _zones()}
    if (zone := known.get(text.strip().replace(" ", "_").casefold())) is None:
        raise Mistake(f"“{escaped(text)}” is no time zone. Choose one from the list, such as Europe/Berlin.")
    return zone


def quiet_of(text: str | None, zone: str | None, urgent: int) -> Quiet | None:
    """The hours that were typed ("22:00-07:00") in their zone; a Mistake where something is missing."""
    if text is None:
        if zone is not None or urgent:
            raise Mistake(
                "`zone` and `urgent` are about quiet hours: give those too, as `quiet:22:00-07:00`."
            )
        return None
    hours = _BETWEEN.split(text.strip())
    if len(hours) != 2:
        raise Mistake(f"“{escaped(text)}” are no hours. Write when they begin and end, as in 22:00-07:00.")
    begins, ends = map(time_of, hours)
    if begins == ends:
        raise Mistake("Quiet hours must end at another time than they begin.")
    if zone is None:
        raise Mistake("Whose clock are the quiet hours by? Give `zone` too; type a city.")
    return Quiet(begins=begins, ends=ends, zone=zone_of(zone), urgent=urgent)


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    """The world's zones by name, without the aliases that name no place."""
    named = available_timezones()
    return (
        "UTC",
        *sorted(zone for zone in named if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))),
    )
