"""Lists of feeds come in however they were exported, and go out so that they come back the same."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.opml import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, Outline, read_opml, write_opml

HEAD = '<?xml version="1.0"?>\n<opml version="2.0"><head><title>t</title></head><body>\n'
TAIL = "\n</body></opml>"


def opml(*lines: str) -> bytes:
    return (HEAD + "\n".join(lines) + TAIL).encode()


def test_folders_become_topics() -> None:
    reading = read_opml(
        opml(
            '<outline text="World"><outline text="Europe">',
            '<outline type="rss" text="One" title="Outlet One" xmlUrl="https://one.example/feed"/>',
            '</outline><outline text="Two" xmlUrl="https://two.example/feed"/></outline>',
            '<outline text="Three" XMLURL="https://three.example/feed"/>',
        )
    )
    assert reading.problems == ()
    assert reading.outlines == (
        Outline(address="https://one.example/feed", title="Outlet One", outlet="One", topic="World/Europe"),
        Outline(address="https://two.example/feed", title="Two", outlet="Two", topic="World"),
        Outline(address="https://three.example/feed", title="Three", outlet="Three"),
    )
    assert [outline.sourceline for outline in reading.outlines] == [4, 5, 6]


def test_bad_outlines_are_reported_with_their_line_and_the_rest_is_read() -> None:
    reading = read_opml(
        opml(
            '<outline text="Fine" xmlUrl="https://fine.example/feed"/>',
            '<outline text="Nameless"/>',
            '<outline text="File" xmlUrl="file:///etc/passwd"/>',
            '<outline text="Again" xmlUrl="https://fine.example/feed"/>',
            '<outline text="Private" xmlUrl="https://me:secret@private.example/feed"/>',
        )
    )
    assert [outline.title for outline in reading.outlines] == ["Fine"]
    assert [problem.sourceline for problem in reading.problems] == [4, 5, 7]
    assert str(reading.problems[0]).startswith("Line 4: the outline (Nameless) has no xmlUrl")
    assert [str(one) for one in reading.repeated] == [
        "Line 6: https://fine.example/feed is in line 3 already."
    ]
    assert "secret" not in str(reading.problems)


@pytest.mark.parametrize(
    "spelling",
    [
        "https://Fine.EXAMPLE/feed",
        "HTTPS://fine.example/feed",
        "https://fine.example/feed#top",
        "feed://fine.example/feed",
        "FEED:https://fine.example/feed",
    ],
)
def test_other_spellings_of_an_address_are_the_same_feed(spelling: str) -> None:
    one = '<outline text="Fine" xmlUrl="https://fine.example/feed"/>'
    reading = read_opml(opml(f'<outline text="Other" xmlUrl="{spelling}"/>', one))
    assert [each.address for each in reading.outlines] == ["https://fine.example/feed"]
    assert reading.problems == ()
    assert [str(one) for one in reading.repeated] == [
        "Line 4: https://fine.example/feed is in line 3 already."
    ]


def test_addresses_of_nothing_on_the_web_are_told_as_the_list_spells_them() -> None:
    for spelling in ("plain words", "fine.example/feed", "feed:file:///etc/passwd", "mailto:me@fine.example"):
        (problem,) = read_opml(opml(f'<outline text="x" xmlUrl="{spelling}"/>')).problems
        assert "begin with http" in str(problem.words)


def test_folders_deeper_than_a_topic_may_be_are_folded_into_it() -> None:
    feed = '<outline text="Deep" xmlUrl="https://deep.example/feed"/>'
    deep = "".join(f'<outline text="F{n}">' for n in range(20)) + feed + "</outline>" * 20
    reading = read_opml(opml(deep, '<outline text="Top" xmlUrl="https://top.example/feed"/>'))
    assert [one.topic for one in reading.outlines] == ["/".join(f"F{n}" for n in range(MAX_DEPTH)), ""]


def test_deep_folders_of_many_feeds_take_little_memory() -> None:
    feeds = "".join(f'<outline text="{n}" xmlUrl="https://a.example/{n}"/>' for n in range(1_000))
    document = opml(f'<outline text="{"x" * 200}">' * 200 + feeds + "</outline>" * 200)
    tracemalloc.start()
    try:
        reading = read_opml(document)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(reading.outlines) == 1_000
    assert most < 4_000_000


def test_broken_xml_is_read_as_far_as_possible() -> None:
    reading = read_opml((HEAD + '<outline text="A & B" xmlUrl="https://a.example/?x=1&y=2"/>').encode())
    assert len(reading.outlines) == 1
    assert any("broken" in str(problem.words) for problem in reading.problems)


def test_what_is_no_list_is_one_clear_problem() -> None:
    for document, says in (
        (b"", "no XML"),
        (b"plain words", "no XML"),
        (b"<rss version='2.0'/>", "<rss>"),
        (b"<html><body>x</body></html>", "<html>"),
        (b" " * (MAX_BYTES + 1), "larger"),
    ):
        reading = read_opml(document)
        assert reading.outlines == ()
        (problem,) = reading.problems
        assert says in str(problem)
        assert not reading.is_list


def test_entities_of_its_own_are_harmless() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = (
        f'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
        '<opml><body><outline text="&l9;" xmlUrl="https://a.example/"/>&f;&l9;'
        '<outline text="B" xmlUrl="https://b.example/"/></body></opml>'
    )
    reading = read_opml(laughs.encode())
    assert "root:" not in str(reading)
    assert len(str(reading)) < 50_000


def test_problems_are_told_in_the_order_of_their_lines_and_broken_xml_once_a_line() -> None:
    document = opml(
        '<outline text="Nameless"/>',
        '<outline text="A & B & C" xmlUrl="https://a.example/?x=1&y=2"/>',
        '<outline text="Nameless too"/>',
    )
    assert [problem.sourceline for problem in read_opml(document).problems] == [3, 4, 5]


def test_names_in_another_encoding_than_the_declared_one_are_read() -> None:
    said = '<?xml version="1.0" encoding="{}"?>\n<opml><body>\n<outline text="Zürich" xmlUrl="https://a.example/"/></body></opml>'
    for document in (
        said.format("utf-8").encode("latin-1"),
        said.format("latin-1").encode("latin-1"),
        said.format("latin-1").encode("utf-8"),
        said.format("utf-16").encode("utf-16"),
    ):
        reading = read_opml(document)
        assert [outline.outlet for outline in reading.outlines] == ["Zürich"]
        assert [outline.sourceline for outline in reading.outlines] == [3]
        assert reading.problems == ()


def test_each_folder_goes_out_once_with_its_feeds_before_its_folders() -> None:
    topics = ("World/Deep", "News", "World", "News/Near", "", "World-wide")
    written = write_opml(
        Outline(
            address=f"https://a.example/{number}", title=topic or "None", outlet=topic or "None", topic=topic
        )
        for number, topic in enumerate(topics)
    ).decode()
    folders = [row.strip() for row in written.splitlines() if "<outline text=" in row]
    assert folders == [f'<outline text="{name}">' for name in ("News", "Near", "World", "Deep", "World-wide")]
    assert {outline.topic for outline in read_opml(written.encode()).outlines} == set(topics)


def test_feed_without_a_name_goes_out_without_the_secrets_of_its_address() -> None:
    unread = Outline(address="https://a.example/feed?token=secret", title="")
    written = write_opml([unread])
    assert written.count(b"secret") == 1
    assert b'text="https://a.example/feed?' in written
    assert read_opml(written).outlines == (unread,)


def test_many_problems_are_summed_up() -> None:
    problems = read_opml(opml(*['<outline text="x"/>'] * (MAX_PROBLEMS + 5))).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert str(problems[-1]).startswith("5 more")


def test_what_a_list_says_of_reading_is_kept() -> None:
    reading = read_opml(
        write_opml(
            [
                Outline(
                    address="https://a.example/", title="A", outlet="B", backlog="post", full_text="always"
                ),
                Outline(address="https://b.example/", title="", full_text="never"),
            ]
        )
    )
    assert reading.problems == ()
    first, second = reading.outlines
    assert (first.title, first.outlet, first.backlog, first.full_text) == ("A", "B", "post", "always")
    assert (second.title, second.outlet, second.backlog, second.full_text) == ("", "", "silent", "never")


def test_unknown_values_of_our_own_are_told_and_the_feed_is_read() -> None:
    document = opml(
        '<outline text="A" xmlUrl="https://a.example/" w:backlog="loud" w:fullText="auto"/>'
    ).replace(b"<opml ", b'<opml xmlns:w="urn:wirewatch:opml" ')
    reading = read_opml(document)
    assert [(one.backlog, one.full_text) for one in reading.outlines] == [("silent", "auto")]
    (problem,) = reading.problems
    assert str(problem).startswith("Line 3: wirewatch:backlog is “loud”")


def test_thousands_of_feeds_come_back() -> None:
    outlines = [
        Outline(address=f"https://a.example/{n}", title=f"F{n}", outlet=f"F{n}") for n in range(2_000)
    ]
    assert read_opml(write_opml(outlines)).outlines == tuple(outlines)


def test_names_with_odd_characters_come_back_without_what_cannot_be_seen() -> None:
    (one,) = read_opml(
        write_opml([Outline(address="https://a.example/", title='<&">\0\ud800\u202e x\n')])
    ).outlines
    assert one.title == '<&"> x'


NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20)
NAMED = st.just(("", "")) | st.tuples(NAMES, NAMES) | NAMES.map(lambda name: (name, name))


@st.composite
def outline(draw: st.DrawFn) -> Outline:
    """A feed as a list may have it."""
    title, outlet = draw(NAMED)
    return Outline(
        address=f"https://a.example/{draw(st.integers())}?a=1&b=<x>",
        title=title,
        outlet=outlet,
        topic="/".join(name.replace("/", "-") for name in draw(st.lists(NAMES, max_size=3))),
        backlog=draw(st.sampled_from(["silent", "post"])),
        full_text=draw(st.sampled_from([None, "auto", "always", "never"])),
    )


@given(st.lists(outline(), unique_by=lambda outline: outline.address, max_size=8))
def test_what_goes_out_comes_back(outlines: list[Outline]) -> None:
    reading = read_opml(write_opml(outlines))
    assert reading.problems == reading.repeated == ()
    assert sorted(reading.outlines, key=lambda one: one.address) == sorted(
        outlines, key=lambda one: one.address
    )
    assert read_opml(write_opml(reading.outlines)) == reading


@given(st.binary(max_size=200) | st.binary(max_size=80).map(lambda data: opml().replace(b"\n</body>", data)))
@settings(deadline=None)
def test_no_bytes_make_it_raise(document: bytes) -> None:
    read_opml(document)
