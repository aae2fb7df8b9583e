"""What a digest plan asks for, in words."""

from collections.abc import Mapping
from typing import Final

from bot.render.escape import escaped
from config.weekdays import said
from summarise.model import DigestPlan
from summarise.model.digest import Empty, Grouping, Style

STYLES: Final[Mapping[Style, str]] = {
    "standard": "headlines with sentences",
    "brief": "headlines with one sentence",
    "headlines": "headlines alone",
}
GROUPINGS: Final[Mapping[Grouping, str]] = {
    "none": "in one list",
    "actor": "grouped by actor",
    "topic": "grouped by topic",
}
EMPTIES: Final[Mapping[Empty, str]] = {
    "silent": "nothing where nothing is new",
    "say": "says so where nothing is new",
}


def when(plan: DigestPlan) -> str:
    """On which days and at what time: "on weekdays at 08:00 (Europe/Berlin)"."""
    return f"{said(plan.weekdays)} at {plan.at:%H:%M} ({escaped(plan.zone)})"


def asks(plan: DigestPlan, actors: Mapping[str, str]) -> str:
    """Of what it tells, as what, and what is beside; `actors` are the names of ids."""
    stories = "1 story" if plan.stories == 1 else f"{plan.stories} stories"
    parts = [f"up to {stories}{_only(plan, actors)}"]
    if plan.style != "standard":
        parts.append(STYLES[plan.style])
    if plan.grouping != "none":
        parts.append(GROUPINGS[plan.grouping])
    if plan.feeds:
        parts.append("of one feed" if len(plan.feeds) == 1 else f"of {len(plan.feeds)} feeds")
    parts.append(_quotes(plan.quotes))
    parts.append(_appointments(plan.agenda_days))
    if plan.empty != "silent":
        parts.append(EMPTIES[plan.empty])
    return ", ".join(parts)


def _only(plan: DigestPlan, actors: Mapping[str, str]) -> str:
    names = [f"**{escaped(actors.get(actor, actor))}**" for actor in plan.actors]
    names += [f"“{escaped(keyword)}”" for keyword in plan.keywords]
    return f" about {' or '.join(names)}" if names else ""


def _quotes(count: int) -> str:
    return "no quotes" if not count else "1 quote of the day" if count == 1 else f"{count} quotes of the day"


def _appointments(days: int) -> str:
    if not days:
        return "no appointments"
    return "appointments of the next day" if days == 1 else f"appointments of {days} days"
