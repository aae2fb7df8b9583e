"""A calendar file (RFC 5545) of what is announced."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.calendar.keys import keys_of
from bot.calendar.phrases import address, outlet, sources, title
from bot.render.escape import web_address
from bot.words import t
from summarise.editions.coming import Ahead

if TYPE_CHECKING:
    from icalendar import Event

LONGEST_TITLE: Final = 200
LONGEST_ADDRESS: Final = 400


def calendar_file(things: Iterable[Ahead], now: datetime, name: str) -> bytes:
    """The file, each thing an event whose UID is the same in every file.

    A moment is told in UTC, a time of day whose zone nobody told as local time of whoever reads it
    (§3.3.5), and anything else as whole days. It blocks nobody's time.
    """
    from icalendar import Calendar  # few ask for a file, and its eighty modules take memory from the start

    calendar = Calendar()
    calendar.add("prodid", "-//Wirewatch//Agenda//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for thing in things:
        calendar.add_component(_event(thing, now))
    written: bytes = calendar.to_ical()
    return written


def _event(thing: Ahead, now: datetime) -> "Event":
    from icalendar import Event

    item = thing.item
    event = Event()
    event.add("uid", f"{keys_of(thing)[0]}@wirewatch")
    event.add("dtstamp", now)
    if item.at is not None and item.date == item.last:
        event.add("dtstart", item.at.astimezone(UTC))
    elif item.clock is not None and item.date == item.last:
        event.add("dtstart", datetime.combine(item.date, item.clock))
    else:
        event.add("dtstart", item.date)
        event.add("dtend", item.last + timedelta(days=1))
    event.add("summary", title(thing, LONGEST_TITLE))
    event.add("description", "\n".join(_lines(thing)))
    if url := address(thing):
        event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event


def _lines(thing: Ahead) -> Iterable[str]:
    for source in sources(thing):
        named, url = outlet(source.outlet), web_address(source.url, LONGEST_ADDRESS)
        yield t("Announced by {outlet}: {address}", outlet=named, address=url) if url else named
