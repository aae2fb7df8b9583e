"""What is announced for a day: when, and in whose words."""

from datetime import date

from bot.render.escape import ago
from bot.render.limits import units
from bot.render.parts import cited
from summarise.model import AgendaItem


def announced(item: AgendaItem, budget: int) -> str:
    """Day and time, in the reader's own zone where it is known, and what will happen, linked; or nothing."""
    when = f"**{_moment(item) or day_and_clock(item)}**"
    what = cited(item.what, budget - units(when) - 1)
    return f"{when} {what}" if what else ""


def _moment(item: AgendaItem) -> str:
    if item.at is None:
        return ""
    return f"<t:{int(item.at.timestamp())}:F>, {ago(item.at)}"


def day_and_clock(item: AgendaItem) -> str:
    """The day or the span of days, with the time of day where one was told: as announced, in no zone."""
    clock = f", {item.clock:%H:%M}" if item.clock else ""
    return f"{days(item.date, item.last)}{clock}"


def days(first: date, last: date) -> str:
    """One day with its weekday, or a span without what its ends share: "1 to 31 May 2022"."""
    if first >= last:
        return f"{first:%A} {_day(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
