"""Text of strangers cannot format, link, ping or hide."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.escape import ago, escaped, label, link, plain, web_address
from tests.bot.hostile import addresses, texts
from tests.bot.news import NOON

UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[*_~`|\[\]<>]")


@given(texts)
def test_no_mark_stays_unescaped(text: str) -> None:
    assert UNESCAPED.search(escaped(text)) is None


@given(texts)
def test_nobody_is_pinged(text: str) -> None:
    assert re.search(r"@(everyone|here)", escaped(text), re.IGNORECASE) is None


@given(st.text())
def test_plain_text_is_one_line_that_shows(text: str) -> None:
    line = plain(text)
    assert line == " ".join(line.split())
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in line)
    assert plain(line) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Breaking", "\\# Breaking"),
        ("-# small", "\\-# small"),
        ("- item", "\\- item"),
        ("> quote", "\\> quote"),
        ("1. first", "1\\. first"),
        ("2022 was a year", "2022 was a year"),
        (
            "<t:0:R> <@1> <#2> </digest now:3> <:x:4>",
            "\\<t:0:R\\> \\<@1\\> \\<#2\\> \\</digest now:3\\> \\<:x:4\\>",
        ),
        ("see https://evil.example", "see https:\\//evil.example"),
        ("a\nb\u2028c\td", "a b c d"),
        ("abc\u202edef\u200b\ufeff\u2066", "abcdef"),
        ("press@un.org", "press@un.org"),
    ],
)
def test_marks_are_shown_as_written(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://user:secret@news.example/",
        "https://bbc.example@evil.example/",
        "https://news.example/a b",
        "https://news.example/\u202ea",
        "https://news.example:99999/",
        "https://[::1",
        "https://straße.example/",
        "https://evil.example\\@news.example/",
    ],
)
def test_address_that_cannot_be_trusted_is_no_link(address: str | None) -> None:
    assert web_address(address) is None
    assert link("Outlet", address) == "Outlet"


def test_address_cannot_break_out_of_its_link() -> None:
    broken = link("A](http://evil.example) [B", 'https://news.example/a)[x](b"<c>?q=(1)#[f]')
    assert broken.count("](") == 1
    assert broken.endswith("](https://news.example/a%29%5Bx%5D%28b%22%3Cc%3E?q=%281%29#%5Bf%5D)")


@given(addresses)
def test_addresses_are_ascii_without_brackets(address: str | None) -> None:
    safe = web_address(address)
    if safe is not None:
        assert re.fullmatch(r"https?://[!-~]+", safe)
        assert not set(safe) & set('()[]<>"\\ `')
        assert web_address(safe) == safe


@given(texts)
def test_label_holds_no_bracket(text: str) -> None:
    assert not set(label(text)) & set("[]")


def test_foreign_address_is_encoded() -> None:
    assert (
        web_address("https://münchen.example/ä?ü=%20") == "https://xn--mnchen-3ya.example/%C3%A4?%C3%BC=%20"
    )


def test_time_is_shown_in_the_readers_words() -> None:
    assert ago(NOON) == "<t:1650974400:R>"
