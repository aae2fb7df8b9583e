"""What becomes of a feed from now on: when it is looked at, and which pages are read too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.explaining.manner import Manner, Row
from bot.explaining.times import span
from bot.words import mark, named, number, t
from feeds.cadence import Pace, standing
from feeds.discover.examine import IsFeed
from feeds.guard import shown
from feeds.model import Feed, FullText, Wishes
from feeds.pages.teaser import pages_of

DAYS: Final = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What the settings say of every feed, and what is said of this one.

    `is_reached` says that hubs on the web can reach this process (public_url).
    """

    pace: Pace
    full_text: FullText
    is_reached: bool = False


def plan(found: IsFeed, robots: str, rules: Rules, now: datetime, manner: Manner) -> Iterator[Row]:
    """When it is looked at and why, what it asks for, and how its articles are read."""
    read, fetched = found.read, found.fetched
    feed = Feed(id=0, address=found.address, outlet="")
    stands = standing(feed, fetched, read, now, pace=rules.pace, jitter=0.0)
    if stands.interval is not None:
        why = _why(found, stands.interval, rules.pace)
        yield t("Looked at"), t("every {span}: {why}", span=span(stands.interval), why=why)
    yield t("Next look"), manner.next(stands.next_due_at, now)
    yield from _wishes(read.wishes)
    hub = fetched.hub or (read.hub.address if read.hub else None)
    if hub:
        yield t("Hub"), _pushes(manner.said(shown(hub)), rules)
    wanted = len(pages_of(read, rules.full_text))
    yield t("Articles"), full_text(wanted, len(read.entries), rules.full_text)
    if wanted and robots:
        yield "robots.txt", robots


def _pushes(hub: str, rules: Rules) -> str:
    if rules.is_reached:
        return t("{hub} pushes what is new, if it reaches the public_url of the settings", hub=hub)
    return t("{hub} would push what is new, but has no way here: the setting public_url is not set", hub=hub)


def _why(found: IsFeed, interval: timedelta, pace: Pace) -> str:
    never = timedelta(0)
    wished = max(found.read.wishes.ttl or never, found.fetched.fresh_for or never)
    if interval == pace.ceiling and wished > interval:
        return t("the longest wait of the settings; the feed or its server asks for more")
    if interval == wished:
        return t("as long as the feed or its server asks")
    if not found.read.entries:
        return t("longer each time, while it holds nothing to read")
    if interval == pace.floor:
        return t("the shortest wait of the settings, since it is busy or not known yet")
    if interval == pace.ceiling:
        return t("the longest wait of the settings, since it is quiet")
    return t("as often as it brings something new")


def _wishes(wishes: Wishes) -> Iterator[Row]:
    if wishes.ttl:
        yield t("It asks for"), t("{span} between two looks", span=span(wishes.ttl))
    if wishes.skip_hours:
        hours = ", ".join(f"{hour}:00" for hour in sorted(wishes.skip_hours))
        yield t("Not at"), t("{hours} UTC, it asks", hours=hours)
    if wishes.skip_days:
        days = ", ".join(named(DAYS[day]) for day in sorted(wishes.skip_days))
        yield t("Not on"), t("{days} (UTC), it asks", days=days)


def full_text(wanted: int, entries: int, mode: FullText) -> str:
    """Whether the pages of its articles are read too, and why."""
    if mode == "never":
        return t("read as the feed carries them (full_text is never)")
    if not entries:
        return t("none yet")
    if not wanted:
        return t("the feed carries their text; no page is asked for")
    why = t("the feed carries only teasers") if mode == "auto" else t("full_text is always")
    if wanted == entries:
        return t("the pages of all are read too: {why}", why=why)
    return t(
        "the pages of {wanted} of {count} are read too: {why}",
        wanted=number(wanted),
        count=number(entries),
        why=why,
    )
