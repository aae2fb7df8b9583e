"""How often a feed deserves a look: its own frequency, what it asks for, and when it may be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from feeds.model import Entry, Feed, Fetched, NotModified, ParsedFeed, Wishes

GROWTH: Final = 1.5
"""How much longer a feed waits that brought nothing new."""

PUSHED: Final = 4
"""How much longer a feed waits whose hub tells what is new: the look is a check on the hub."""

RECENT: Final = 20
AGE_SHARE: Final = 20
SPREAD: Final = 0.05
SETTLE: Final = timedelta(minutes=10)
"""Over how long the looks are spread that all wait for the same hour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """The shortest and the longest time between two looks at a feed."""

    floor: timedelta
    ceiling: timedelta

    def within(self, wait: timedelta) -> timedelta:
        """The wait, or the bound that it passes."""
        return min(max(wait, self.floor), self.ceiling)


def interval_after(
    feed: Feed, outcome: Fetched | NotModified, read: ParsedFeed | None, now: datetime, pace: Pace
) -> timedelta:
    """How long a feed that answered waits until the next look, from floor to ceiling.

    A whole document shows the feed's own frequency: the median gap between its newest entries, longer where
    the newest is old. Mostly only what is new comes, one entry in thirty; then the wait before is the
    measure. Nothing new makes it half as long again. One new entry keeps it, several share it out, and it
    never grows while anything comes; entries that lie further apart than their share show a backlog, not
    haste. What the feed asks for (`asked`) is a lower bound.
    """
    before = pace.within(feed.interval or pace.floor)
    if read is None or not read.entries:
        wait = before * GROWTH
    else:
        partial = isinstance(outcome, Fetched) and outcome.partial
        share = max(before / len(read.entries), _median_gap(read.entries, now) or timedelta(0))
        wait = (None if partial else _frequency(read, now)) or min(before, share)
    return max(pace.within(wait), asked(feed, outcome, read, pace))


def asked(feed: Feed, outcome: Fetched | NotModified, read: ParsedFeed | None, pace: Pace) -> timedelta:
    """How long the feed (ttl, sy:updatePeriod) or its server (RFC 9111) asks to wait, at most the ceiling."""
    wishes = read.wishes if read else feed.wishes
    return pace.within(max(wishes.ttl or timedelta(0), outcome.fresh_for or timedelta(0)))


def pushed_wait(feed: Feed, interval: timedelta, now: datetime, pace: Pace) -> timedelta:
    """The interval, or a longer wait while a hub pushes what is new: not past the subscription's end."""
    if feed.pushed_until is None or feed.pushed_until <= now:
        return interval
    left = max(interval, feed.pushed_until - now)
    return min(interval * PUSHED, left, pace.ceiling)


def moment(now: datetime, wait: timedelta, at_least: timedelta, wishes: Wishes, jitter: float) -> datetime:
    """When that wait is over, spread by `jitter` in [0, 1) so that feeds do not march in step.

    Within a twentieth of the wait, never before `at_least` has passed, and at an hour that the feed allows.
    """
    earliest = max(wait * (1 - SPREAD), at_least)
    latest = max(wait, at_least) * (1 + SPREAD)
    return _allowed(now + earliest + (latest - earliest) * jitter, wishes, jitter)


def _allowed(at: datetime, wishes: Wishes, jitter: float) -> datetime:
    """`at`, else early in the next hour that the feed allows; where it allows none, `at` all the same."""
    if _may(at, wishes):
        return at
    hour = at.replace(minute=0, second=0, microsecond=0)
    for hours in range(1, 8 * 24):
        start = hour + timedelta(hours=hours)
        if _may(start, wishes):
            return start + SETTLE * jitter
    return at


def _may(at: datetime, wishes: Wishes) -> bool:
    return at.hour not in wishes.skip_hours and at.weekday() not in wishes.skip_days


def _frequency(read: ParsedFeed, now: datetime) -> timedelta | None:
    """The pace of a document that came whole; None where it did not, or fewer than two entries are dated."""
    if len(read.entries) < read.held:
        return None
    gap = _median_gap(read.entries, now)
    return gap and max(gap, (now - _times(read.entries, now)[0]) / AGE_SHARE)


def _median_gap(entries: Sequence[Entry], now: datetime) -> timedelta | None:
    times = _times(entries, now)
    gaps = sorted(newer - older for newer, older in pairwise(times))
    return gaps[len(gaps) // 2] if gaps else None


def _times(entries: Sequence[Entry], now: datetime) -> list[datetime]:
    """When the newest entries were published, newest first, each time once; the future counts as now."""
    times = {min(entry.published_at, now) for entry in entries if entry.published_at}
    return sorted(times, reverse=True)[:RECENT]
