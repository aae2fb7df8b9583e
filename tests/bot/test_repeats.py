"""What many feeds have in common is told once."""

from datetime import UTC, datetime, timedelta

from bot.repeats import WITHIN, Repeats

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)


def test_same_reason_is_counted_whatever_its_address_until_it_is_long_past() -> None:
    repeats = Repeats()
    said = [f"https://feed{number}.example/rss could not be reached." for number in range(3)]
    assert [repeats.count(one, NOON) for one in said] == [1, 2, 3]
    assert repeats.count("https://feed1.example/rss refused the connection.", NOON) == 1
    assert repeats.count(said[0], NOON + WITHIN - timedelta(seconds=1)) == 4
    assert repeats.count(said[0], NOON + WITHIN) == 1
