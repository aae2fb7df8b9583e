"""Known entries are cut out, and nothing else about a document changes."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import combinations
from typing import Any, Final

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.identity import guid_key
from feeds.model import ParsedFeed
from feeds.parse.decode import decoded
from feeds.parse.document import parse
from feeds.parse.entries import MAX_ENTRIES, MAX_HELD
from feeds.parse.marks import MARK, ids_of, mark_of_key, marks_of, news_of
from feeds.parse.prune import Pruned, prune
from tests.fakes.feeds import Item, item, rss
from tests.feeds.parse.forms import FORMS, atom10, podcast, rss20, youtube

ADDRESS: Final = "https://outlet.example/feed"
XML: Final = "application/xml"
KEYS: Final = (
    "id", "title", "title_detail", "link", "published", "published_parsed", "updated", "updated_parsed",
    "author", "author_detail", "summary", "summary_detail", "content", "links", "language", "subtitle",
)  # fmt: skip


def chosen(known: bytes, numbers: Iterable[int]) -> bytes:
    every = marks_of(known)
    return b"".join(every[number] for number in numbers if number < len(every))


def blurred(known: bytes) -> bytes:
    """The same marks, as if the entries' bytes had changed where it is no news."""
    return b"".join(news_of(mark) + bytes(len(news_of(mark))) + mark[-4:] for mark in marks_of(known))


def rows(body: bytes) -> list[dict[str, Any]]:
    """What feedparser reads of each entry that says anything."""
    document = feedparser.parse(BytesIO(body), response_headers={"content-type": "text/xml; charset=utf-8"})
    read = [{key: row[key] for key in KEYS if dict.__contains__(row, key)} for row in document.entries]
    return [row for row in read if row.keys() & {"title", "summary", "content"}]


def read(body: bytes, known: bytes = b"") -> ParsedFeed:
    parsed = parse(body, ADDRESS, XML, known)
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed


def without(text: str, known_entries: Iterable[int]) -> tuple[Pruned, Pruned]:
    body = decoded(text.encode(), XML).body
    whole = prune(body, b"")
    return whole, prune(body, chosen(whole.known, known_entries))


SUBSETS: Final = [
    *(numbers for size in (0, 1, 4, 5) for numbers in combinations(range(5), size)),
    *((0, 1), (1, 3), (0, 2, 4)),
]
"""None, each, all but each, all, and some that are neighbours and some that are not."""


@pytest.mark.parametrize("form", FORMS)
def test_what_is_left_is_read_as_in_the_whole_document(form: str) -> None:
    text = FORMS[form]()
    every = rows(text.encode())
    for numbers in SUBSETS:
        whole, pruned = without(text, numbers)
        strictly = prune(whole.body, blurred(chosen(whole.known, numbers)))
        for left in (pruned, strictly):
            assert (left.held, sorted(marks_of(left.known))) == (5, sorted(marks_of(whole.known)))
            assert rows(left.body) == [row for number, row in enumerate(every) if number not in numbers], (
                numbers
            )
            assert len(left.body) < len(whole.body) or not numbers


@pytest.mark.parametrize("form", FORMS)
def test_entries_that_are_left_are_the_same_entries(form: str) -> None:
    body = FORMS[form]().encode()
    whole = read(body)
    for numbers in SUBSETS:
        parsed = read(body, chosen(whole.known, numbers))
        expected = tuple(entry for number, entry in enumerate(whole.entries) if number not in numbers)
        assert parsed.entries == expected
        assert (parsed.title, parsed.url, parsed.language, parsed.held) == (
            whole.title,
            whole.url,
            whole.language,
            5,
        )


@pytest.mark.parametrize("form", FORMS)
def test_unchanged_document_has_nothing_new(form: str) -> None:
    body = FORMS[form]().encode()
    known = read(body).known
    assert len(known) == 5 * MARK
    again = read(body, known)
    assert (again.entries, again.known, again.held, again.note) == ((), known, 5, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_entries_are_known_in_every_encoding(encoding: str) -> None:
    known = read(rss20().encode()).known
    assert read(rss20().encode(encoding), known).entries == ()


def test_changed_entry_comes_back_and_only_it() -> None:
    known = read(rss20().encode()).known
    edited = rss20().replace("Valley votes", "Valley votes again")
    assert [entry.title for entry in read(edited.encode(), known).entries] == ["Valley votes again"]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (rss20(), "<slash:comments>3<", "<slash:comments>44<"),
        (youtube(), 'views="13"', 'views="99999"'),
        (youtube(), 'count="3"', 'count="333"'),
        (atom10(), 'thr:count="3"', 'thr:count="77"'),
    ],
)
def test_counts_of_comments_and_views_are_no_news(text: str, before: str, after: str) -> None:
    known = read(text.encode()).known
    changed = text.replace(before, after)
    assert changed != text
    assert read(changed.encode(), known).entries == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('xml:base="https://o.example/base/"', 'xml:base="https://p.example/"'),
        ('xml:lang="en"', 'xml:lang="de"'),
    ],
)
def test_what_entries_inherit_is_part_of_them(before: str, after: str) -> None:
    known = read(atom10().encode()).known
    assert len(read(atom10().replace(before, after).encode(), known).entries) == 5


