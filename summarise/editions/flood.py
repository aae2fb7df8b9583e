"""Lists of stories that a target hears of beyond its alerts: which lines they have, and when they change."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from summarise.model import Alert, Rollup, RollupItem

LINES: Final = 200
"""How many stories a list names; more than one message has room for. Of older ones it says how many."""

OPEN: Final = timedelta(hours=1)
"""How long a list takes in further stories; then another begins."""

PACE: Final = ((OPEN, timedelta(minutes=1)), (timedelta(hours=24), timedelta(minutes=30)))
"""A list of up to this age is edited at most so often; an older one stays as it is."""


def line(alert: Alert) -> RollupItem:
    """What a list says of an alert."""
    addresses = (alert.summary.url, *(source.url for source in alert.sources))
    return RollupItem(
        story=alert.story,
        headline=alert.summary.headline,
        url=next((address for address in addresses if address), None),
        outlets=len(alert.outlets),
        last_at=alert.last_at,
        reasons=alert.reasons,
        retracted=alert.retracted,
    )


def begun(now: datetime, limit: int) -> Rollup:
    """A list with nothing in it."""
    return Rollup(items=(), since=now, limit=limit)


def added(rollup: Rollup, items: Iterable[RollupItem]) -> Rollup:
    """The list with these too, each story once; beyond LINES the oldest are only counted."""
    lines = {item.story: item for item in rollup.items}
    lines |= {item.story: item for item in items}
    named = tuple(lines.values())
    over = max(0, len(named) - LINES)
    return replace(rollup, items=named[over:], more=rollup.more + over)


def changed(rollup: Rollup, item: RollupItem) -> Rollup:
    """The list with this line as it reads now, where the list names its story."""
    items = tuple(item if held.story == item.story else held for held in rollup.items)
    return replace(rollup, items=items)


def merged(rollup: Rollup, became: Mapping[int, int]) -> Rollup:
    """The list once these stories became others: two lines that are one story now are one."""
    lines: dict[int, RollupItem] = {}
    for item in rollup.items:
        story = became.get(item.story, item.story)
        lines.setdefault(story, replace(item, story=story))
    return replace(rollup, items=tuple(lines.values()))


def next_edit(sent_at: datetime, changed_at: datetime | None, now: datetime) -> datetime | None:
    """When a list that was sent then may be edited next; None for an old one, which stays as it is."""
    for age, pause in PACE:
        if now - sent_at <= age:
            # after a clock was set back, what was sent later counts as sent now
            return max(now, min(changed_at or sent_at, now) + pause)
    return None
