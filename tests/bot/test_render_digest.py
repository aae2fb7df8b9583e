"""Digests in as many messages as they take: each thing once, in order, within every limit."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.edition import cut
from bot.render.digest import MOST_PAGES, digest_answer, digest_message, pages
from bot.render.message import Json, RenderedMessage
from bot.render.terminal_digest import digest_panel
from summarise.model import AgendaItem, Digest, DigestItem, StoryQuote, SummarySentence
from tests.bot import hostile
from tests.bot.news import NOON, digest, sentence
from tests.bot.reading import FORMATS, check_layout, foreign, markdown, walk
from tests.bot.test_render_terminal import printed
from tests.fakes.discord.contract import contract
from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.rules.messages import message_complaints

patiently = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """Up to twenty stories of a few kinds, under headings or not, quotes and appointments."""
    kinds = draw(st.lists(hostile.items, max_size=4))
    groups = draw(st.lists(hostile.texts, min_size=1, max_size=3))
    number = draw(st.integers(0, 20)) if kinds else 0
    return replace(
        draw(hostile.digests),
        items=tuple(
            replace(kinds[n % len(kinds)], story=n, group=groups[n * len(groups) // 20])
            for n in range(number)
        ),
        quotes=tuple(draw(st.lists(hostile.quotes, max_size=3))) * draw(st.integers(1, 4)),
        agenda=tuple(draw(st.lists(hostile.agenda, max_size=3))) * draw(st.integers(1, 4)),
        style=draw(st.sampled_from(("headlines", "brief", "standard"))),
        missed_since=draw(st.none() | hostile.moments),
    )


def texts(message: RenderedMessage) -> list[str]:
    return list(markdown(message))


def documented(request: Json) -> tuple[Complaint, ...]:
    """What Discord's document, where it is there, finds wrong with a post."""
    judge = contract()
    return judge.request("POST", "/channels/{channel_id}/messages", {}, request) if judge else ()


@patiently
@given(digests())
def test_pages_hold_each_thing_once_in_order_within_every_limit(whole: Digest) -> None:
    cuts = pages(whole)
    assert 1 <= len(cuts) <= MOST_PAGES
    assert [(page.page, page.pages) for page in cuts] == [(n, len(cuts)) for n in range(1, len(cuts) + 1)]
    kept: list[DigestItem | StoryQuote | AgendaItem] = []
    for page in cuts:
        kept += [*page.items, *page.quotes, *page.agenda]
        message = digest_message(1, page)
        check_layout(message)
        request = {**message.payload(), "nonce": "n", "enforce_nonce": True}
        assert message_complaints(request) == []
        assert not documented(request)
        assert all(FORMATS.search(foreign(text)) is None for text in texts(message))
        assert (f"page {page.page} of {page.pages}" in texts(message)[0]) == (page.pages > 1)
        assert len(pages(page)) == 1  # nothing of a page is left out where it is shown
    everything = [*whole.items, *whole.quotes, *whole.agenda]
    assert kept == everything[: len(kept)]
    assert sum(page.left for page in cuts) == len(everything) - len(kept)
    if len(cuts) < MOST_PAGES:
        assert kept == everything
    check_layout(digest_answer(whole))


def quote(number: int, speaker: str | None = "Nia Quill") -> StoryQuote:
    said = sentence(f"“The road stays closed for week {number}.”")
    return StoryQuote(
        kind="quote", actor=None, speaker=speaker, behalf_actor=None, behalf=None, printed=(said,)
    )


def appointment(number: int) -> AgendaItem:
    what = sentence(f"Assembly {number} elects its speaker.", "Harbour Courier")
    day = date(2022, 4, 26) + timedelta(days=number)
    return AgendaItem(date=day, last=day, clock=None, at=None, what=what, actors=())


def grouped(stories: int) -> Digest:
    """The first half of the stories under one heading, the others under another."""
    day = digest(stories)
    items = tuple(
        replace(item, group="World" if 2 * n < stories else "Sport *today*")
        for n, item in enumerate(day.items)
    )
    agenda = (appointment(1), appointment(2))
    return replace(day, items=items, quotes=(quote(1), quote(2)), agenda=agenda)


def test_headings_quotes_and_appointments_stand_in_order_with_their_links() -> None:
    shown = texts(digest_message(5, grouped(2)))
    assert shown[0].startswith("## Digest, Tuesday 26 April 2022\n-# 2 stories, <t:")
    assert shown[1].startswith("### World\n**Headline 0**")
    assert shown[2].startswith("### Sport \\*today\\*\n**Headline 1**")
    assert shown[3].splitlines() == [
        "### Quotes of the day",
        "- **Nia Quill**: “The road stays closed for week 1.” [Meridian Wire](https://meridian.example/a)",
        "- **Nia Quill**: “The road stays closed for week 2.” [Meridian Wire](https://meridian.example/a)",
    ]
    heading, first, _ = shown[4].splitlines()
    assert heading == "### Coming days"
    assert first.startswith("- **Wednesday 27 April 2022** Assembly 1 elects")
    assert first.endswith("[Harbour Courier](https://harbour.example/a)")
    assert len(shown) == 5