def test_entries_that_share_an_id_are_never_cut() -> None:
    body = rss(item("One", "1", guid="same"), item("Two", "2", guid="other"), item("One", "3", guid="same"))
    whole = read(body)
    pruned = prune(decoded(body, XML).body, whole.known)
    assert [row["summary"] for row in rows(pruned.body)] == ["1", "3"]


ODD: Final = {
    "an entry within content": '<content type="application/xml"><entry><id>In</id></entry></content>',
    "an entry within an entry": "<entry><title>In</title></entry>",
    "a title within content": '<content type="xhtml"><div><title>In</title></div></content>',
    "markup that is not escaped": "<summary><div>Words</div></summary>",
    "a feed within an entry": "<feed><title>In</title></feed>",
    "a prefix that means two things": '<x:y xmlns:x="urn:a"/><x:y xmlns:x="urn:b"/>',
    "a namespace with two prefixes": '<x:y xmlns:x="urn:a"/><z:y xmlns:z="urn:a"/>',
    "a known prefix that means another": '<dc:title xmlns:dc="http://search.yahoo.com/mrss/">In</dc:title>',
}


@pytest.mark.parametrize("odd", ODD)
def test_entangled_documents_are_left_whole(odd: str) -> None:
    text = atom10().replace("<summary>Short 2</summary>", ODD[odd])
    body = decoded(text.encode(), XML).body
    pruned = prune(body, read(atom10().encode()).known)
    assert (pruned.body, pruned.known, pruned.error) == (body, b"", None)


def test_description_of_the_feed_after_its_entries_leaves_it_whole() -> None:
    text = rss20().replace("</channel>", "<description>Late</description></channel>")
    assert prune(text.encode(), b"").known == b""


def test_first_entry_leaves_its_shell_where_the_feed_describes_itself_twice() -> None:
    _, pruned = without(podcast(), [0, 1])
    assert b"<item></item>" in pruned.body


@pytest.mark.parametrize("quote", ["<docs><![CDATA[{0}]]></docs>", "<!-- {0} -->", "<?quote {0} ?>"])
def test_known_entry_that_is_quoted_is_no_entry(quote: str) -> None:
    text = rss(item("A", "a", url="/a"), item("B", "b", url="/b")).decode()
    known = read(text.encode()).known
    start, end = text.rindex("<item>"), text.rindex("</item>") + len("</item>")
    quoting = text[:start] + f"<item><title>C</title>{quote.format(text[start:end])}</item>" + text[end:]
    quoting = quoting.replace("<channel>", "<channel>" + quote.format(text[start:end]))
    pruned = prune(decoded(quoting.encode(), XML).body, known)
    assert pruned.body.count(text[start:end].encode()) == 2
    assert pruned.held == 2
    assert [row["title"] for row in rows(pruned.body)] == ["C"]


def test_format_that_only_entries_show_is_not_lost_with_them() -> None:
    row = '<item xmlns="http://purl.org/rss/1.0/"><title>One</title></item>'
    body = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{row}</rdf:RDF>'.encode()
    first = read(body)
    assert read(body, first.known).kind == first.kind == "RSS 1.0 (RDF)"


def test_malformed_document_is_left_whole() -> None:
    body = rss20().replace("</channel>", "").encode()
    pruned = prune(body, read(rss20().encode()).known)
    assert (pruned.body, pruned.known, pruned.held) == (body, b"", 0)
    assert pruned.error is not None


def test_documents_with_entities_of_their_own_are_read_whole() -> None:
    head = '<!DOCTYPE rss [\n<!ENTITY hello "Good day">\n]>'
    text = head + rss20()[rss20().index("<rss") :].replace("Valley votes", "&hello; votes")
    parsed = read(text.encode())
    assert parsed.known == b""
    assert parsed.entries[2].title == "Good day votes"


