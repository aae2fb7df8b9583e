"""What is announced for a day: when, and in whose words."""

from bot.render.escape import ago
from bot.render.limits import units
from bot.render.parts import cited
from bot.words import days
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
