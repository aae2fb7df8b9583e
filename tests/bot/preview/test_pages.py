"""What the preview makes of a payload: Discord's markdown, in HTML that holds no more than it says."""

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from itertools import cycle
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.preview import Scene, page
from bot.preview.blocks import blocks
from bot.preview.inline import inline
from bot.words import speaking
from tests.bot.hostile import texts
from tests.bot.preview.everything import everything

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
SCENE = Scene(now=NOON, zone=ZoneInfo("Europe/Berlin"))
TAGS = re.compile(
    "html|head|meta|title|style|body|main|article|section|header|div|span|time|a|p|pre|code|h[1-4]|[uo]l|li"
    "|blockquote|strong|em|u|s|hr"
)
ATTRIBUTES = re.compile("lang|charset|http-equiv|content|name|class|aria-hidden|datetime|href|rel|value")
THINGS = st.one_of(
    texts, texts, st.none(), st.booleans(), st.integers(), st.floats(), st.just([]), st.just({})
)


def spoilt(payload: Any, things: Iterator[Any], *, loose: bool) -> Any:
    """The payload with other texts, or things that are no texts; `loose`: other numbers too."""
    if isinstance(payload, dict):
        return {key: spoilt(one, things, loose=loose) for key, one in payload.items()}
    if isinstance(payload, list):
        return [spoilt(one, things, loose=loose) for one in payload]
    return next(things) if loose or isinstance(payload, str) else payload


class Strict(HTMLParser):
    """Refuses what the preview never writes, and what is not closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert TAGS.fullmatch(tag), tag
        for name, value in attrs:
            assert ATTRIBUTES.fullmatch(name), name
            if name == "href":
                assert re.match(r"https?://[^\s\"<>]+$", value or "")
        if tag not in ("meta", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(things=st.lists(THINGS, min_size=1, max_size=8), loose=st.booleans())
def test_no_payload_gets_out_of_its_text(things: list[Any], loose: bool) -> None:
    shown = page(spoilt(everything(), cycle(things), loose=loose), SCENE)
    strict = Strict()
    strict.feed(shown)
    strict.close()
    assert strict.open == []
    shown.encode()


@given(words=st.one_of(texts, st.text(alphabet="*_~|`[]()<>@#:/\\ \nhtp.s1-", max_size=200)))
def test_no_text_opens_a_tag_of_its_own(words: str) -> None:
    strict = Strict()
    strict.feed(blocks(words, SCENE))
    strict.close()
    assert strict.open == []


def test_page_allows_its_own_style_and_nothing_else() -> None:
    shown = page(everything(), SCENE)
    style = re.search(r"<style>(.*?)</style>", shown, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', shown)
    assert style is not None
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert (
        policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert shown.index("Content-Security-Policy") < shown.index("<style>")
    for reaching_out in ("<script", "<img", "<link", "@import", "url(", "src=", "style="):
        assert reaching_out not in shown
    assert ".cc53030{--bar:#c53030}" in style[1]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a **b** *c* _d_ __e__ ~~f~~", "a <strong>b</strong> <em>c</em> <em>d</em> <u>e</u> <s>f</s>"),
        ("***both***", "<strong><em>both</em></strong>"),
        (
            r"\*\*not\*\* \<t:1:R\> 2 * 3 * 4 snake_case_name",
            "**not** &lt;t:1:R&gt; 2 * 3 * 4 snake_case_name",
        ),
        ("||told||", '<span class="spoiler">told</span>'),
        ("`**raw** <b>`", "<code>**raw** &lt;b&gt;</code>"),
        ("<@1> <@!1> <@&2> <#3>", "@1 @1 @role 2 #3"),
        ("</watch add:9> <:flag:8> @here", "/watch add :flag: @here"),
        ("<t:1650967200:f>", "26 April 2022 12:00"),
        ("<t:1650967200:F> <t:1650967200:D>", "Tuesday 26 April 2022 12:00 26 April 2022"),
        ("<t:1650967200:t> <t:1650967200:T> <t:1650967200:d>", "12:00 12:00:00 26/04/2022"),
        ("<t:1650967200:R> <t:1651140000:R>", "2 hours ago in 2 days"),
        ("<t:9999999999999999:R>", "&lt;t:9999999999999999:R&gt;"),
    ],
)
def test_line_is_shown_as_discord_shows_it(words: str, shown: str) -> None:
    drawn = inline(words, SCENE)
    plain = re.sub(r'</?(?:time|span class="mention"|span)(?: [^>]*)?>', "", drawn)
    assert shown in (drawn, plain)


def test_links_lead_to_the_web_alone() -> None:
    drawn = inline(
        "[Wire **one**](https://meridian.example/a?b=1&c) https://x.example/a, <https://y.example/>", SCENE
    )
    assert '<a href="https://meridian.example/a?b=1&amp;c" rel="noopener noreferrer nofollow">' in drawn
    assert "Wire <strong>one</strong></a>" in drawn
    assert ">https://x.example/a</a>, " in drawn
    assert ">https://y.example/</a>" in drawn
    assert "<a" not in inline(
        "[a](javascript:alert(1)) [b](data:text/html,x) https://user:pw@x.example/ //x", SCENE
    )


def test_blocks_are_shown_as_discord_shows_them() -> None:
    drawn = blocks("# A\n-# b\n- c\n  - d\n3. e\n> f\n> > g\nh\ni\n```py\nj **k**\n```\n>>> l\nm", SCENE)
    assert drawn == (
        '<h2>A</h2><p class="small">b</p><ul><li>c</li><li class="inner">d</li></ul>'
        '<ol><li value="3">e</li></ol>'
        "<blockquote><p>f\n&gt; g</p></blockquote><p>h\ni</p><pre>j **k**\n</pre>"
        "<blockquote><p>l\nm</p></blockquote>"
    )


def test_german_server_reads_german_moments() -> None:
    with speaking("de"):
        drawn = unescape(inline("<t:1650967200:F> <t:1650967200:R>", SCENE))
        assert 'lang="de"' in page({}, SCENE)
    assert "Dienstag, 26. April 2022 um 12:00" in drawn
    assert "vor 2 Stunden" in drawn


def test_link_holds_no_link_and_a_heading_is_as_long_as_one_may_be() -> None:
    for told in (
        "[https://x.example](https://y.example)",
        "**[a <https://x.example> b](https://y.example)**",
    ):
        assert inline(told, SCENE).count("<a ") == 1
    said = "see https://x.example " + "*a " * 40_000
    held = {"title": said, "url": "https://y.example", "fields": [{"name": said, "value": said}]}
    drawn = page({"embeds": [held]}, SCENE)
    assert drawn.count('href="https://y.example') == 1
    assert drawn.count('href="https://x.example') == 2, "of the field's name and value"
    assert len(drawn) < 40_000
