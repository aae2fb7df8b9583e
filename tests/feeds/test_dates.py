"""When an entry counts as published: as its feed says, as far as that can be."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.dates import EARLIEST, dated

NOW = datetime(2022, 4, 26, 15, tzinfo=UTC)
MIDNIGHT = datetime(2022, 4, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "kept", "at"),
    [
        (None, None, NOW),
        (NOW - timedelta(hours=2), NOW - timedelta(hours=2), NOW - timedelta(hours=2)),
        (NOW + timedelta(days=300), NOW, NOW),
        (datetime(1, 1, 1, tzinfo=UTC), EARLIEST, EARLIEST),
        (MIDNIGHT, MIDNIGHT, NOW),
        (MIDNIGHT - timedelta(days=3), MIDNIGHT - timedelta(days=3), MIDNIGHT - timedelta(days=3)),
    ],
    ids=["no date", "believed", "to come", "year one", "today without a time", "an old day without a time"],
)
def test_date_is_believed_as_far_as_it_can_be(
    published: datetime | None, kept: datetime | None, at: datetime
) -> None:
    assert dated(published, NOW) == (kept, at)


@given(st.datetimes(timezones=st.just(UTC)))
def test_nothing_happens_after_it_was_seen(published: datetime) -> None:
    kept, at = dated(published, NOW)
    assert kept is not None
    assert kept <= at <= NOW
