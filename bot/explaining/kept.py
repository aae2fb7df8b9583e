"""What Wirewatch keeps of a feed: whether a server reads it, and how it does."""

from collections.abc import Iterator
from datetime import datetime

from bot.explaining.manner import Manner, Row
from bot.explaining.times import span
from bot.words import mark, named, t, tn
from feeds.guard import shown
from feeds.model import Feed, Health
from storage.model import Subscription

HEALTH: dict[Health, str] = {
    "well": mark("well"),
    "failing": mark("failing"),
    "paused": mark("paused"),
    "gone": mark("gone"),
}


def kept(feed: Feed, row: Subscription | None, resume: str, now: datetime, manner: Manner) -> Iterator[Row]:
    """`row` is the server's, None where it does not have the feed; `resume` is the command that has a feed in
    trouble looked at."""
    yield t("Feed"), f"{feed.id}, {manner.said(feed.outlet or shown(feed.address))}"
    yield t("Read here"), _read(row, now, manner)
    if row is not None and row.topic:
        yield t("Topic"), manner.said(row.topic)
    yield from condition(feed, row, resume, now, manner)
    if feed.interval:
        yield t("Looked at"), t("every {span} of late", span=span(feed.interval))
    if feed.pushed_until and feed.pushed_until > now:
        yield t("Pushed"), t("by its hub, until {time}", time=manner.at(feed.pushed_until))
    if feed.moved_to:
        yield (
            t("Moving"),
            tn(
                "to {address}, told {count} time so far",
                "to {address}, told {count} times so far",
                feed.moved_times,
                address=manner.address(feed.moved_to),
            ),
        )


def condition(
    feed: Feed, row: Subscription | None, resume: str, now: datetime, manner: Manner
) -> Iterator[Row]:
    """How it goes: its health, when it was and is looked at, and what is wrong with it."""
    yield t("Health"), _health(feed, resume, manner)
    if row is not None:
        yield t("Last read"), manner.last(row.last_read_at, now)
        if row.last_error:
            yield t("Odd") if feed.health == "well" else t("Trouble"), manner.told(row.last_error)
    yield t("Next look"), manner.next(feed.next_due_at, now)


def _read(row: Subscription | None, now: datetime, manner: Manner) -> str:
    if row is None:
        return t("no, not for this server")
    if row.paused_at is not None:
        return t("no, paused {ago}", ago=manner.ago(row.paused_at, now))
    return t("yes")


def _health(feed: Feed, resume: str, manner: Manner) -> str:
    said = named(HEALTH[feed.health])
    if feed.failing_since:
        said = t("{health} since {time}", health=said, time=manner.at(feed.failing_since))
    if feed.failures:
        said = tn(
            "{health}, {count} failure in a row",
            "{health}, {count} failures in a row",
            feed.failures,
            health=said,
        )
    if feed.health in ("paused", "gone"):
        return t("{health}; `{command}` tries at once", health=said, command=resume)
    return said
