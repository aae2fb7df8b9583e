"""Any bytes become a feed's entries or one sentence on why not."""

import pickle
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import NotAFeed, ParsedFeed
from feeds.parse.document import parse
from feeds.parse.entries import MAX_ENTRIES
from tests.fakes.feeds import atom, item, rss
from tests.feeds.parse.forms import FORMS, podcast, rss20, youtube

ADDRESS = "https://outlet.example/world/feed.xml"
AT = datetime(2022, 4, 26, 12, 30, tzinfo=UTC)
XML = "application/xml"


def read(body: bytes, content_type: str = XML) -> ParsedFeed:
    parsed = parse(body, ADDRESS, content_type)
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed


def refused(body: bytes) -> str:
    parsed = parse(body, ADDRESS, XML)
    assert isinstance(parsed, NotAFeed), parsed
    return str(parsed.detail)


@pytest.mark.parametrize("build", [rss, atom])
def test_an_entry_says_what_the_feed_said(build: type) -> None:
    story = item(
        "Talks &amp; more",
        "<p>First.</p><p>Second.</p>",
        url="https://outlet.example/1?utm_source=rss",
        guid="g-1",
        at=AT,
    )
    parsed = read(build(story, title="The Outlet"))
    (entry,) = parsed.entries
    assert (parsed.title, parsed.url, parsed.language, parsed.note) == (
        "The Outlet",
        "https://outlet.example/",
        "en",
        None,
    )
    assert (entry.guid, entry.title, entry.text) == ("g-1", "Talks & more", "First.\nSecond.")
    assert (entry.url, entry.published_at) == ("https://outlet.example/1", AT)


def test_rdf_is_read_too() -> None:
    body = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b'<item rdf:about="https://outlet.example/1"><title>One</title><link>https://outlet.example/1</link></item>'
        b"</rdf:RDF>"
    )
    assert [entry.title for entry in read(body).entries] == ["One"]


def test_missing_guid_falls_back_to_the_address_then_to_the_words() -> None:
    with_address, without = read(rss(item("A", "b", url="/x#y", guid=""), item("A", "c"))).entries
    assert with_address.guid == "https://outlet.example/x"
    assert without.guid == without.content_hash


def test_dated_entry_without_guid_keeps_its_identity_when_its_text_is_edited() -> None:
    before, after = (read(rss(item("A", text, at=AT))).entries[0] for text in ("first", "second"))
    assert before.guid == after.guid != before.content_hash
    assert before.content_hash != after.content_hash


def test_endless_guid_is_hashed() -> None:
    one, other = read(rss(item("A", guid="x" * 600 + "1"), item("B", guid="x" * 600 + "2"))).entries
    assert len(one.guid) == len(other.guid) == 64
    assert one.guid != other.guid


def test_undated_and_untitled_entries_are_read() -> None:
    (entry,) = read(rss(item("", "Just a thought.", url="https://outlet.example/1"))).entries
    assert (entry.title, entry.text, entry.published_at) == ("", "Just a thought.", None)


def test_guid_that_is_no_address_is_no_link() -> None:
    body = rss(item("T", "t", guid="4711")).replace(b' isPermaLink="false"', b"")
    assert read(body).entries[0].url is None
    body = rss(item("T", "t", guid="/news/1")).replace(b' isPermaLink="false"', b"")
    assert read(body).entries[0].url == "https://outlet.example/news/1"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_and_named(form: str) -> None:
    parsed = read(FORMS[form]().encode())
    entry = parsed.entries[1]
    kinds = {"Podcast": "RSS 2.0", "YouTube": "Atom 1.0", "Prefixed Atom": "Atom 1.0"}
    assert (parsed.kind, parsed.held, parsed.note) == (kinds.get(form, form), 5, None)
    assert entry.title == "Bridge & ferry"
    assert "2" in entry.guid
    assert entry.url is not None
    assert "2" in entry.url
    assert form == "RSS 0.90 (RDF)" or "2" in entry.text


def test_podcast_episode_leads_to_what_it_encloses() -> None:
    entry = read(podcast().encode()).entries[0]
    assert (entry.url, entry.text) == ("https://o.example/1.mp3", "Summary 1, longer")
    assert (
        "Sub 1"
        in read(
            b"<rss version='2.0' xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><item><title>T</title>"
            b"<i:subtitle>Sub 1</i:subtitle></item></channel></rss>"
        )
        .entries[0]
        .text
    )


def test_video_without_link_is_found_by_its_id() -> None:
    body = youtube().replace('<link rel="alternate" href="https://www.youtube.com/watch?v=v1"/>', "")
    entry = read(body.encode()).entries[0]
    assert (entry.url, entry.text) == ("https://www.youtube.com/watch?v=v1", "Video 1\nand more")


