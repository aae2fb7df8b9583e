"""How a feed stands after a look: when to look again, and whom its trouble concerns.

A feed that fails is tried ever later, from the floor to the ceiling. Its readers are told once, after a day;
a week after the trouble began it is paused: one look a week, until one succeeds. A server that says
repeatedly that it is gone (410) is believed and not asked again until somebody resumes the feed.
"""

from datetime import datetime, timedelta
from typing import Final

from feeds.model import Feed, FetchFailed, FetchOutcome, Health, ParsedFeed, Standing
from feeds.pace import Pace, asked, interval_after, moment, pushed_wait

__all__ = ["Pace", "standing"]

TOLD_AFTER: Final = timedelta(days=1)
TOLD_FAILURES: Final = 5
"""Trouble is told when it has lasted so long and so many looks in a row."""

PAUSED_AFTER: Final = timedelta(days=7)
PROBE: Final = timedelta(days=7)
"""Between two looks at a paused feed."""

GONE: Final = 410
GONE_TIMES: Final = 3
GONE_WAIT: Final = timedelta(hours=6)
"""Between two looks at a feed that says it is gone: a server's bad quarter of an hour ends no feed."""

BUSY: Final = frozenset({429, 503})
"""Statuses that speak for the whole host (RFC 6585 §4, RFC 9110 §15.6.4)."""

LONGEST_RETRY: Final = timedelta(days=7)


def standing(
    feed: Feed,
    outcome: FetchOutcome,
    read: ParsedFeed | None,
    now: datetime,
    *,
    pace: Pace,
    jitter: float,
) -> Standing:
    """How the feed stands after this look; `read` is what was parsed, if anything.

    The next look comes between the pace's floor and ceiling, spread by `jitter` in [0, 1) by a twentieth.
    Only Retry-After (RFC 9110 §10.2.3, believed up to a week), skipHours and skipDays, and a pause move it
    past that. A look that succeeds makes any feed well again.
    """
    if isinstance(outcome, FetchFailed):
        return _failed(feed, outcome, now, pace, jitter)
    interval = interval_after(feed, outcome, read, now, pace)
    wait = pushed_wait(feed, interval, now, pace)
    wishes = read.wishes if read else feed.wishes
    least = asked(feed, outcome, read, pace)
    return Standing(next_due_at=moment(now, wait, least, wishes, jitter), interval=interval)


def _failed(feed: Feed, outcome: FetchFailed, now: datetime, pace: Pace, jitter: float) -> Standing:
    failures = feed.failures + 1
    since = feed.failing_since or now
    gone_times = feed.gone_times + 1 if outcome.status == GONE else 0
    health = _health(feed, gone_times, now - since)
    quiet = min(outcome.retry_after or pace.floor, LONGEST_RETRY) if outcome.status in BUSY else None
    due = None
    if health != "gone":
        patience = max(pace.floor, min(outcome.retry_after or timedelta(0), LONGEST_RETRY))
        wait = _wait(failures, health, outcome, pace)
        due = moment(now, wait, patience, feed.wishes, jitter)
    return Standing(
        next_due_at=due,
        interval=feed.interval,
        health=health,
        failures=failures,
        failing_since=since,
        gone_times=gone_times,
        announce=_is_news(feed, health, failures, now - since),
        quiet=quiet,
    )


def _health(feed: Feed, gone_times: int, failing_for: timedelta) -> Health:
    if gone_times >= GONE_TIMES:
        return "gone"
    told = feed.announced_at is not None
    return "paused" if told and failing_for >= PAUSED_AFTER else "failing"


def _wait(failures: int, health: Health, outcome: FetchFailed, pace: Pace) -> timedelta:
    if health == "paused":
        return max(PROBE, pace.ceiling)
    backoff = pace.within(pace.floor * 2 ** min(failures - 1, 20))
    return max(backoff, pace.within(GONE_WAIT)) if outcome.status == GONE else backoff


def _is_news(feed: Feed, health: Health, failures: int, failing_for: timedelta) -> bool:
    """Whether the feed's readers are to hear of it now: once, and again only when it goes for good."""
    if health == "gone":
        return feed.health != "gone"
    lasting = failing_for >= TOLD_AFTER and failures >= TOLD_FAILURES
    return lasting and feed.announced_at is None
