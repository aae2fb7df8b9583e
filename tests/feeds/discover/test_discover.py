"""A page leads to its feeds, however its links are written; where it names none, usual places are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.discover.candidates import MAX_CANDIDATES, Candidate, feeds_on
from feeds.discover.usual import MOST, usual_addresses

HOME = "https://outlet.example/world/"


def page(*head: str, body: str = "") -> bytes:
    return f"<!doctype html><html><head>{''.join(head)}</head><body>{body}</body></html>".encode()


def link(href: str, kind: str = "application/rss+xml", title: str = "", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


def found(document: bytes, address: str = HOME, content_type: str = "text/html") -> list[str]:
    return [one.address for one in feeds_on(document, content_type, address)]


def test_feeds_are_declared_in_every_format() -> None:
    document = page(
        link("/rss", title="News &amp; views"),
        link("atom.xml", "application/atom+xml"),
        link("//other.example/feed.json", "application/feed+json"),
        link("https://outlet.example/index.rdf", "application/rdf+xml"),
    )
    assert feeds_on(document, "text/html", HOME) == (
        Candidate(address="https://outlet.example/rss", title="News & views", kind="RSS", declared=True),
        Candidate(address="https://outlet.example/world/atom.xml", kind="Atom", declared=True),
        Candidate(address="https://other.example/feed.json", kind="JSON Feed", declared=True),
        Candidate(address="https://outlet.example/index.rdf", kind="RSS 1.0", declared=True),
    )


def test_links_are_read_in_any_case_and_spelling() -> None:
    document = page(
        '<LINK HREF="/a.xml" TYPE="Application/RSS+XML; charset=utf-8" REL="Home ALTERNATE">',
        '<link rel=alternate type=application/atom+xml href=" /b.xml\n">',
    )
    assert found(document) == ["https://outlet.example/a.xml", "https://outlet.example/b.xml"]


def test_relative_addresses_follow_the_base() -> None:
    document = page('<base href="/blog/">', link("feed"))
    assert found(document) == ["https://outlet.example/blog/feed"]
    assert found(page('<base href="ftp://files.example/">', link("feed"))) == [f"{HOME}feed"]


def test_comment_feeds_come_last() -> None:
    document = page(
        link("/comments/feed/", title="Outlet » Comments Feed"), link("/feed/", title="Outlet » Feed")
    )
    main, comments = feeds_on(document, "text/html", HOME)
    assert (main.address, main.comments) == ("https://outlet.example/feed/", False)
    assert comments.comments


def test_same_address_comes_once() -> None:
    document = page(
        link("/feed"), link("/feed/"), link("http://outlet.example/feed#x"), body='<a href="/feed">RSS</a>'
    )
    assert found(document) == ["https://outlet.example/feed"]


def test_what_only_resembles_a_declared_feed_is_left_out() -> None:
    document = page(
        link("/wp-json/wp/v2/posts/7", "application/json"),
        link("/wp-json/oembed/1.0/embed?url=x", "application/json+oembed"),
        link("/style.css", "text/css"),
        link("/de/", "text/html"),
        link("/sitemap.xml", "application/xml"),
        link("/app.xml", rel="icon"),
        link("javascript:alert(1)"),
        link("file:///etc/passwd"),
        link("https://me:secret@outlet.example/feed"),
        link(""),
        link("https://[broken/feed"),
    )
    assert found(document) == []


def test_links_that_look_like_feeds_are_weaker_candidates() -> None:
    document = page(
        link("/declared"),
        body="""<a href="/rss/world.xml"><b>World</b> news</a> <a href="/about">About</a> <a href="feed">x</a>
        <a href="https://outlet.example/?feed=rss2">RSS</a> <a href="feed://outlet.example/own">Own</a>
        <a href="/news/feeding-the-poor">No</a> <a href="mailto:rss@outlet.example">Mail</a>""",
    )
    declared, *linked = feeds_on(document, "text/html", HOME)
    assert declared.declared
    assert not any(one.declared for one in linked)
    assert linked[0].title == "World news"
    assert [one.address for one in linked] == [
        "https://outlet.example/rss/world.xml",
        "https://outlet.example/world/feed",
        "https://outlet.example/?feed=rss2",
        "https://outlet.example/own",
    ]


@pytest.mark.parametrize(
    "href",
    [
        "/rss",
        "/a/feed/",
        "/news.rss",
        "/rss2.xml",
        "/world/rss.xml",
        "/feeds/posts/default",
        "/x_rss.xml",
        "/rss/world/Europe.xml",
    ],
)
def test_feedlike_path_counts(href: str) -> None:
    assert found(page(body=f'<a href="{href}">x</a>')) == [f"https://outlet.example{href}"]


def test_page_in_another_encoding_is_read() -> None:
    document = page(link("/feed", title="Café")).decode().encode("cp1252")
    (one,) = feeds_on(document, "text/html; charset=iso-8859-1", HOME)
    assert one.title == "Café"


def test_pages_own_address_is_not_a_candidate() -> None:
    assert (
        found(page(body='<a href="#top">x</a><a href="">y</a><a href="/rss">z</a>'), f"{HOME[:-7]}/rss") == []
    )


def test_hostile_page_is_bounded() -> None:
    many = page(*(link(f"/{n}/feed", title="x" * 5_000) for n in range(2_000)))
    candidates = feeds_on(many, "text/html", HOME)
    assert len(candidates) == MAX_CANDIDATES
    assert all(len(one.title) <= 120 for one in candidates)
    deep = b"<a href='/feed'>" * 50_000 + b"x" * 100_000
    assert found(deep) == ["https://outlet.example/feed"]
    assert found(page(link("/" + "a" * 5_000))) == []


@given(
    st.binary(max_size=300), st.sampled_from(["text/html", "text/html; charset=utf-16", "x;charset=\udc80"])
)
def test_no_bytes_make_it_raise(body: bytes, content_type: str) -> None:
    feeds_on(b"<html>" + body, content_type, HOME)
    feeds_on(body, content_type, HOME)


@given(st.text(max_size=60))
def test_whatever_is_linked_only_web_addresses_come_back(href: str) -> None:
    candidates = feeds_on(page(link(href.replace('"', ""))), "text/html", HOME)
    assert all(one.address.startswith(("http://", "https://")) for one in candidates)
    assert all(one.address.isprintable() for one in candidates)


@pytest.mark.parametrize(
    ("address", "first"),
    [
        (
            "https://www.youtube.com/channel/UC-x_1/videos",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UC-x_1",
        ),
        ("https://youtube.com/user/un", "https://www.youtube.com/feeds/videos.xml?user=un"),
        (
            "https://www.youtube.com/watch?v=a&list=PL1&x",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
        ),
        ("https://old.reddit.com/r/worldnews/top/", "https://www.reddit.com/r/worldnews/.rss"),
        ("https://github.com/owner/name/releases/tag/v1", "https://github.com/owner/name/releases.atom"),
        ("https://github.com/owner/name/commits/main", "https://github.com/owner/name/commits/main.atom"),
        ("https://social.example/@bob", "https://social.example/@bob.rss"),
        ("https://medium.com/@bob/story", "https://medium.com/feed/@bob"),
        ("https://wire.substack.com/p/story", "https://wire.substack.com/feed"),
        ("https://outlet.example", "https://outlet.example/feed"),
        ("https://outlet.example/blog/post.html?x=1", "https://outlet.example/blog/feed"),
        ("http://outlet.example:8080/blog", "http://outlet.example:8080/blog/feed"),
    ],
)
def test_usual_address_comes_first(address: str, first: str) -> None:
    assert usual_addresses(address)[0] == first


def test_root_is_tried_below_a_path_too() -> None:
    tried = usual_addresses("https://outlet.example/blog/")
    assert "https://outlet.example/rss.xml" in tried
    assert len(tried) == len(set(tried)) == MOST


def test_address_itself_is_not_guessed() -> None:
    assert "https://outlet.example/feed" not in usual_addresses("https://outlet.example/feed/")


@given(st.text(max_size=80).map(lambda text: f"https://{text}") | st.text(max_size=30))
def test_no_address_makes_guessing_raise(address: str) -> None:
    assert len(usual_addresses(address)) <= MOST
