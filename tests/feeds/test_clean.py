"""Text from feeds becomes plain text, addresses become canonical, whatever comes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.clean import (
    MAX_MARKUP,
    MAX_TEXT,
    canonical,
    headline,
    is_canonical,
    line,
    plain,
    prose,
    visible,
)

MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<br>", "<script>", "</script>", "<!--", "]]>", "&#0;", "&amp;", "<a b='", "é\x00"]
    )
    | st.text(max_size=20),
    max_size=30,
).map("".join)


def test_paragraphs_become_lines() -> None:
    markup = "<p>One &amp; <b>only</b>.</p>\n<p>Two,<br/>three.</p><ul><li>four</li><li>five</li></ul>"
    assert prose(markup) == "One & only.\nTwo,\nthree.\nfour\nfive"


def test_words_of_neighbouring_inline_tags_stay_one_word() -> None:
    assert prose("<p>un<em>believ</em>able</p>") == "unbelievable"


def test_scripts_styles_captions_and_forms_are_not_news() -> None:
    markup = (
        "<style>p{}</style><p>News.</p><script>alert(1)</script><figure><img src=x>"
        "<figcaption>A photo</figcaption></figure><form>Subscribe</form> And more."
    )
    assert prose(markup) == "News.\nAnd more."


def test_text_without_tags_keeps_its_lines() -> None:
    assert prose("First &amp; foremost.\r\n\r\nSecond   line.\n") == "First & foremost.\nSecond line."


def test_text_with_inline_tags_alone_keeps_its_blank_lines() -> None:
    assert (
        prose("First <b>one</b>,\nstill first.\n\n \n<a href='x'>Second</a>.")
        == "First one, still first.\nSecond."
    )
    assert prose("<p>One</p>\n\nTwo <b>in\n\none</b>") == "One\nTwo in one"


def test_plain_text_keeps_its_signs() -> None:
    assert plain("a <b> &amp;\r\n\n c\u200bd ") == "a <b> &amp;\ncd"


def test_a_less_than_sign_is_not_a_tag() -> None:
    assert prose("2 < 3 and 4 > 3") == "2 < 3 and 4 > 3"


def test_deep_nesting_is_read_without_recursion() -> None:
    assert "core" in prose("<div>" * 5_000 + "core") or prose("<div>" * 5_000 + "core") == ""


def test_huge_markup_is_cut() -> None:
    assert len(prose("word " * MAX_MARKUP)) <= MAX_TEXT


def test_invisible_characters_vanish() -> None:
    text = "pay\u200bpal \u202eevil\u202c a\x00b\x07 \ufeffc\u00add \ud800e\nnext"
    assert visible(text) == "paypal evil ab cd e\nnext"


def test_emoji_and_accents_stay() -> None:
    assert visible("Dvořák — “quoted” 🎻") == "Dvořák — “quoted” 🎻"


def test_line_is_one_line_and_bounded() -> None:
    assert line(" a\n b\t c ", 3) == "a b"


def test_headline_keeps_angle_brackets_unless_it_is_html() -> None:
    assert headline("AT&amp;T <b>rises</b>", is_html=True) == "AT&T rises"
    assert headline("x <b> y", is_html=False) == "x <b> y"


@given(MARKUP)
def test_prose_is_always_visible_plain_lines(markup: str) -> None:
    text = prose(markup)
    assert all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"} for c in text)
    assert "" not in text.split("\n") or text == ""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTPS://Example.ORG:443/Path?b=2&a=1#top", "https://example.org/Path?b=2&a=1"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a?utm_source=rss&id=7&fbclid=x", "https://example.org/a?id=7"),
        ("https://example.org/a?utm_source=rss", "https://example.org/a"),
        ("https://user:pass@example.org/a", "https://example.org/a"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://example.org/a b(c)<d>\u202e", "https://example.org/a%20b%28c%29%3Cd%3E"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
    ],
)
def test_canonical_address(address: str, expected: str) -> None:
    assert canonical(address) == expected


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/", "/relative", "",
     "http://",
     "http://[::1", "http://a.example:99999/", "http://a b.example/", "https://x.example/" + "a" * 3_000],
)  # fmt: skip
def test_what_is_no_web_address_has_no_canonical_form(address: str) -> None:
    assert canonical(address) is None


@given(st.from_regex(r"https?://[a-z0-9.-]{0,90}/[!-~]{0,20}", fullmatch=True))
def test_address_that_looks_canonical_is(address: str) -> None:
    if is_canonical(address):
        spelt_oddly = "HTTP" + address[4:]
        assert canonical(spelt_oddly) == address


@given(
    st.text(max_size=80)
    | st.text(max_size=60).map("https://".__add__)
    | st.text(max_size=40).map("http://a.example/".__add__)
)
def test_canonical_is_its_own_canonical_form(address: str) -> None:
    once = canonical(address)
    if once is not None:
        assert once.startswith(("http://", "https://"))
        assert once.isascii()
        assert not set(once) & set(" <>\"'()|\\^`{}") - {"'"}
        assert canonical(once) == once
