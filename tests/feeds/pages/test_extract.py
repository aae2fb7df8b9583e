"""Articles are taken from pages; stubs, walls and errors are known for what they are."""

import codecs
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.clean import MAX_TEXT
from feeds.model import Extracted, NoArticle
from feeds.pages.extract import extract
from feeds.pages.wall import led_astray
from tests.feeds.pages.pages import ARTICLE, TITLE, page

HERE = "https://harbour.example/news/ferry"
HTML = "text/html; charset=utf-8"
LOCKED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"%s}</script>'
)


def read(body: bytes, content_type: str = HTML, address: str = HERE) -> Extracted:
    found = extract(body, content_type, address)
    assert isinstance(found, Extracted), found
    return found


def refused(body: bytes, content_type: str = HTML, address: str = HERE) -> str:
    found = extract(body, content_type, address)
    assert isinstance(found, NoArticle), found
    return found.detail


def test_article_is_its_own_paragraphs_without_what_stands_around() -> None:
    assert read(page()) == Extracted(title=TITLE, text="\n".join(ARTICLE), canonical=None)


def test_title_that_is_meant_to_be_shared_comes_first() -> None:
    assert (
        read(page(head='<meta property="og:title" content="Ferry &amp; captain">')).title == "Ferry & captain"
    )


@pytest.mark.parametrize(
    ("declared", "kept"),
    [
        ('<link rel="canonical" href="https://harbour.example/ferry?utm_source=feed">', "/ferry"),
        ('<link rel="canonical" href="/ferry#top">', "/ferry"),
        ('<meta property="og:url" content="https://harbour.example/shared">', "/shared"),
        ('<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="/b">', "/b"),
        ('<link rel="canonical" href="https://elsewhere.example/ferry">', None),
        ('<link rel="canonical" href="https://notharbour.example/ferry">', None),
        ('<link rel="canonical" href="https://harbour.example/">', None),
        ('<link rel="canonical" href="http://harbour.example/ferry">', None),
        ('<link rel="canonical" href="https://harbour.example:8443/ferry">', None),
        ('<link rel="canonical" href="https://[::1/ferry">', None),
        ('<link rel="canonical" href="">', None),
        ('<link rel="alternate" href="/other">', None),
    ],
)
def test_canonical_address_is_believed_on_its_own_host(declared: str, kept: str | None) -> None:
    expected = None if kept is None else f"https://harbour.example{kept}"
    assert read(page(head=declared)).canonical == expected


def test_canonical_address_may_be_on_a_related_host() -> None:
    declared = '<link rel="canonical" href="https://www.harbour.example/ferry">'
    assert read(page(head=declared), address="https://m.harbour.example/f").canonical == (
        "https://www.harbour.example/ferry"
    )


def test_hostile_characters_are_gone() -> None:
    found = read(
        page(*ARTICLE, "The harbour\u202e office\u200b said\x00 on &#0;Monday @everyone.", title="A\u202eb")
    )
    assert "\u202e" not in found.text + found.title
    assert "\u200b" not in found.text
    assert "\x00" not in found.text
    assert "The harbour office said on" in found.text


def test_text_is_bounded() -> None:
    assert (
        len(read(page(*(f"{words} {number}." for number in range(400) for words in ARTICLE))).text)
        <= MAX_TEXT
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (
            page("Le café du port a rouvert.", *ARTICLE).replace(b'charset="utf-8"', b""),
            "text/html; charset=latin-1",
        ),
        (page("Le café du port a rouvert.", *ARTICLE), "text/html; charset=iso-8859-2"),
        (
            page("Le café du port a rouvert.", *ARTICLE)
            .decode()
            .replace("utf-8", "windows-1252")
            .encode("cp1252"),
            "text/html",
        ),
        (
            codecs.BOM_UTF16_LE + page("Le café du port a rouvert.", *ARTICLE).decode().encode("utf-16-le"),
            HTML,
        ),
    ],
    ids=["valid UTF-8 wins over the header", "and over another", "the document declares", "a mark wins"],
)
def test_encoding_is_found(body: bytes, content_type: str) -> None:
    assert "Le café du port a rouvert." in read(body, content_type).text