def test_only_the_first_thousand_new_entries_are_read() -> None:
    body = rss(*(item(f"Headline {number}", url=f"/{number}") for number in range(MAX_ENTRIES + 200)))
    parsed = read(body)
    assert (len(parsed.entries), parsed.held) == (MAX_ENTRIES, MAX_ENTRIES + 200)
    assert len(parsed.known) == (MAX_ENTRIES + 200) * MARK
    assert parsed.entries[-1].title == f"Headline {MAX_ENTRIES - 1}"
    assert str(parsed.note) == "Only the first 1,000 of its 1,200 entries were read."


def many(*numbers: int) -> list[Item]:
    return [item(f"Headline {number}", url=f"/{number}", guid=str(number)) for number in numbers]


def test_new_entry_is_read_wherever_it_stands() -> None:
    old = many(*range(MAX_ENTRIES + 200))
    known = read(rss(*old)).known
    for body in (rss(*old, *many(5_000)), rss(*many(5_000), *old), rss(*old[7:], *many(5_000))):
        for before in (known, blurred(known)):
            parsed = read(body, before)
            assert ([entry.title for entry in parsed.entries], parsed.note) == (["Headline 5000"], None)


def test_new_entries_that_are_too_many_are_passed_over_and_known() -> None:
    old, new = many(*range(10)), many(*range(100, 100 + MAX_ENTRIES + 5))
    known = read(rss(*old)).known
    parsed = read(rss(*old, *new), known)
    assert (len(parsed.entries), parsed.entries[0].title) == (MAX_ENTRIES, "Headline 100")
    assert str(parsed.note) == "Of its 1,015 entries 5 were passed over: they are too many at once."
    assert read(rss(*old, *new), parsed.known).entries == ()


def test_known_entries_that_share_an_id_leave_room_for_the_new() -> None:
    shared = [item(f"Headline {n}", url=f"/{n}", guid="s") for n in range(MAX_ENTRIES + 50)]
    known = read(rss(*shared)).known
    parsed = parse(rss(*shared, *many(5_000)), ADDRESS, XML, known, True)
    assert isinstance(parsed, ParsedFeed)
    assert "Headline 5000" in [entry.title for entry in parsed.entries]


def test_marks_end_somewhere() -> None:
    body = b"<rss version='2.0'><channel>" + b"<item><title>T</title></item>" * 12_000 + b"</channel></rss>"
    assert len(read(body).known) == MAX_HELD * MARK


def test_marks_tell_which_ids_the_document_holds() -> None:
    known = read(rss(*many(1, 2), item("No id", url="/3", guid=""))).known
    assert ids_of(known) == {mark_of_key(guid_key(guid)) for guid in ("1", "2")}


def test_long_author_is_shortened_and_the_rest_stays() -> None:
    authors = ", ".join(f"Name {number}" for number in range(2_000))
    entry = read(rss(item("T", "t", author=authors))).entries[0]
    assert entry.author is not None
    assert entry.author.startswith("Name 0, Name 1")
    assert entry.text == "t"


