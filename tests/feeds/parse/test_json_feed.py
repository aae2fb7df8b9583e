"""JSON Feed 1.0 and 1.1 are read like any other feed."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.identity import guid_key
from feeds.model import Hub, NotAFeed, ParsedFeed
from feeds.parse.document import parse
from feeds.parse.entries import MAX_ENTRIES
from feeds.parse.marks import MARK, ids_of, mark_of_key

ADDRESS = "https://o.example/feed.json"


def document(*items: Any, **more: Any) -> bytes:
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "An &amp; Outlet", "items": items, **more}
    return json.dumps(told).encode()


def read(body: bytes, known: bytes = b"", shares_guids: bool = False) -> ParsedFeed:
    parsed = parse(body, ADDRESS, "application/feed+json", known, shares_guids)
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed


def refused(body: bytes) -> str:
    parsed = parse(body, ADDRESS, "application/json")
    assert isinstance(parsed, NotAFeed)
    return str(parsed.detail)


def test_everything_that_the_format_says_is_read() -> None:
    parsed = read(
        document(
            {
                "id": "https://o.example/1",
                "url": "/1?utm_source=x",
                "external_url": "https://else.example/",
                "title": "One",
                "content_html": "<p>First.</p><p>Second.</p>",
                "summary": "First.",
                "date_published": "2026-03-01T10:00:00.25+02:00",
                "authors": [{"name": "Noor"}, {"url": "x"}, {"name": "Pia"}],
            },
            home_page_url="https://o.example",
            feed_url="https://o.example/self.json",
            language="EN-gb",
            hubs=[
                {"type": "rssCloud", "url": "https://c.example/"},
                {"type": "WebSub", "url": "https://h.example/"},
            ],
        )
    )
    (entry,) = parsed.entries
    assert (parsed.kind, parsed.title, parsed.url) == ("JSON Feed 1.1", "An & Outlet", "https://o.example/")
    assert (parsed.language, parsed.held, parsed.note) == ("en-gb", 1, None)
    assert parsed.hub == Hub(address="https://h.example/", topic="https://o.example/self.json")
    assert (entry.guid, entry.url) == ("https://o.example/1", "https://o.example/1")
    assert (entry.title, entry.text, entry.author) == ("One", "First.\nSecond.", "Noor, Pia")
    assert entry.published_at == datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_version_one_is_read_too() -> None:
    body = document(
        {"id": 7, "content_text": "Only <words>\n\nof it", "author": {"name": "Noor"}},
        version="https://jsonfeed.org/version/1",
    )
    parsed = read(body)
    entry = parsed.entries[0]
    assert (parsed.kind, entry.guid, entry.title, entry.author) == ("JSON Feed 1", "7", "", "Noor")
    assert entry.text == "Only <words>\nof it"


def test_item_without_address_has_what_it_links_to_or_encloses() -> None:
    entries = read(
        document(
            {"id": "1", "title": "a", "external_url": "https://else.example/"},
            {"id": "2", "title": "b", "attachments": [{"url": "https://o.example/e.mp3"}]},
            {"id": "3", "title": "c", "url": "javascript:alert(1)"},
        )
    ).entries
    assert [entry.url for entry in entries] == ["https://else.example/", "https://o.example/e.mp3", None]


def test_known_items_are_left_out_whatever_the_order_of_their_keys() -> None:
    one, two = {"id": "1", "title": "One"}, {"id": "2", "title": "Two"}
    known = read(document(one, two)).known
    assert len(known) == 2 * MARK
    again = read(document({"id": "3", "title": "Three"}, {"title": "One", "id": "1"}, two), known)
    assert [entry.title for entry in again.entries] == ["Three"]
    assert again.held == 3


def test_shared_ids_are_told_apart_from_then_on() -> None:
    one, other = {"id": "x", "title": "One"}, {"id": "x", "title": "Other"}
    first = read(document(one, {"id": "y", "title": "Third"}))
    shared = read(document(one, other, {"id": "y", "title": "Third"}), first.known)
    assert shared.shares_guids
    assert [entry.title for entry in shared.entries] == ["One", "Other", "Third"]
    assert len({entry.guid for entry in shared.entries}) == 3
    assert read(document(one), shares_guids=True).entries[0].guid == shared.entries[0].guid


def test_ended_feed_and_too_many_items_are_noted() -> None:
    parsed = read(document(*({"id": str(number), "title": "t"} for number in range(1_100)), expired=True))
    assert len(parsed.entries) == MAX_ENTRIES
    assert str(parsed.note) == (
        "The feed says that it has ended and will not change any more. "
        "Only the first 1,000 of its 1,100 entries were read."
    )


def test_new_item_is_read_wherever_it_stands() -> None:
    old = [{"id": str(number), "title": "t"} for number in range(1_100)]
    known = read(document(*old)).known
    parsed = read(document(*old, {"id": "new", "title": "New"}), known)
    assert ([entry.title for entry in parsed.entries], parsed.note) == (["New"], None)
    assert ids_of(known) == {mark_of_key(guid_key(str(number))) for number in range(1_100)}


def test_known_items_that_share_an_id_leave_room_for_the_new() -> None:
    shared = [{"id": "s", "title": str(number)} for number in range(MAX_ENTRIES + 50)]
    first = read(document(*shared))
    assert first.shares_guids
    parsed = read(document(*shared, {"id": "new", "title": "New"}), first.known, shares_guids=True)
    assert [entry.title for entry in parsed.entries] == ["New"]


@pytest.mark.parametrize(
    ("said", "language"), [("en-GB", "en-gb"), (" FR ", "fr"), ("z" * 1_000_000, None), ("none at all", None)]
)
def test_language_is_a_tag_or_none(said: str, language: str | None) -> None:
    assert read(document({"id": "1", "title": "t"}, language=said)).language == language


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_are_read(encoding: str) -> None:
    told = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "Café à Genève"}]}
    body = json.dumps(told, ensure_ascii=False).encode(encoding)
    assert read(body).entries[0].title == "Café à Genève"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "begins like JSON"),
        (b'{"version": 3, "items": []}', "no JSON Feed"),
        (b'["https://jsonfeed.org/version/1"]', "no JSON Feed"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"version": "https://jsonfeed.org/version/1", "n": ' + b"9" * 10_000 + b"}", "begins like JSON"),
    ],
)
def test_other_json_is_told_so(body: bytes, says: str) -> None:
    assert says in refused(body)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["id", "url", "title", "content_html", "content_text", "summary", "date_published", "authors", "author",
     "attachments", "external_url"]
)  # fmt: skip


@given(st.lists(VALUES | st.dictionaries(KEYS, VALUES, max_size=6), max_size=4), VALUES, VALUES)
def test_nonsense_values_harm_nothing(items: list[Any], hubs: Any, language: Any) -> None:
    parsed = parse(document(*items, hubs=hubs, language=language), ADDRESS, "")
    assert isinstance(parsed, ParsedFeed), parsed
    for entry in parsed.entries:
        assert entry.guid
        (entry.guid + entry.title + entry.text + (entry.author or "")).encode()