@pytest.mark.parametrize(
    "ending",
    [
        "Subscribe to continue reading.",
        "To read the full story, please log in or register.",
        "This article is for subscribers only.",
        "You have reached your limit of free articles this month.",
        "Already a subscriber? Sign in",
        "Weiterlesen mit Hafenpost Plus",
        "Jetzt abonnieren",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 75 % de cet article à lire.",
        "Suscríbete para seguir leyendo",
        "Contenuto riservato agli abbonati",
        "Этот материал доступен только для подписчиков",
        "この記事は有料会員限定です",
    ],
)
def test_stub_of_a_paywall_is_no_article(ending: str) -> None:
    assert "do not pay" in refused(page(*ARTICLE[:3], ending))


def test_page_that_calls_itself_not_free_is_read_only_where_it_is_whole() -> None:
    assert "do not pay" in refused(page(*ARTICLE[:3], head=LOCKED % ""))
    assert "do not pay" in refused(
        page(*ARTICLE[:3], head='<meta property="article:content_tier" content="locked">')
    )
    whole = [f"{words} It was the {number}th time." for number in range(4) for words in ARTICLE]
    assert whole[-1] in read(page(*whole, head=LOCKED % "")).text


def test_words_that_a_page_keeps_from_its_readers_are_not_taken_from_its_metadata() -> None:
    body = LOCKED % f', "articleBody": "{" ".join(ARTICLE * 3)}"'
    assert "do not pay" in refused(page(ARTICLE[0], head=body))


def test_whole_article_may_end_with_an_offer() -> None:
    whole = [f"{words} It was the {number}th time." for number in range(4) for words in ARTICLE]
    assert whole[-1] in read(page(*whole, "Subscribe to read more of this.")).text


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "is empty"),
        (b"<html></html>", "holds no article"),
        (page("Nothing is here."), "holds no article"),
        (page("We are sorry. It was here, but it has gone.", title="Page not found"), "is an error page"),
        (page("The server has trouble.", title="503 Service Unavailable"), "is an error page"),
        (page("Checking your browser before you go on.", title="Just a moment..."), "is an error page"),
        (page("Please enable JavaScript to see this page."), "is an error page"),
        (page("Leider ist hier nichts mehr.", title="Seite nicht gefunden"), "is an error page"),
        (
            page(
                "We and our partners use cookies to store information on your device, and to learn what you "
                "like to read, how long you read it, and what you did before and after that, on this "
                "site and on all others that our partners look at.",
                "Accept all or manage your choices at any time.",
                title="Your privacy",
            ),
            "asks for consent first",
        ),
    ],
)
def test_page_without_an_article_says_what_it_is(body: bytes, detail: str) -> None:
    assert refused(body) == detail


def test_consent_page_is_known_by_its_address() -> None:
    assert (
        refused(page(), address="https://consent.harbour.example/collect?to=ferry")
        == "asks for consent first"
    )


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/json", "text/plain"])
def test_what_is_no_web_page_is_not_read(content_type: str) -> None:
    assert content_type in refused(page(), content_type)


def test_file_that_claims_to_be_a_page_is_not_read() -> None:
    assert "another kind" in refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40)


@pytest.mark.parametrize(
    ("asked", "got", "astray"),
    [
        ("https://a.example/news/1", "https://a.example/", True),
        ("https://a.example/news/1", "https://www.a.example/en/", True),
        ("https://a.example/news/1", "https://a.example/news/1/", False),
        ("https://a.example/news/1", "https://a.example/?p=1", False),
        ("https://a.example/", "https://a.example/", False),
    ],
)
def test_redirect_to_a_front_page_leads_astray(asked: str, got: str, astray: bool) -> None:
    assert (led_astray(asked, got) is not None) is astray


TAGS = [
    "<p>",
    "</p>",
    "<article>",
    "<div",
    ">",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#xD800;",
    "&#0;",
    "<title>",
    "<meta ",
]
MARKUP = st.lists(st.sampled_from(TAGS) | st.text(max_size=30), max_size=40).map("".join)


@given(MARKUP | st.binary(max_size=300), st.text(max_size=60))
def test_any_page_is_an_article_or_none(body: str | bytes, head: str) -> None:
    data = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    assert isinstance(extract(data, HTML, HERE), Extracted | NoArticle)
    assert isinstance(extract(page(head=head) + data, HTML, head), Extracted | NoArticle)


def test_deep_page_is_read_without_trouble() -> None:
    assert isinstance(extract(b"<div>" * 100_000 + page(), HTML, HERE), Extracted | NoArticle)


def test_trafilatura_is_imported_by_those_alone_who_extract() -> None:
    said = "import sys, feeds.pages.fulltext; print({'trafilatura', 'protego'} & sys.modules.keys())"
    shown = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"
