"""Time zones as people type them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.zones import FAMILIAR, meant, zone_meant, zone_shown

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "UTC"),
        ("berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("ny", "America/New_York"),
        ("München", "Europe/Berlin"),
        ("são paulo", "America/Sao_Paulo"),
        ("germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("berln", "Europe/Berlin"),
        ("new yrok", "America/New_York"),
        ("tokio", "Asia/Tokyo"),
        ("europe/ber", "Europe/Berlin"),
        ("UTC-4", "America/New_York"),
        ("gmt+5:30", "Asia/Kolkata"),
        ("+5:45", "Asia/Kathmandu"),
    ],
)
def test_likeliest_zone_comes_first(typed: str, first: str) -> None:
    assert meant(typed, NOON, 25)[0] == first


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("europe/berlin", "Europe/Berlin"),
        (" New York ", "America/New_York"),
        ("est", "America/New_York"),
        ("germany", "Europe/Berlin"),
        ("utc+2", "Etc/GMT-2"),
        ("GMT−11", "Etc/GMT+11"),
        ("utc+0", "UTC"),
        ("+25", None),
        ("+5:30", None),
        ("usa", None),
        ("Mars/Olympus", None),
        ("", None),
    ],
)
def test_zone_that_is_not_chosen_is_taken_where_there_is_no_doubt(typed: str, zone: str | None) -> None:
    assert zone_meant(typed) == zone


@pytest.mark.parametrize(
    ("zone", "said"), [("Etc/GMT-2", "UTC+2"), ("Etc/GMT+11", "UTC-11"), ("Europe/Berlin", "Europe/Berlin")]
)
def test_fixed_offset_is_shown_as_people_write_it(zone: str, said: str) -> None:
    assert zone_shown(zone) == said
    assert zone_meant(said) == zone


def test_offset_offers_what_has_it_now_and_what_always_has() -> None:
    assert meant("utc+2", NOON, 25) == (
        "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Africa/Johannesburg", "Etc/GMT-2",
    )  # fmt: skip


def test_familiar_zones_fit_a_list_of_choices() -> None:
    assert len(FAMILIAR) == len(set(FAMILIAR)) == 25


@given(st.text(max_size=100))
def test_anything_may_be_typed(typed: str) -> None:
    assert len(meant(typed, NOON, 25)) <= 25
    zone_meant(typed)
