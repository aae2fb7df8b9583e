"""What the terminal shows: everything a reader needs, and nothing that a feed could make it obey."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from bot.outcomes import Sent
from bot.render.terminal import alert_panel, notice_panel, pointer_line, rollup_panel, update_panel
from bot.render.terminal_digest import digest_panel
from bot.render.terminal_words import plain
from bot.terminal import TerminalSender
from summarise.model import Alert, Body, Digest, DigestItem, Flag, Source, Summary, SummarySentence
from tests.bot import news
from tests.bot.news import notice

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)


def alert(headline: str = "Talks in Moscow", sentence: str = "They met.", outlet: str = "Courier") -> Alert:
    told = SummarySentence(
        text=sentence, article=1, start=0, end=len(sentence), outlet=outlet, url="https://courier.example/1"
    )
    return Alert(
        story=7,
        summary=Summary(headline=headline, url="https://courier.example/1", sentences=(told,)),
        flags=(Flag(actor="vladimir-putin", name="Vladimir Putin", role="speaker"),),
        sources=(Source(outlet=outlet, title=headline, url="https://courier.example/1"),),
        first_at=NOON,
        last_at=NOON,
        reasons=("Your watch.",),
    )


def printed(panel: RenderableType) -> str:
    out = StringIO()
    Console(file=out, width=90).print(panel)
    return out.getvalue()


def test_alert_shows_headline_sentence_source_who_and_outlets() -> None:
    text = printed(alert_panel(alert(), updated=False))
    for words in ("ALERT", "Talks in Moscow", "They met. [1]", "[1] Courier  https://courier.example/1"):
        assert words in text
    assert "Vladimir Putin (speaks)" in text
    assert "unconfirmed: one outlet" in text
    assert "UPDATED" not in text


def test_outlets_that_disagree_are_quoted() -> None:
    text = printed(alert_panel(replace(alert(), disagreement=news.disagreement()), updated=False))
    assert "Outlets disagree:" in text
    assert "“Fifteen people died when a ferry sank.” [Harbour Courier]" in text


def test_corrections_are_quoted_below_the_sentences() -> None:
    text = printed(alert_panel(replace(alert(), corrections=(news.correction(),)), updated=False))
    assert "Corrected:" in text
    assert "“Correction: An earlier version" in text.partition("Corrected:")[2]
    assert "Corrected:" not in printed(alert_panel(alert(), updated=False))


def test_story_that_was_told_before_says_since_when_it_is_new() -> None:
    day = news.digest(1)
    item = replace(day.items[0], disagreement=news.disagreement(), new_since=NOON)
    text = printed(digest_panel(replace(day, items=(item,))))
    assert "Told before; this is new since 26 Apr 2022 12:00 UTC." in text
    assert "Outlets disagree:" in text


def test_alert_tells_what_was_said_what_is_next_and_how_it_grew() -> None:
    text = printed(alert_panel(news.grown(), updated=True))
    said = text.partition("Said:")[2]
    assert "Stéphane *Dujarric*, for António Guterres: “We need corridors" in said
    assert "[Meridian Wire, Northgate Post]" in said
    assert "wordings differ: Harbour Courier has “and soon”" in said
    assert "Thursday 28 April 2022, 14:00: Mr Guterres will go to Kyiv." in said
    assert "1 → 2 outlets: Meridian Wire, Harbour Courier" in said


def test_headlines_that_were_are_told_with_what_went_struck_out() -> None:
    changed = alert_panel(news.grown(), updated=True)
    assert "it was:" in printed(changed)
    assert "UN chief to meet Putin in Kyiv" in printed(changed)
    out = StringIO()
    Console(file=out, width=90, force_terminal=True, color_system="truecolor").print(changed)
    assert "\x1b[9mto meet\x1b[0m" in out.getvalue()


def test_retracted_alert_says_by_whom() -> None:
    text = printed(alert_panel(replace(news.alert(), retracted=True), updated=True))
    assert "UPDATED ALERT · RETRACTED" in text
    assert "Retracted by Meridian Wire" in text


def test_sources_beyond_the_first_are_counted_but_for_those_of_the_sentences() -> None:
    many = tuple(replace(news.source(f"Outlet{n} News"), url=f"https://o.example/{n}") for n in range(200))
    told = news.alert().summary
    last = replace(told.sentences[0], url="https://o.example/199", also=many[:20])
    one = replace(news.alert(), sources=many, summary=replace(told, sentences=(last,)))
    text = printed(alert_panel(one, updated=False))
    assert "The two men met in Moscow. [200][1][2][3][4][5]+15" in text
    assert "[200] Outlet199 News" in text
    assert "[11]" not in text
    assert "and 189 more" in text
    assert len(text.splitlines()) < 40


def test_update_says_what_happened_and_what_is_new() -> None:
    text = printed(update_panel(news.update()))
    for words in ("UPDATE", "Corroborated: 2 outlets now", "António Guterres now speaks", "corridors. [1]"):
        assert words in text
    assert "Corrected:" in text
    changed = replace(news.update(), escalations=(), sentences=(), sources=())
    assert "Headline changed" in printed(update_panel(changed))


def test_list_gives_the_newest_first_and_counts_the_rest() -> None:
    text = printed(rollup_panel(news.rollup(40)))
    assert "12 alerts an hour are posted here; these came besides:" in text
    assert text.index("Headline 39") < text.index("Headline 38")
    assert "and 10 more" in text


def test_list_says_which_story_was_taken_back() -> None:
    listed = news.rollup(1)
    back = replace(listed, items=(replace(listed.items[0], retracted=True),))
    assert "Retracted: Headline 0" in printed(rollup_panel(back))


def test_pointer_names_the_other_alert() -> None:
    assert printed(pointer_line(news.pointer())) == "One event with another alert: UN chief meets Putin\n"


def test_notice_of_a_target_does_not_speak_of_reading() -> None:
    text = printed(notice_panel(replace(notice(), feed=None)))
    assert "since 25 Apr 2022 12:00 UTC" in text
    assert "not read" not in text


def test_edited_alert_says_so() -> None:
    assert "UPDATED ALERT" in printed(alert_panel(alert(), updated=True))


def test_digest_numbers_its_stories_under_its_date() -> None:
    one = alert()
    item = DigestItem(story=7, summary=one.summary, flags=one.flags, sources=one.sources, last_at=NOON)
    digest = Digest(date=date(2022, 4, 26), zone="UTC", since=NOON, until=NOON, items=(item, item))
    text = printed(digest_panel(digest))
    for words in ("DIGEST · Tuesday 26 April 2022", "1. Talks in Moscow", "2. Talks in Moscow", "2 stories"):
        assert words in text
    assert "They met. [Courier]" in text, "by name, as no list of numbered sources follows"


def test_empty_digest_says_that_nothing_is_new() -> None:
    digest = Digest(date=date(2022, 4, 26), zone="UTC", since=NOON, until=NOON, items=())
    assert "Nothing new." in printed(digest_panel(digest))


def test_notice_tells_what_is_wrong_since_when_and_what_to_do() -> None:
    text = printed(notice_panel(notice()))
    for words in (
        "NOTICE",
        "Meridian Wire cannot be read",
        "(HTTP 404).",
        "/feed resume",
        "25 Apr 2022 12:00",
    ):
        assert words in text


def test_markup_and_escape_codes_of_a_feed_are_only_text() -> None:
    text = printed(alert_panel(alert(headline="[bold red]Boo[/] \x1b[2J\x1b]0;owned\x07"), updated=False))
    assert "[bold red]Boo[/]" in text
    assert "\x1b" not in text
    assert "\x07" not in text


@given(st.text(max_size=300))
def test_no_text_reaches_the_terminal_as_a_command(text: str) -> None:
    shown = plain(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202a\u202e\u2066\u2069\u200b" for c in shown)


@given(st.text(max_size=80), st.text(min_size=1, max_size=200), st.text(max_size=40))
def test_any_text_of_a_feed_renders(headline: str, sentence: str, outlet: str) -> None:
    assert "ALERT" in printed(alert_panel(alert(headline, sentence, outlet), updated=False))
    assert "NOTICE" in printed(notice_panel(notice(headline)))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (alert(), "ALERT"),
        (news.digest(), "DIGEST"),
        (notice(), "NOTICE"),
        (news.update(), "UPDATE"),
        (news.rollup(), "MORE"),
        (news.pointer(), "One event"),
    ],
)
async def test_terminal_prints_every_kind_of_post(body: Body, words: str) -> None:
    out = StringIO()
    sent = await TerminalSender(Console(file=out, width=90)).send(news.delivery(body, target="terminal"))
    assert isinstance(sent, Sent)
    assert words in out.getvalue()
