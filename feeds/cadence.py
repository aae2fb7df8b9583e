"""When to look again: a feed's own pace between a floor and a ceiling, patience with what fails."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from feeds.model import Feed, FetchFailed, FetchOutcome, ParsedFeed

GROWTH: Final = 1.5
"""How much longer an unchanged feed waits: a look comes late by about half of the silence before it."""

RECENT: Final = 20
AGE_SHARE: Final = 20
SPREAD: Final = 0.05
LONGEST_RETRY: Final = timedelta(days=7)


def next_due(
    feed: Feed,
    outcome: FetchOutcome,
    parsed: ParsedFeed | None,
    now: datetime,
    *,
    floor: timedelta,
    ceiling: timedelta,
    jitter: float,
) -> tuple[datetime, int]:
    """When to look again, and how many failures in a row that makes.

    A feed that was read waits as long as the median gap between its entries; an unchanged one waits longer
    than the last time; a failing one doubles its wait from `floor` on. All stay between `floor` and
    `ceiling`, spread by `jitter` in [0, 1) so that feeds do not march in step. Retry-After (RFC 9110
    §10.2.3) is a lower bound, believed up to a week.
    """
    if isinstance(outcome, FetchFailed):
        failures = feed.failures + 1
        wait = _spread(floor * 2 ** min(feed.failures, 20), floor, ceiling, jitter)
        asked = min(outcome.retry_after or timedelta(0), LONGEST_RETRY)
        return now + max(wait, asked * (1 + SPREAD * jitter)), failures
    before = feed.interval or floor
    wait = before * GROWTH if parsed is None else _pace(parsed, now) or before
    return now + _spread(wait, floor, ceiling, jitter), 0


def _pace(parsed: ParsedFeed, now: datetime) -> timedelta | None:
    """The median gap between the newest entries, longer where the newest is old; None where undated."""
    times = sorted({entry.published_at for entry in parsed.entries if entry.published_at}, reverse=True)[
        :RECENT
    ]
    if len(times) < 2:
        return None
    gaps = sorted(newer - older for newer, older in pairwise(times))
    return max(gaps[len(gaps) // 2], (now - times[0]) / AGE_SHARE)


def _spread(wait: timedelta, floor: timedelta, ceiling: timedelta, jitter: float) -> timedelta:
    earliest = min(max(wait * (1 - SPREAD), floor), ceiling)
    latest = max(min(wait * (1 + SPREAD), ceiling), earliest)
    return earliest + (latest - earliest) * jitter
