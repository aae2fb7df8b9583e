"""An entry is known again by its guid, or by its address and title, however those are written."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.clean import canonical
from feeds.identity import SIZE, Face, guid_key, is_near, is_recycled, is_twin, keys
from feeds.model import Entry
from tests.fakes.examples import NOON


def entry(guid: str = "1", title: str = "A headline", url: str | None = "https://outlet.example/a") -> Entry:
    return Entry(
        guid=guid,
        title=title,
        text="",
        url=url and canonical(url),
        author=None,
        published_at=None,
        content_hash="",
    )


def same(one: Entry, other: Entry) -> bool:
    return not set(keys(one)).isdisjoint(keys(other))


@pytest.mark.parametrize(
    "other",
    [
        entry(url="https://outlet.example/b", title="Another headline"),
        entry(guid="2"),
        entry(guid="2", url="http://outlet.example/a"),
        entry(guid="2", url="https://OUTLET.example:443/a/?utm_source=rss&fbclid=x#top"),
        entry(guid="2", title="A  HEADLINE "),
    ],
    ids=["same guid", "changed guid", "http for https", "tracking and spelling", "case and blanks"],
)
def test_entry_is_known_again(other: Entry) -> None:
    assert same(entry(), other)


@pytest.mark.parametrize(
    "other",
    [
        entry(guid="2", title="Another headline"),
        entry(guid="2", url="https://outlet.example/b"),
        entry(guid="2", url="https://outlet.example/a?id=2"),
        entry(guid="2", url=None),
        entry(guid="2", title=""),
    ],
    ids=["title", "address", "query", "no address", "no title"],
)
def test_another_entry_is_another(other: Entry) -> None:
    assert not same(entry(), other)


def test_guid_that_is_an_address_is_compared_as_one() -> None:
    secure = entry(guid="https://outlet.example/?p=7&utm_medium=rss", title="", url=None)
    assert same(secure, entry(guid="http://outlet.example/?p=7", title="", url=None))
    assert not same(secure, entry(guid="http://outlet.example/?p=8", title="", url=None))


def test_guids_fragment_tells_entries_apart() -> None:
    one, other = (f"https://outlet.example/live/?utm_source=x#{post}" for post in (1, 2))
    assert guid_key(one) != guid_key(other)
    assert guid_key(one) == guid_key("http://outlet.example/live#1")
    assert not same(entry(guid=one, title="Update"), entry(guid=other, title="Another update"))
    assert guid_key("https://outlet.example/live#") == guid_key("https://outlet.example/live")


def face(title: str = "One", url: str | None = "https://outlet.example/1", hours: float | None = 0) -> Face:
    at = None if hours is None else NOON + timedelta(hours=hours)
    return Face(title=title, url=url, published_at=at, content_hash=title)


def test_guid_is_recycled_where_address_title_and_date_are_others() -> None:
    elsewhere = "https://outlet.example/2"
    assert is_recycled(face("Two", elsewhere, 2), face())
    assert not is_recycled(face("ONE ", elsewhere, 2), face())
    assert not is_recycled(face("Two", "http://outlet.example/1/", 2), face())
    assert not is_recycled(face("Two", elsewhere, 1), face())
    assert not is_recycled(face("Two", elsewhere, None), face())
    assert not is_recycled(face("Two", elsewhere, 2), face(hours=None))


def test_dates_agree_within_half_a_day_or_where_one_is_missing() -> None:
    assert is_near(face(hours=12), face())
    assert is_near(face(), face(hours=12))
    assert not is_near(face(hours=12.1), face())
    assert is_near(face(hours=None), face())
    assert is_near(face(), face(hours=None))


def test_twins_say_the_same_at_the_same_time() -> None:
    assert is_twin(face(), face())
    assert not is_twin(face(hours=1), face())
    assert not is_twin(face("Two"), face())


def test_entries_without_address_or_title_are_known_by_guid_alone() -> None:
    assert not same(entry(guid="1", url=None), entry(guid="2", url=None))
    assert not same(entry(guid="1", title=""), entry(guid="2", title=""))


@given(st.text(min_size=1), st.text(), st.none() | st.text())
def test_any_entry_has_keys_of_one_size(guid: str, title: str, url: str | None) -> None:
    found = keys(entry(guid, title, url))
    assert found
    assert {len(key) for key in found} == {SIZE}
