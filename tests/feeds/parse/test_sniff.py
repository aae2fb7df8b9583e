"""What is no feed is said to be what it is, error pages sent with status 200 among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import NotAFeed
from feeds.parse.document import parse
from feeds.parse.sniff import seems_to_be


def refused(body: bytes) -> NotAFeed:
    parsed = parse(body, "https://o.example/", "text/html")
    assert isinstance(parsed, NotAFeed), parsed
    return parsed


def page(title: str, words: str = "") -> bytes:
    return f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body>{words}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        page("The Harbour Courier", "News of the day"),
        b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<html><title>Ein Blatt</title>".encode("utf-16"),
        b"\n<HTML><HEAD></HEAD>",
        b"<script>var a = 1</script><body>x",
        page("Forbidden City reopens to visitors"),
        page("The 500 best songs"),
        page("How to log in anywhere"),
        b"<p>" + b"x" * 100 + b"</p><html><body>late</body></html>",
    ],
)  # fmt: skip
def test_web_pages_are_pages(body: bytes) -> None:
    told = refused(body)
    assert told.is_page
    assert "web page" in str(told.detail)


@pytest.mark.parametrize(
    ("title", "advice"),
    [
        ("404 Not Found", "new address"),
        ("Error 404 (Not Found)!!1", "new address"),
        ("Page not found – The Courier", "new address"),
        ("Seite nicht gefunden", "new address"),
        ("Page introuvable", "new address"),
        ("Página no encontrada", "new address"),
        ("Страница не найдена", "new address"),
        ("ページが見つかりません", "new address"),
        ("页面未找到", "new address"),
        ("Just a moment...", "only browsers"),
        ("Attention Required! | Cloudflare", "only browsers"),
        ("Access Denied", "nobody in"),
        ("403 Forbidden", "nobody in"),
        ("Accès refusé", "nobody in"),
        ("503 Service Unavailable", "try again later"),
        ("502 Bad Gateway", "try again later"),
        ("Site under maintenance", "try again later"),
        ("Wartungsarbeiten", "try again later"),
        ("Log in ‹ The Courier", "login"),
        ("Anmelden | Kurier", "login"),
        ("Iniciar sesión", "login"),
    ],
)
def test_error_pages_are_told_as_such(title: str, advice: str) -> None:
    told = refused(page(title))
    assert told.is_page
    assert "error page" in str(told.detail)
    assert title[:12] in str(told.detail)
    assert advice in str(told.detail)


def test_page_without_title_is_told_by_its_few_words() -> None:
    assert "error page" in str(refused(b"<html><body><p>Service Unavailable</p></body></html>").detail)
    assert "error page" in str(
        refused(b"<html><body><h1>Not Found</h1><p>" + b"x " * 900 + b"</p></html>").detail
    )


def test_error_in_plain_text_is_told_as_such() -> None:
    told = refused(b"404 page not found\n")
    assert not told.is_page
    assert "404 page not found" in str(told.detail)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"\xff\xfe \0\n\0", "neither"),
        (b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemap"),
        (b"<sitemapindex/>", "list of sitemaps"),
        (b'<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>', "wirewatch feeds import"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"GIF89a", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"PK\x03\x04", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"ID3\x04", "recording"),
        (b"<soap:Envelope xmlns:soap='x'/>", "its root is <Envelope>"),
        (b'{"a": 1}', "JSON"),
        (b"Hello there", "neither RSS nor Atom"),
    ],
)
def test_other_documents_are_named(body: bytes, says: str) -> None:
    told = refused(body)
    assert says in str(told.detail)
    assert not told.is_page


def test_title_of_a_page_cannot_break_out_of_the_sentence() -> None:
    told = refused(page("404 &lt;b&gt;\u202e" + "x" * 500))
    assert "\u202e" not in str(told.detail)
    assert len(str(told.detail)) < 300


@given(st.binary(max_size=300))
def test_any_bytes_may_be_asked_about(body: bytes) -> None:
    told = seems_to_be(body)
    assert told is None or told.detail
