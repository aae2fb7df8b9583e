"""Which day, week, month or year words mean in an article of a certain day.

Everything here returns the first and the last day, only as far as they are after that day, or None.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

Days = tuple[date, date]

FURTHEST: Final = timedelta(days=10 * 366)
"""No news announces a date that is further away."""

LAST: Final = 6
"""The number of the last of a month, whose days of one name are five at most."""

_LONG_AGO: Final = timedelta(days=90)


def named_day(
    on: date, day: int, month: int, year: int | None, weekday: int | None, ahead: bool
) -> date | None:
    """The day that a date names, whether past or to come; None where there is no such day (31 February).

    Without a year it is the nearest, or the nearest to fall on the `weekday` where that is told. `ahead`:
    what is announced for a day that is long past is meant for the next such day.
    """
    years = [year] if year else [on.year - 1, on.year, on.year + 1]
    days = [found for each in years if (found := a_day(each, month, day))]
    if weekday is not None:
        days = [found for found in days if found.weekday() == weekday] or days
    nearest = min(days, key=lambda found: abs(found - on), default=None)
    if nearest and ahead and not year and nearest < on - _LONG_AGO:
        return min((found for found in days if found > on), default=nearest)
    return nearest


def a_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The first (1), second, … or last (`LAST`) such day of a month; None where it has no fifth."""
    days = monthrange(year, month)[1]
    first = (weekday - date(year, month, 1).weekday()) % 7 + 1
    return a_day(year, month, first + 7 * ((days - first) // 7 if nth == LAST else nth - 1))


def next_weekday(on: date, weekday: int, weeks: int = 0) -> date:
    """The first such day after `on` (`weeks` 0), or the one in the week that begins so many Mondays later."""
    if weeks:
        return on + timedelta(days=7 * weeks - on.weekday() + weekday)
    return on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)


def after(on: date, first: date, last: date) -> Days | None:
    """What is left of a span after `on`."""
    first = max(first, on + timedelta(days=1))
    return (first, last) if first <= last <= on + FURTHEST else None


def week(on: date, ahead: int) -> Days | None:
    """A week from Monday to Sunday (ISO 8601), so many weeks from this one."""
    monday = on - timedelta(days=on.weekday()) + timedelta(weeks=ahead)
    return after(on, monday, monday + timedelta(days=6))


def weekend(on: date, ahead: int) -> Days | None:
    """Saturday and Sunday of a week."""
    monday = on - timedelta(days=on.weekday()) + timedelta(weeks=ahead)
    return after(on, monday + timedelta(days=5), monday + timedelta(days=6))


def month(on: date, ahead: int) -> Days | None:
    """A month, so many from this one."""
    year, number = divmod(on.year * 12 + on.month - 1 + ahead, 12)
    return a_month(on, year, number + 1)


def a_month(on: date, year: int, number: int) -> Days | None:
    """That month of that year."""
    if not on.year <= year <= on.year + 10:
        return None
    return after(on, date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def coming_month(on: date, number: int) -> Days | None:
    """The month of that name that is now or comes next."""
    return a_month(on, on.year + (number < on.month), number)


def a_year(on: date, year: int) -> Days | None:
    """That year."""
    if not on.year <= year <= on.year + 9:
        return None
    return after(on, date(year, 1, 1), date(year, 12, 31))
