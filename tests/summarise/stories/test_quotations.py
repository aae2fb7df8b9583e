"""The same words in several outlets are one quote."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Article
from summarise.actors.quotes import quotes
from summarise.actors.statements import statements
from summarise.model import Mention, Reading, Report, Story, StoryQuote
from summarise.reading import reading_of
from summarise.stories.quotations import quotations
from summarise.text.sentences import sentences

_NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
_SEEDS = Path(__file__).parents[3] / "../shared/seeds"
_LONG = "The bridge will open in May, the road a little later, and nobody will have to pay for either"


def article(text: str, number: int, outlet: str | None = None) -> Article:
    at = _NOON + timedelta(minutes=number)
    return Article(
        id=number,
        feed_id=number,
        outlet=outlet or f"Outlet {number}",
        guid=str(number),
        title="",
        text=text,
        url=f"https://example.org/{number}",
        author=None,
        published_at=at,
        seen_at=at,
    )


def report(text: str, number: int, outlet: str | None = None, *known: str) -> Report:
    """A report in which `known` names are actors."""
    found = sentences(text, "en")
    mentions = tuple(
        Mention(start=at, end=at + len(name), actor=name.lower(), name=name, role="speaker")
        for name in known
        if (at := text.find(name)) >= 0
    )
    spoken = quotes(text, found, mentions)
    reading = Reading(
        language="en",
        sentences=found,
        mentions=mentions,
        headline_mentions=(),
        quotes=spoken,
        statements=statements(text, found, mentions, spoken),
        appointments=(),
        terms={},
    )
    return Report(article=article(text, number, outlet), reading=reading)


def said(*texts: str) -> tuple[StoryQuote, ...]:
    return told(*(report(text, number, None, "Reyes", "Wolfe") for number, text in enumerate(texts)))


def told(*reports: Report) -> tuple[StoryQuote, ...]:
    return quotations(Story(id=1, revision=1, reports=reports))


@pytest.mark.parametrize(
    "other",
    [
        f'"{_LONG}," Reyes said.',
        f"“{_LONG.upper()}!” Reyes said.",
        f"“{_LONG.replace('nobody', '[nobody]').replace(', the road', ' … the road')},” Reyes said.",
        f"“{_LONG[27:]},” Reyes said.",
        f"“{_LONG[: _LONG.index(', and')]},” Reyes said.",
    ],
)
def test_marks_case_brackets_and_dropped_ends_make_no_other_quote(other: str) -> None:
    (quote,) = said(f"“{_LONG},” Reyes said.", other)
    assert [one.outlet for one in quote.printed] == ["Outlet 0"]
    assert [one.outlet for one in quote.printed[0].also] == ["Outlet 1"]
    assert (quote.voices, quote.differences, quote.actor) == (2, (), "reyes")


def test_words_that_differ_are_shown() -> None:
    (quote,) = said(f"“{_LONG},” Reyes said.", f"“{_LONG.replace('in May', 'next spring')},” Reyes said.")
    assert [one.outlet for one in quote.printed] == ["Outlet 0", "Outlet 1"]
    assert quote.differences == ("next spring",)


def test_a_fragment_is_the_quote_of_the_same_speaker() -> None:
    (quote,) = said(f"“{_LONG},” Reyes said.", "Reyes said nobody would wait for “a little later” again.")
    assert (len(quote.printed), quote.voices) == (1, 2)


def test_a_fragment_of_somebody_else_is_another_quote() -> None:
    assert len(said(f"“{_LONG},” Reyes said.", "Wolfe said nobody waits for “a little later” again.")) == 2


def test_parts_that_a_cue_splits_are_one_quote_with_its_cue() -> None:
    (quote,) = said("“The bridge will open in May,” Reyes said, “and the road a little later.”")
    assert (
        quote.printed[0].text == "“The bridge will open in May,” Reyes said, “and the road a little later.”"
    )


def test_a_split_quote_is_the_same_as_an_unbroken_one() -> None:
    (quote,) = said(
        "“The bridge will open in May,” Reyes said, “and the road a little later.”",
        "“The bridge will open in May, and the road a little later,” Reyes said.",
    )
    assert quote.voices == 2


def test_other_words_are_other_quotes() -> None:
    assert len(said(f"“{_LONG},” Reyes said.", "“The mayor must go, and she must go now,” Wolfe said.")) == 2


def test_a_slogan_does_not_make_two_quotes_one() -> None:
    quoted = said(
        "“Bridges for all of us here is what the fathers of this town have built,” Reyes said.",
        "“Bridges for all of us here will cost us dearly and come too late anyway,” Wolfe said.",
        "“Bridges for all of us here,” Reyes said.",
    )
    assert len(quoted) == 2


def test_the_better_attributed_wording_tells_who_spoke() -> None:
    (quote,) = said(f"“{_LONG},” she said.", f"“{_LONG},” Reyes said.")
    assert (quote.actor, quote.speaker) == ("reyes", "Reyes")


def test_most_sources_come_first() -> None:
    first, second = said(
        "“The mayor must go, and she must go now,” Wolfe said.",
        f"“{_LONG},” Reyes said.",
        f"“{_LONG},” Reyes said.",
    )
    assert (first.actor, first.voices, second.actor, second.voices) == ("reyes", 2, "wolfe", 1)


def test_an_outlet_counts_once() -> None:
    text = f"“{_LONG},” Reyes said."
    (quote,) = told(report(text, 0, "One", "Reyes"), report(f"{text} Later.", 1, "One", "Reyes"))
    assert quote.voices == 1


def test_copies_of_a_wire_report_count_once() -> None:
    text = f"“{_LONG},” Reyes said. The rain went on all night. Nobody was hurt in it. The mayor slept."
    (quote,) = told(report(text, 0, "One", "Reyes"), report(text, 1, "Two", "Reyes"))
    assert quote.voices == 1
    assert [one.outlet for one in quote.printed[0].also] == ["Two"]


def test_statements_are_kept_apart_from_quotes() -> None:
    kinds = [one.kind for one in said(f"“{_LONG},” Reyes said.", f"Reyes said that {_LONG.lower()}.")]
    assert sorted(kinds) == ["quote", "statement"]


def test_a_speaker_is_never_a_pronoun() -> None:
    (quote,) = told(report(f"“{_LONG},” she said.", 0))
    assert quote.speaker is None


@given(
    st.lists(st.text(alphabet='ab …“”" .,’', max_size=60), min_size=1, max_size=6),
)
def test_every_slice_is_verbatim(texts: list[str]) -> None:
    reports = tuple(report(text, number) for number, text in enumerate(texts))
    for quote in told(*reports):
        assert len(quote.differences) == max(0, len(quote.printed) - 1)
        for one in quote.printed:
            assert one.text == texts[one.article][one.start : one.end]


def test_hundreds_of_reports_take_little_time() -> None:
    texts = [
        " ".join(f"“{_LONG} and {week} so {other} on we go,” A said." for other in range(20))
        for week in range(7)
    ]
    read = [report(text, 0).reading for text in texts]
    reports = [
        Report(article=article(texts[number % 7], number), reading=read[number % 7]) for number in range(200)
    ]
    begun = time.process_time()
    told(*reports)
    assert time.process_time() - begun < 6


def test_the_seeds_common_quote_is_one_for_the_secretary_general() -> None:
    files = sorted(_SEEDS.glob("0*.txt"))
    if len(files) < 2:
        pytest.skip("the seeds are not here")
    reports = []
    for number, file in enumerate(files):
        one = article(file.read_text(encoding="utf8"), number)
        reports.append(Report(article=one, reading=reading_of(one)))
    quote, *others = told(*reports)
    assert quote.printed[0].text.startswith('"The Secretary-General said, at this time')
    assert (quote.voices, quote.actor, quote.behalf_actor) == (2, "stephane-dujarric", "antonio-guterres")
    assert {one.voices for one in others} == {1}
