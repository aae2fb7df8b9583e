"""A Discord Scheduled Event of what is announced.

https://discord.com/developers/docs/resources/guild-scheduled-event#create-guild-scheduled-event
"""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any, Final

from bot.calendar.keys import keys_of
from bot.calendar.phrases import outlet, sources, title
from bot.render.escape import escaped, link
from bot.render.limits import fit, joined, units
from bot.render.parts import and_more
from bot.words import t
from summarise.editions.coming import Ahead
from summarise.model import AgendaItem

NAME, DESCRIPTION, LOCATION = 100, 1000, 100
GUILD_ONLY, EXTERNAL = 2, 3

LASTS: Final = timedelta(hours=1)
"""How long something lasts of which the beginning alone is told: Discord wants an end."""

SOON: Final = timedelta(minutes=2)
"""What began today begins so much later than now: Discord takes no event of the past."""


class EndedError(Exception):
    """It has happened, so there is nothing to be scheduled."""


def event_of(thing: Ahead, zone: tzinfo, now: datetime) -> dict[str, Any]:
    """The event as Discord takes it; what is told in no zone is taken for that of `zone`.

    EndedError where it is over, or has begun at a time that is known. The description ends with `sign`.
    """
    begins, ends = _span(thing.item, zone, now)
    return {
        "name": title(thing, NAME),
        "description": _description(thing),
        "scheduled_start_time": begins.astimezone(UTC).isoformat(),
        "scheduled_end_time": ends.astimezone(UTC).isoformat(),
        "privacy_level": GUILD_ONLY,
        "entity_type": EXTERNAL,
        "entity_metadata": {"location": _location(thing)},
    }


def sign(key: str) -> str:
    """What an event's description carries, by which it is known to be that of an appointment."""
    return f"wirewatch:{key}"


def _span(item: AgendaItem, zone: tzinfo, now: datetime) -> tuple[datetime, datetime]:
    one_day = item.date == item.last
    begins = item.at if one_day else None
    if begins is None and one_day and item.clock is not None:
        begins = datetime.combine(item.date, item.clock, tzinfo=zone)
    if begins is not None:
        if begins <= now:
            raise EndedError
        return begins, begins + LASTS
    midnight = datetime.combine(item.date, time(), tzinfo=zone)
    ends = datetime.combine(item.last + timedelta(days=1), time(), tzinfo=zone)
    if ends <= now + 2 * SOON:
        raise EndedError
    return max(midnight, now + SOON), ends


def _description(thing: Ahead) -> str:
    signed = f"\n-# {sign(keys_of(thing)[0])}"
    notes = [t("The hour was told without a time zone.")] if thing.item.clock and not thing.item.at else []
    what = fit(title(thing, DESCRIPTION // 2), DESCRIPTION // 2, escaped)
    head = "\n".join((what, *notes, ""))
    links = [link(outlet(source.outlet), source.url, 200) for source in sources(thing)]
    room = DESCRIPTION - units(head) - len(signed)
    return head + joined(links, " · ", room, and_more) + signed


def _location(thing: Ahead) -> str:
    names = dict.fromkeys(outlet(source.outlet) for source in sources(thing))
    return fit(t("As announced by {outlet}", outlet=", ".join(names)), LOCATION)
