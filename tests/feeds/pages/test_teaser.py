"""What is only a teaser is told from what is an article, in many feeds' manners."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Entry, ParsedFeed
from feeds.pages.teaser import CUT_OFF, MOST, SHORT, bears_out, is_teaser, length, outlasts, pages_of
from tests.feeds.pages.pages import ARTICLE, TEASER, TITLE

WORD = "harbour "
WHOLE = "\n".join(ARTICLE)


def entry(text: str = TEASER, url: str | None = "https://harbour.example/ferry", guid: str = "e1") -> Entry:
    return Entry(guid=guid, title=TITLE, text=text, url=url, author=None, published_at=None, content_hash="x")


def feed(*entries: Entry) -> ParsedFeed:
    return ParsedFeed(title="Harbour Post", url=None, language="en", entries=entries)


@pytest.mark.parametrize(
    "text",
    [
        "",
        TITLE,
        f"{TITLE}\n{TEASER}",
        WORD * (SHORT - 1),
        WORD * 200 + "…",
        WORD * 200 + "...",
        WORD * 200 + "[…]",
        WORD * 200 + "\nContinue reading",
        WORD * 200 + "\nContinue reading “Ferry runs again” →",
        WORD * 200 + "\nRead more.",
        WORD * 200 + "Weiterlesen »",
        WORD * 200 + "Mehr lesen",
        WORD * 200 + "Lire la suite",
        WORD * 200 + "Seguir leyendo",
        WORD * 200 + "Leia mais",
        WORD * 200 + "Leggi tutto",
        WORD * 200 + "Lees meer",
        WORD * 200 + "Читать далее",
        WORD * 200 + "阅读全文",
        WORD * 200 + "[…]\nThe post Ferry runs again appeared first on Harbour Post.",
        WORD * 200 + "[…] Der Beitrag Fähre fährt erschien zuerst auf Hafenpost.",
        "港" * SHORT,
    ],
)
def test_short_or_broken_off_text_is_a_teaser(text: str) -> None:
    assert is_teaser(TITLE, text)


@pytest.mark.parametrize(
    "text",
    [
        WORD * SHORT,
        WHOLE,
        WHOLE + "\nThe post Ferry runs again appeared first on Harbour Post.",
        WORD * CUT_OFF + "…",
        WORD * CUT_OFF + "\nRead more",
        "港" * 2 * SHORT,
    ],
)
def test_whole_article_is_no_teaser(text: str) -> None:
    assert not is_teaser(TITLE, text)


def test_auto_wants_the_pages_of_teasers_alone() -> None:
    read = feed(entry(guid="teaser"), entry(WHOLE, guid="whole"), entry(url=None, guid="nowhere"))
    assert pages_of(read, "auto") == {"teaser"}
    assert pages_of(read, "always") == {"teaser", "whole"}
    assert pages_of(read, "never") == frozenset()


def test_pages_of_the_first_entries_alone_are_wanted() -> None:
    read = feed(*(entry(guid=str(number)) for number in range(MOST + 1)))
    assert pages_of(read, "auto") == {str(number) for number in range(MOST)}


@pytest.mark.parametrize(
    "text", ["The post " * 660, "read more " * 290, "港" * 2900, "The post\n" * 660, "… " * 290]
)
def test_no_text_takes_long_to_judge(text: str) -> None:
    began = process_time()
    pages_of(feed(*[entry(text)] * MOST), "auto")
    assert process_time() - began < 0.5


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example/ferry.mp3",
        "https://harbour.example/ferry.PDF?download=1",
        "https://harbour.example/ferry.jpg",
        "https://www.youtube.com/watch?v=1",
        "https://m.youtube.com/watch?v=1",
        "https://youtu.be/1",
        "https://vimeo.com/1",
        "https://x.com/harbour/status/1",
        "mailto:harbour@harbour.example",
        "javascript:alert(1)",
    ],
)
def test_addresses_of_anything_but_text_are_never_wanted(url: str) -> None:
    assert pages_of(feed(entry(url=url)), "always") == frozenset()


@pytest.mark.parametrize(
    "url", ["https://netflix.com/a", "https://harbour.example/a.mp3/about", "http://xx.com"]
)
def test_addresses_that_only_look_like_those_are_wanted(url: str) -> None:
    assert pages_of(feed(entry(url=url)), "auto") == {"e1"}


def test_page_bears_out_the_teaser_that_it_continues() -> None:
    assert bears_out(WHOLE, TITLE, TEASER)
    assert bears_out(WHOLE, TITLE, "")


def test_nothing_bears_out_an_entry_that_announces_nothing() -> None:
    assert not bears_out(WHOLE, "", "")
    assert not bears_out(WHOLE, "It is …", "")


def test_page_about_something_else_bears_out_nothing() -> None:
    other = "The parliament debated the budget for the railways until the morning, and voted for it. " * 10
    assert not bears_out(other, TITLE, TEASER)


def test_page_that_tells_no_more_than_the_feed_bears_out_nothing() -> None:
    assert not bears_out(TEASER, TITLE, TEASER)
    assert not bears_out(ARTICLE[0], TITLE, WHOLE)


def test_whole_article_outlasts_a_mended_teaser_of_its_own() -> None:
    assert outlasts(TITLE, WHOLE, TITLE, TEASER.replace("after", ", after"))
    assert outlasts(TITLE, WHOLE, "Ferry is back", TEASER)


def test_teaser_whole_text_and_another_article_outlast_nothing() -> None:
    assert not outlasts(TITLE, TEASER, TITLE, ARTICLE[0][:60])
    assert not outlasts(TITLE, WORD * 100 + WHOLE, TITLE, WHOLE)
    assert not outlasts(TITLE, WHOLE, "Budget for the railways", "The parliament debated until morning.")


def test_scripts_without_spaces_are_compared_too() -> None:
    told = "渡轮恢复运行 港务局周一表示 "
    assert bears_out(told * 3, "渡轮恢复运行", "港务局周一表示")
    assert not bears_out("议会昨夜通过铁路预算法案" * 3, "渡轮恢复运行", "港务局周一表示")


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_is_judged_without_trouble(title: str, text: str) -> None:
    assert is_teaser(title, text) in (True, False)
    assert bears_out(text, title, text) is False
    assert length(text) <= len(text)
