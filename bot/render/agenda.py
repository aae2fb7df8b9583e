"""What is to come, by day, as a list from which one thing can be chosen."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Final

from bot.calendar import keys_of
from bot.render.escape import ago, plain
from bot.render.limits import CHOICE_NAME, fit
from bot.render.listing import Listing, Pick
from bot.render.message import Json
from bot.render.parts import cited
from bot.words import days, t, weekday_and_day
from summarise.editions.coming import Ahead
from summarise.model import AgendaItem
from summarise.text.mend import shown

EVENT: Final = "event"
"""The custom id of the select that makes an event of what is chosen."""

ROOM = 450
A_PAGE = 8


def agenda_listing(title: str, things: Sequence[Ahead], today: date, zone: tzinfo, empty: str) -> Listing:
    """The things, those that have begun under `today`, with a select that makes an event of one."""
    dated = sorted(((max(_day(one.item, zone), today), one) for one in things), key=lambda pair: pair[0])
    options = tuple(_option(one, when) for when, one in dated)
    return Listing(
        title=title,
        entries=tuple(_entry(one.item) for _, one in dated),
        headings=tuple(f"### {weekday_and_day(when)}" for when, _ in dated),
        empty=empty,
        entries_a_page=A_PAGE,
        pick=Pick(custom_id=EVENT, placeholder=t("Add one to the server's events"), options=options),
    )


def chosen(value: str) -> tuple[date, str] | None:
    """The day and the key of the option that was chosen; None of anything else."""
    day, _, key = value.partition(" ")
    try:
        return date.fromisoformat(day), key
    except ValueError:
        return None


def _day(item: AgendaItem, zone: tzinfo) -> date:
    return item.date if item.at is None else item.at.astimezone(zone).date()


def _entry(item: AgendaItem) -> str:
    """When, as far as that says more than the day does, and what, linked to who announces it."""
    when = _when(item)
    what = cited(item.what, ROOM) or "…"
    return f"- **{when}** {what}" if when else f"- {what}"


def _when(item: AgendaItem) -> str:
    if item.last > item.date:
        return days(item.date, item.last)
    if item.at is not None:
        return f"<t:{int(item.at.timestamp())}:f>, {ago(item.at)}"
    return "" if item.clock is None else f"{item.clock:%H:%M}"


def _option(one: Ahead, day: date) -> Json:
    told = "" if one.item.clock is None or one.item.last > one.item.date else f", {one.item.clock:%H:%M}"
    return {
        "label": fit(plain(shown(one.item.what.text)), CHOICE_NAME) or t("An appointment"),
        "value": f"{one.item.date.isoformat()} {keys_of(one)[0]}",
        "description": fit(f"{weekday_and_day(day)}{told}", CHOICE_NAME),
    }
