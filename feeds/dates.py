"""When an entry counts as published: what its feed says, as far as it can be believed."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
DAY: Final = timedelta(days=1)


def dated(published: datetime | None, now: datetime) -> tuple[datetime | None, datetime]:
    """The time that is kept as published (None where the feed gave none), and the one for order and decay.

    A time to come is clamped to `now`, the moment of first sight. A day without a time of day (midnight UTC)
    that is not over yet counts from first sight: else this morning's news would be older than last night's.
    """
    if published is None:
        return None, now
    published = min(max(published, EARLIEST), now)
    only_a_day = published.timetz() == time(0, tzinfo=UTC) and now - published < DAY
    return published, now if only_a_day else published