PIECES: Final = (
    "<title>One &amp; two</title>", '<title type="html">&lt;b&gt;T&lt;/b&gt;</title>', "<title/>",
    "<link>http://a.example/1</link>", '<link href="x"/>', '<link rel="replies" href="c>d"/>',
    "<guid>http://a.example/g</guid>", "<id>i</id>", "<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>",
    "<updated>2026-03-01</updated>", "<author>a@b.example (A)</author>", "<author><name>N</name></author>",
    "<description>Words &lt;p&gt;</description>", "<description><p>Raw</p></description>",
    "<description><div>Raw</div></description>", "<summary>S</summary>", "<itunes:summary>I</itunes:summary>",
    "<content:encoded><![CDATA[<p>C</p>]]></content:encoded>", '<content type="xhtml"><div>D</div></content>',
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p><svg><title>s</title></svg></p></div>'
    "</content>",
    "<media:group><media:title>M</media:title><media:description>MD</media:description></media:group>",
    "<source><title>Src</title><id>s</id></source>", '<source url="u">S</source>',
    "<slash:comments>3</slash:comments>",
    '<x:y xmlns:x="urn:x">z</x:y>', '<x:y xmlns:x="urn:other">z</x:y>', "<dc:creator>C</dc:creator>",
    "<dc:language>fr</dc:language>", "<item><title>Nested</title></item>", "<image><title>I</title></image>",
    '<enclosure url="http://a.example/e.mp3"/>', "<category>c</category>", "<!-- <item> -->",
    "<?pi <entry> ?>",
    "<language>de</language>", "<channel/>", "text", "<textinput><title>t</title></textinput>",
    '<georss:point xmlns:georss="urn:g">1 2</georss:point>', '<cc:title xmlns:cc="urn:c">CC</cc:title>',
    "<body><p>B</p></body>", "<contributor><name>K</name></contributor>",
)  # fmt: skip
_ENTRY: Final = st.tuples(
    st.sampled_from(
        ["", ' xml:lang="fr"', ' xml:base="http://b.example/"', ' rdf:about="http://a.example/r"']
    ),
    st.lists(st.sampled_from(PIECES), max_size=6),
)
_ROOTS: Final = {
    "rss": ('<rss version="2.0" {ns}><channel>{feed}{entries}{after}</channel></rss>', "item"),
    "rdf": (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" {ns}><channel>{feed}</channel>{entries}{after}</rdf:RDF>',
        "item",
    ),
    "atom": ('<feed xmlns="http://www.w3.org/2005/Atom" {ns}>{feed}{entries}{after}</feed>', "entry"),
}
_NAMESPACES: Final = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(sorted(_ROOTS)),
    st.lists(st.sampled_from(PIECES), max_size=3),
    st.lists(st.sampled_from(PIECES), max_size=2),
    st.lists(_ENTRY, min_size=1, max_size=6),
    st.sets(st.integers(0, 5)),
    st.booleans(),
)
def test_cutting_never_changes_what_feedparser_makes_of_the_rest(
    root: str,
    feed: list[str],
    after: list[str],
    entries: list[tuple[str, list[str]]],
    known_entries: set[int],
    strictly: bool,
) -> None:
    frame, tag = _ROOTS[root]
    said = "".join(f"<{tag}{attributes}>{''.join(inner)}</{tag}>" for attributes, inner in entries)
    text = frame.replace("{ns}", _NAMESPACES).replace("{feed}", "".join(feed)).replace("{entries}", said)
    text = text.replace("{after}", "".join(after))
    body = decoded(text.encode(), XML).body
    whole = prune(body, b"")
    if not whole.known:
        assert prune(body, b"\0" * MARK).body == whole.body
        return
    known = set(marks_of(chosen(whole.known, known_entries)))
    before = b"".join(known)
    every, left = _rows(body), _rows(prune(body, blurred(before) if strictly else before).body)
    ids = [row.get("id", "") for row in every]
    kept = [
        row
        for row, mark, own in zip(every, marks_of(whole.known), ids, strict=True)
        if mark not in known or (own and ids.count(own) > 1)
    ]
    telling = {"title", "summary", "content"}
    assert [row for row in left if row.keys() & telling] == [row for row in kept if row.keys() & telling]


def _rows(body: bytes) -> list[Mapping[str, Any]]:
    document = feedparser.parse(BytesIO(body), response_headers={"content-type": "text/xml; charset=utf-8"})
    return [
        {key: baseless(row[key]) for key in KEYS if dict.__contains__(row, key)} for row in document.entries
    ]


def baseless(value: Any) -> Any:
    """What feedparser read, without the base that it would resolve links in the text against."""
    if isinstance(value, list):
        return [baseless(each) for each in value]
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if key != "base"}
    return value


@given(st.sampled_from(sorted(FORMS)), st.integers(0, 3_000), st.integers(0, 40), st.binary(max_size=6))
def test_damaged_documents_never_lose_an_entry_to_their_fingerprints(
    form: str, start: int, length: int, instead: bytes
) -> None:
    body = FORMS[form]().encode()
    known = read(body).known
    damaged = body[:start] + instead + body[start + length :]
    parsed, whole = parse(damaged, ADDRESS, XML, known), parse(damaged, ADDRESS, XML)
    assert type(parsed) is type(whole)
    if isinstance(parsed, ParsedFeed) and isinstance(whole, ParsedFeed):
        before = {news_of(mark) for mark in marks_of(known)}
        new = [mark for mark in marks_of(whole.known) if news_of(mark) not in before]
        assert len(parsed.entries) >= min(len(new), len(whole.entries)) or whole.shares_guids
        assert {entry.content_hash for entry in parsed.entries} <= {
            entry.content_hash for entry in whole.entries
        }