def test_entries_without_link_have_the_one_before_feedburner() -> None:
    assert read(rss20().encode()).entries[0].url == "https://o.example/orig/1"


def test_shared_guids_are_seen_once_and_remembered() -> None:
    one, other, third = item("One", "1", guid="s"), item("Other", "2", guid="s"), item("Third", guid="t")
    before = read(rss(one, third))
    assert not before.shares_guids
    shared = parse(rss(other, one, third), ADDRESS, XML, before.known)
    assert isinstance(shared, ParsedFeed)
    assert shared.shares_guids
    assert [entry.title for entry in shared.entries] == ["Other", "One", "Third"]
    alone = parse(rss(one), ADDRESS, XML, b"", True)
    assert isinstance(alone, ParsedFeed)
    assert alone.shares_guids
    assert alone.entries[0].guid == shared.entries[1].guid != "s"


def test_same_entry_twice_shares_nothing() -> None:
    one = item("One", "1", guid="s", url="/1")
    parsed = read(rss(one, one))
    assert not parsed.shares_guids
    assert [entry.guid for entry in parsed.entries] == ["s"]


def test_a_shared_guid_loses_no_entry_and_a_repetition_adds_none() -> None:
    one, other = item("One", "1", guid="same"), item("Other", "2", guid="same")
    entries = read(rss(one, other, one, other)).entries
    assert [entry.title for entry in entries] == ["One", "Other"]
    assert len({entry.guid for entry in entries}) == 2


def test_versions_of_one_entry_share_nothing_and_the_newest_counts() -> None:
    old, new = (item(f"Storm {n}", url="/s", guid="s", at=AT.replace(hour=n)) for n in (8, 9))
    for body in (rss(old, new), rss(new, old)):
        parsed = read(body)
        assert not parsed.shares_guids
        assert [(entry.guid, entry.title) for entry in parsed.entries] == [("s", "Storm 9")]


def test_headline_has_no_part_in_a_shared_guid_that_has_an_address() -> None:
    before, after = (
        parse(rss(item(title, url="/1", guid="s"), item("Else", url="/2", guid="s")), ADDRESS, XML)
        for title in ("Before", "After")
    )
    assert isinstance(before, ParsedFeed)
    assert isinstance(after, ParsedFeed)
    assert before.shares_guids
    assert [entry.guid for entry in before.entries] == [entry.guid for entry in after.entries]


def test_entries_without_an_id_keep_their_guids_where_others_share_one() -> None:
    one, other = item("One", url="/1", guid="s"), item("Other", url="/2", guid="s")
    thoughts = (item("", "A thought.", guid=""), item("", "Another thought.", guid=""))
    assert len(read(rss(one, other, *thoughts)).entries) == 4


def test_the_longest_text_wins() -> None:
    body = (
        b'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>T</title>'
        b"<description>Short.</description><content:encoded><![CDATA[<p>Much longer, with everything.</p>]]>"
        b"</content:encoded></item></channel></rss>"
    )
    assert read(body).entries[0].text == "Much longer, with everything."


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/x", "http://[::1"]
)
def test_only_web_links_survive(link: str) -> None:
    assert read(rss(item("T", "t", url=link))).entries[0].url is None


def test_relative_links_are_resolved() -> None:
    assert read(rss(item("T", "t", url="../a?x=1&y=2"))).entries[0].url == "https://outlet.example/a?x=1&y=2"


@pytest.mark.parametrize("year", ["0001", "1970", "9999"])
def test_impossible_years_are_no_date(year: str) -> None:
    body = rss(item("T", "t", at=AT)).replace(b"Apr 2022", f"Apr {year}".encode())
    assert read(body).entries[0].published_at is None


def test_a_leap_second_is_a_time() -> None:
    body = rss(item("T", "t", at=AT)).replace(b"12:30:00", b"23:59:60")
    published_at = read(body).entries[0].published_at
    assert published_at is None or published_at.tzinfo is UTC


def test_entries_are_capped_and_empty_ones_left_out() -> None:
    entries = read(rss(item(""), *(item(f"Headline {n}") for n in range(MAX_ENTRIES + 20)))).entries
    assert 0 < len(entries) <= MAX_ENTRIES
    assert all(entry.title for entry in entries)


