"""What a digest plan asks for, in words."""

from collections.abc import Mapping
from typing import Final

from babel import Locale

from bot.render.escape import escaped
from bot.watch_words import Names, called
from bot.words import listed, mark, named, spoken, t, tn
from bot.zones import zone_shown
from config.weekdays import ALL
from summarise.model import DigestPlan
from summarise.model.digest import Empty, Grouping, Style

STYLES: Final[Mapping[Style, str]] = {
    "standard": mark("headlines with sentences"),
    "brief": mark("headlines with one sentence"),
    "headlines": mark("headlines alone"),
}
GROUPINGS: Final[Mapping[Grouping, str]] = {
    "none": mark("in one list"),
    "actor": mark("grouped by actor"),
    "topic": mark("grouped by topic"),
}
EMPTIES: Final[Mapping[Empty, str]] = {
    "silent": mark("nothing where nothing is new"),
    "say": mark("says so where nothing is new"),
}


FEW: Final = 3
"""So many feeds are named; of more it is said how many they are."""


def when(plan: DigestPlan) -> str:
    """On which days and at what time: "on weekdays at 08:00 (Europe/Berlin)"."""
    at = f"{plan.at:%H:%M}"
    return t(
        "{days} at {time} ({zone})", days=on_days(plan.weekdays), time=at, zone=escaped(zone_shown(plan.zone))
    )


def on_days(weekdays: tuple[int, ...]) -> str:
    """The days in words: "every day", "on weekdays", "on Monday and Friday"."""
    chosen = tuple(sorted(set(weekdays)))
    if chosen in {(), ALL}:
        return t("every day")
    if chosen in {ALL[:5], ALL[5:]}:
        return t("on weekdays") if chosen == ALL[:5] else t("on weekends")
    names = Locale.parse(spoken()).days["format"]["wide"]
    return t("on {weekdays}", weekdays=listed([names[day] for day in chosen]))


def asks(plan: DigestPlan, names: Names) -> str:
    """Of what it tells, as what, and what is beside."""
    parts = [_stories(plan, names.actors)]
    if plan.style != "standard":
        parts.append(named(STYLES[plan.style]))
    if plan.grouping != "none":
        parts.append(named(GROUPINGS[plan.grouping]))
    if plan.feeds:
        parts.append(_feeds(plan, names.feeds))
    parts.append(
        tn("{count} quote of the day", "{count} quotes of the day", plan.quotes)
        if plan.quotes
        else t("no quotes")
    )
    parts.append(_appointments(plan.agenda_days))
    if plan.empty != "silent":
        parts.append(named(EMPTIES[plan.empty]))
    return ", ".join(parts)


def _feeds(plan: DigestPlan, names: Mapping[int, str]) -> str:
    if len(plan.feeds) > FEW:
        return tn("of one feed", "of {count} feeds", len(plan.feeds))
    told = (escaped(names.get(feed, t("feed {number}", number=feed))) for feed in plan.feeds)
    return t("told by {sources}", sources=listed(told, "or"))


def _stories(plan: DigestPlan, actors: Mapping[str, str]) -> str:
    names = [f"**{escaped(called(actor, actors))}**" for actor in plan.actors]
    names += [t("“{word}”", word=escaped(keyword)) for keyword in plan.keywords]
    if not names:
        return tn("up to {count} story", "up to {count} stories", plan.stories)
    about = listed(names, "or")
    return tn(
        "up to {count} story about {names}", "up to {count} stories about {names}", plan.stories, names=about
    )


def _appointments(days: int) -> str:
    if not days:
        return t("no appointments")
    return tn("appointments of the next day", "appointments of {count} days", days)
