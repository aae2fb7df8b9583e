"""An entry is known again by its guid, or by its address and title, however those are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.clean import canonical
from feeds.identity import SIZE, keys
from feeds.model import Entry


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


def test_entries_without_address_or_title_are_known_by_guid_alone() -> None:
    assert not same(entry(guid="1", url=None), entry(guid="2", url=None))
    assert not same(entry(guid="1", title=""), entry(guid="2", title=""))


@given(st.text(min_size=1), st.text(), st.none() | st.text())
def test_any_entry_has_keys_of_one_size(guid: str, title: str, url: str | None) -> None:
    found = keys(entry(guid, title, url))
    assert found
    assert {len(key) for key in found} == {SIZE}
