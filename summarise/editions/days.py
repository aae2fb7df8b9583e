"""The days and weeks of a zone, as stretches of time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from summarise.model import Span

Step = Literal["days", "weeks"]

LENGTH: Final[dict[Step, int]] = {"days": 1, "weeks": 7}
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A day, or a week from its Monday on, and when it is there; the last one ends now."""

    first: date
    span: Span


def stretches(step: Step, days: int, now: datetime, zone: ZoneInfo) -> tuple[Stretch, ...]:
    """The zone's days, or whole weeks (Monday to Sunday), that the last so many days are in, oldest first.

    The last one is today or this week, as far as it has come. Days have 23 to 25 hours where clocks change.
    """
    today = now.astimezone(zone).date()
    first = today - (max(days, 1) - 1) * _DAY
    if step == "weeks":
        first -= first.weekday() * _DAY
    length = LENGTH[step] * _DAY
    begins = [first + number * length for number in range((today - first) // length + 1)]
    edges = [*(_midnight(day, zone) for day in begins), now]
    return tuple(
        Stretch(first=day, span=Span(since=since, until=until))
        for day, since, until in zip(begins, edges, edges[1:], strict=False)
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """The day's first moment."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
