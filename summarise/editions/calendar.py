"""When a digest is due, and which local date it is for."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from summarise.model import DigestPlan

OVERLAP = timedelta(minutes=90)
"""So long before the last digest a report may have come and still be new: it was being read, or the clock was
set back an hour since."""

DAY = timedelta(days=1)
WEEK = 7


def next_time(at: time, zone: str, after: datetime, weekdays: tuple[int, ...] = ()) -> datetime:
    """The first moment later than `after` when it is `at` in `zone` (IANA) on one of `weekdays`, in UTC.

    No weekdays are all of them, 0 is Monday, and a day's number is that of the local date. Where clocks skip
    the time it is the moment it would have been by the old offset; where they repeat it, the first of the
    two; a date that clocks skip whole has none. Raises `zoneinfo.ZoneInfoNotFoundError` for an unknown zone.
    """
    days = _days_from(after.astimezone(ZoneInfo(zone)).date() - 2 * DAY)
    wanted = (day for day in days if is_on(day, weekdays) and _exists(day, zone))
    return next(moment for day in wanted if (moment := moment_of(day, at, zone)) > after)


def date_of(plan: DigestPlan, now: datetime) -> date:
    """The local date that a digest is for which the plan is due with at `now`.

    It is that of the latest time, not after `now`, that the plan names, so that after downtime too each local
    date has one digest; where its weekdays have changed since, at least that of the time it was due.
    """
    planned = _latest(plan, now, plan.weekdays)
    was_due = _latest(plan, min(now, plan.next_due_at), ())
    return max(planned, was_due)


def rescheduled(plan: DigestPlan, wanted: DigestPlan, now: datetime) -> datetime:
    """When a plan is due next that is to have the time, zone and weekdays of `wanted`.

    One that is due, or is to be tried again, stays so: a change never loses a digest.
    """
    asked, held = (
        (one.at, one.zone, sorted(set(one.weekdays)) or list(range(WEEK))) for one in (wanted, plan)
    )
    if plan.next_due_at <= now or asked == held or not _is_regular(plan):
        return plan.next_due_at
    return next_time(wanted.at, wanted.zone, now, wanted.weekdays)


def _is_regular(plan: DigestPlan) -> bool:
    """Whether it is due at a time that it names, as far as its zone is known here."""
    just_before = plan.next_due_at - timedelta(microseconds=1)
    try:
        return next_time(plan.at, plan.zone, just_before, plan.weekdays) == plan.next_due_at
    except ZoneInfoNotFoundError:
        return True


def longest_wait(weekdays: tuple[int, ...]) -> int:
    """The most days between two digests of a plan: 1 for every day, 7 for once a week."""
    if not weekdays:
        return 1
    days = sorted(set(weekdays))
    return max(after - day for day, after in zip(days, [*days[1:], days[0] + WEEK], strict=True))


def moment_of(day: date, at: time, zone: str) -> datetime:
    """When it is `at` on this local date."""
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(zone)).astimezone(UTC)


def is_on(day: date, weekdays: Iterable[int]) -> bool:
    """Whether the date is one of these weekdays; none are all."""
    days = frozenset(weekdays)
    return not days or day.weekday() in days


def _exists(day: date, zone: str) -> bool:
    # islands that moved across the date line have no 30 December 2011
    return moment_of(day, time(0), zone).astimezone(ZoneInfo(zone)).date() == day


def _latest(plan: DigestPlan, now: datetime, weekdays: tuple[int, ...]) -> date:
    # clocks that go back over midnight make today yesterday again: tomorrow may have begun once
    first = now.astimezone(ZoneInfo(plan.zone)).date() - (WEEK + 1) * DAY
    days = islice(_days_from(first), WEEK + 3)
    return max(
        day
        for day in days
        if is_on(day, weekdays) and _exists(day, plan.zone) and moment_of(day, plan.at, plan.zone) <= now
    )


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += DAY