def test_headlines_are_a_line_a_story() -> None:
    day = replace(grouped(3), style="headlines", quotes=(), agenda=())
    day = replace(day, items=(replace(day.items[0], new_since=NOON), *day.items[1:]))
    world, sport = texts(digest_message(5, day))[1:]
    assert world.splitlines() == [
        "### World",
        "- Update: **[Headline 0](https://meridian.example/a)** · Meridian Wire, Harbour Courier"
        " · <t:1650974400:R>",
        "- **[Headline 1](https://meridian.example/a)** · Meridian Wire, Harbour Courier · <t:1650974400:R>",
    ]
    assert sport.startswith("### Sport \\*today\\*\n- **[Headline 2]")


def test_brief_stories_have_one_sentence() -> None:
    [_, story] = texts(digest_message(5, replace(digest(1), style="brief")))
    assert story.splitlines() == [
        "**Headline 0**",
        "The two men met in Moscow. [Meridian Wire](https://meridian.example/a)",
        "-# Meridian Wire, Harbour Courier · António Guterres, Vladimir Putin · <t:1650974400:R>",
    ]


@pytest.mark.parametrize("style", ["headlines", "brief", "standard"])
def test_told_story_is_marked_as_an_update_in_every_style(style: Any) -> None:
    day = digest(1)
    day = replace(day, style=style, items=(replace(day.items[0], new_since=day.since),))
    assert "Update: " in texts(digest_message(5, day))[1]
    assert "Update: Headline 0" in printed(digest_panel(day))


def test_long_digest_takes_several_messages_and_repeats_its_headings() -> None:
    day = grouped(18)
    first, *others = pages(day)
    shown = [texts(digest_message(5, page)) for page in (first, *others)]
    assert len(shown) > 1
    assert shown[0][0].splitlines()[1].startswith("-# 18 stories, <t:")
    assert shown[0][0].splitlines()[0].endswith(f"26 April 2022 · page 1 of {len(shown)}")
    assert shown[1][0] == f"## Digest, Tuesday 26 April 2022 · page 2 of {len(shown)}"
    assert all(page[1].startswith("### ") for page in shown)
    headlines = [line for page in shown for text in page for line in text.splitlines() if "Headline" in line]
    assert headlines == [f"**Headline {n}**" for n in range(18)]


def test_stories_of_a_few_words_are_parted_before_a_message_has_too_many_pieces() -> None:
    day = digest(30)
    items = tuple(replace(i, summary=replace(i.summary, sentences=()), sources=()) for i in day.items)
    first, second = (digest_message(5, page) for page in pages(replace(day, items=items, style="brief")))
    assert not [*message_complaints(first.payload()), *message_complaints(second.payload())]
    assert len(walk(first.components)) == 38, "two are kept for what may be left out"


def test_what_five_messages_cannot_hold_is_counted() -> None:
    day = digest(40)
    long = SummarySentence(text="word " * 200, article=1, start=0, end=9, outlet="A", url=None)
    items = tuple(replace(i, summary=replace(i.summary, sentences=(long,) * 5)) for i in day.items)
    cuts = pages(replace(day, items=items))
    assert len(cuts) == MOST_PAGES
    left = 40 - sum(len(page.items) for page in cuts)
    assert left > 0
    assert texts(digest_message(5, cuts[-1]))[-1] == f"-# and {left} more"
    assert not any("more" in text for text in texts(digest_message(5, cuts[0])))


def test_gap_that_was_too_long_and_nothing_new_are_said_once() -> None:
    day = replace(digest(0), missed_since=NOON - timedelta(days=9))
    [shown] = texts(digest_message(5, day))
    assert shown.splitlines()[1:] == [
        "-# Nothing new, <t:1650888000:f> to <t:1650974400:f>",
        "-# What came before <t:1650888000:f> is left out.",
    ]
    assert "What came before 25 Apr 2022 12:00 UTC is left out." in printed(digest_panel(day))
    assert all(page.missed_since is None for page in pages(replace(grouped(18), missed_since=NOON))[1:])


def test_terminal_takes_a_digest_whole() -> None:
    day = grouped(18)
    assert cut("terminal", day) == (day,)
    assert cut("channel:1", day) == pages(day)
    shown = printed(digest_panel(grouped(2)))
    for words in (
        "World",
        "Quotes of the day",
        "Nia Quill: “The road",
        "Coming days",
        "Wed 27 Apr: Assembly 1",
    ):
        assert words in shown