MALFORMED = {
    "a bare ampersand": rss20().replace("&amp;b=2", "&b=2", 1),
    "an entity that nobody declared": rss20().replace("Short 1", "Short&nbsp;1"),
    "an unclosed tag": rss20().replace("</author>", "", 1),
    "a truncated document": rss20()[: rss20().index("Museum") + 20],
    "two roots": rss20() + "<rss/>",
    "words after the end": rss20() + "cached in 0.3 s",
    "a prefix that is bound to nothing": rss20().replace("<guid", "<zz:x>1</zz:x><guid", 1),
    "an attribute without quotes": rss20().replace('isPermaLink="false"', "isPermaLink=false", 1),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_malformed_xml_is_read_as_far_as_possible(what: str) -> None:
    parsed = read(MALFORMED[what].encode())
    titles = [entry.title for entry in parsed.entries]
    assert titles[:3] == ["Harbour opens", "Bridge & ferry", "Valley votes"]
    assert parsed.note is not None
    assert "not well-formed" in str(parsed.note)
    assert parsed.known == b""
    assert parsed.held >= len(titles)


def test_malformed_xml_is_read_with_a_note() -> None:
    parsed = read(rss(item("A & B", "t")).replace(b"A &amp; B", b"A & B").replace(b"</channel></rss>", b""))
    assert parsed.entries[0].title == "A & B"
    assert parsed.note is not None
    assert "not well-formed" in str(parsed.note)


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#0;", "&#x110000;", "&#99999999999;"])
def test_references_to_no_character_harm_nothing(reference: str) -> None:
    body = rss(item("Before|after", "text")).replace(b"|", reference.encode())
    title = read(body).entries[0].title
    assert title.startswith("Before")
    assert title.endswith("after")
    title.encode()


def test_nul_and_bidi_characters_do_not_survive() -> None:
    entry = read(rss(item("a\x00b\u202ec", "d\u200be\x00", guid="g\x00\u202e1"))).entries[0]
    assert (entry.title, entry.text, entry.guid) == ("abc", "de", "g1")


@pytest.mark.parametrize(
    "declared",
    ["text/xml; charset=iso-8859-1", "application/rss+xml", "text/plain", "", "x; charset=nonsense"],
)
def test_valid_utf8_beats_a_wrong_declaration(declared: str) -> None:
    assert read(rss(item("Dvořák’s é", "t")), declared).entries[0].title == "Dvořák’s é"


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_other_encodings_are_read_as_declared(encoding: str) -> None:
    text = rss(item("Café prices", "t")).decode().replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert read(text.encode(encoding)).entries[0].title == "Café prices"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><html/>", "web page"),
        (b'{"version": "x"}', "JSON"),
        (b"%PDF-1.7", "file of another kind"),
        (b"<note><to>me</to></note>", "neither RSS nor Atom"),
        (b"plain words", "neither RSS nor Atom"),
        (b"<!--" * 2000, "neither RSS nor Atom"),
    ],
)
def test_what_is_no_feed_is_said_to_be_what_it_is(body: bytes, says: str) -> None:
    assert says in refused(body)


def test_billion_laughs_are_harmless() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>'
        '<rss version="2.0"><channel><item><title>&l9;</title></item></channel></rss>'
    ).encode()
    parsed = parse(body, ADDRESS, XML)
    assert len(pickle.dumps(parsed)) < 100_000


def test_external_entities_are_not_read() -> None:
    body = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<rss version="2.0"><channel><item><title>T &x;</title></item></channel></rss>'
    )
    assert b"root:" not in pickle.dumps(parse(body, ADDRESS, XML))


def test_a_path_as_document_opens_no_file() -> None:
    assert "neither" in refused(b"/etc/passwd")


FRAGMENTS = st.lists(
    st.sampled_from(
        [b"<rss version='2.0'><channel>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<item>",
         b"</item>", b"<entry>", b"<title type='html'>", b"</title>", b"<link>", b"http://[", b"<pubDate>",
         b"<![CDATA[", b"99 Foo 99999 99:99:99", b"]]>", b"&#xDFFF;", b"&amp;lt;", b"<!DOCTYPE x [",
         b"\x00", b"\xff\xfe", b"<guid>", b"<author>a@b.example (", b"<content:encoded>"]
    )
    | st.binary(max_size=12),
    max_size=25,
).map(b"".join)  # fmt: skip


@given(
    st.binary(max_size=300) | FRAGMENTS | FRAGMENTS.map(b"<rss version='2.0'><channel><item>".__add__),
    st.text(max_size=30),
)
def test_no_bytes_make_it_raise(body: bytes, content_type: str) -> None:
    parsed = parse(body, ADDRESS, content_type)
    assert pickle.loads(pickle.dumps(parsed)) == parsed
    if isinstance(parsed, ParsedFeed):
        for entry in parsed.entries:
            assert entry.guid
            assert "\x00" not in entry.guid + entry.title + entry.text
            (entry.guid + entry.title + entry.text + (entry.author or "")).encode()


def test_ids_outlive_a_move_of_the_feed() -> None:
    body = rss(item("T", "t", guid="4711")).replace(b' isPermaLink="false"', b"")
    here, there = (parse(body, address, XML) for address in (ADDRESS, "http://moved.example/feed"))
    assert isinstance(here, ParsedFeed)
    assert isinstance(there, ParsedFeed)
    assert here.entries[0].guid == there.entries[0].guid == "4711"
