"""What is new in a story: a number, a name or a deed that was not told; never a paraphrase."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.model import Mention, Report, Sentence, Story
from summarise.stories.condense import condense
from summarise.stories.delta import is_empty, since
from tests.summarise.wire import NOON, article, report, story

EARLIER = (
    "Envoys of the two states met in the harbour town of Vell on Tuesday to talk about a truce.",
    "The United Nations said that 40 ships with grain were waiting in the harbour.",
    "President Arno Delk accused the rebels of laying mines in the channel.",
    "Fighting in the hills north of the town killed at least 12 people.",
    "The talks are led by the former judge Mira Tolnai, who has mediated before.",
)

OLD = [
    EARLIER[0],
    "Envoys from both states met on Tuesday in Vell, a harbour town, for talks about a truce.",
    "Forty ships with grain wait in the harbour, the United Nations said.",
    "40 grain ships were waiting in the harbour, according to the United Nations.",
    "The rebels have laid mines in the channel, President Delk charged, accusing them.",
    "At least twelve people were killed in fighting in the hills north of Vell.",
    "Former judge Mira Tolnai, who mediated before, leads the talks.",
    "The president accused the rebels of laying mines.",
]

NEWS = [
    "Fighting in the hills north of the town killed at least 15 people.",
    "The United Nations said that 60 ships with grain were waiting in the harbour.",
    "The first three ships left the harbour on Wednesday under escort.",
    "President Arno Delk accused the rebels of shelling a hospital.",
    "The talks collapsed after four hours when the rebels walked out.",
    "Envoys of the two states will meet again in the capital, Orsk, on Friday.",
    "General Pavel Renn resigned as commander of the rebels.",
    "The rebels denied laying mines and offered to let inspectors search the channel.",
    "Both sides signed a truce of thirty days that begins at midnight.",
    "Mira Tolnai fell ill and was flown to a clinic abroad.",
]


def told(number: int, *sentences: str, hours: float = 0, outlet: str = "", title: str = "") -> Report:
    text = " ".join(sentences)
    one = report(article(number, text, title=title, outlet=outlet or f"Outlet {number}", hours=hours))
    spans = tuple(
        Sentence(start=f.start(), end=f.end()) for f in re.finditer(r"\S.*?(?:[.!?](?=\s)|$)", text)
    )
    return replace(one, reading=replace(one.reading, sentences=spans))


def new(*reports: Report, after: float | None = 0, say: tuple[str, ...] = ()) -> list[str]:
    moment = None if after is None else NOON + timedelta(hours=after)
    delta = since(story(*reports), moment=moment, told=say)
    assert [r.article for r in delta.reports] == [r.article for r in reports]
    return [r.article.text[s.start : s.end] for r in delta.reports for s in r.reading.sentences]


@pytest.mark.parametrize("sentence", OLD)
def test_what_was_said_is_no_news_in_other_words(sentence: str) -> None:
    assert new(told(1, *EARLIER), told(2, sentence, hours=1)) == []
    assert new(told(2, sentence), after=None, say=EARLIER) == []


@pytest.mark.parametrize("sentence", NEWS)
def test_new_numbers_names_and_deeds_are_news(sentence: str) -> None:
    assert new(told(1, *EARLIER), told(2, sentence, hours=1)) == [sentence]
    assert new(told(2, sentence), after=None, say=EARLIER) == [sentence]


def test_reports_up_to_the_moment_say_nothing_new() -> None:
    assert new(told(1, *EARLIER), told(2, *NEWS, hours=1), after=1) == []
    assert new(told(1, *EARLIER, hours=1), after=0) == list(EARLIER)


def test_late_article_is_new_and_backlog_is_not() -> None:
    late, moment = told(1, EARLIER[0], hours=-5), NOON
    late = replace(late, article=replace(late.article, seen_at=NOON + timedelta(hours=1)))
    assert not is_empty(since(story(late), moment=moment))
    assert is_empty(since(story(replace(late, article=replace(late.article, silent=True))), moment=moment))


def test_sentence_that_leans_on_one_that_is_left_out_goes_too() -> None:
    leaning = "He also banned all trade with the eastern provinces."
    assert new(told(1, *EARLIER), told(2, EARLIER[2], leaning, hours=1)) == []
    assert new(told(1, *EARLIER), told(2, NEWS[6], leaning, hours=1)) == [NEWS[6], leaning]


def test_summary_of_a_delta_holds_only_what_is_new() -> None:
    both = story(told(1, *EARLIER, title="Envoys meet in Vell for talks"), told(2, *OLD, *NEWS[2:5], hours=1))
    summary = condense(since(both, moment=NOON), 5)
    assert {said.text for said in summary.sentences} <= set(NEWS[2:5])
    assert summary.sentences
    assert summary.headline == "Envoys meet in Vell for talks"


def test_story_without_news_is_empty_and_its_summary_says_nothing() -> None:
    delta = since(story(told(1, *EARLIER), told(2, *OLD, hours=1)), moment=NOON)
    assert is_empty(delta)
    assert condense(delta, 3).sentences == ()


def test_mentions_stay_where_their_sentences_do() -> None:
    one = told(2, EARLIER[2], NEWS[6], hours=1)
    at = one.article.text.index("Pavel")
    mentions = tuple(
        Mention(start=start, end=start + 5, actor=f"actor-{start}", name="A", role="mention")
        for start in (10, at)
    )
    one = replace(one, reading=replace(one.reading, mentions=mentions))
    delta = since(story(told(1, *EARLIER), one), moment=NOON)
    assert delta.reports[1].reading.mentions == mentions[1:]


def test_empty_stories_stay_empty() -> None:
    assert since(story(), moment=NOON) == story()
    assert is_empty(since(story(told(1)), told=("",)))


def test_five_hundred_identical_reports_say_nothing_new() -> None:
    assert new(*(told(number, *EARLIER, hours=number / 1_000) for number in range(500))) == []


def test_long_stories_take_no_long_time() -> None:
    places = [
        f"{one}{other}" for one in ("north", "east", "mill", "bridge", "hill") for other in ("gate", "end")
    ]
    reports = [
        told(
            number,
            *(
                f"Witness {number} told of the shelling of {place} for {n} hours."
                for n, place in enumerate(places)
            ),
        )
        for number in range(200)
    ]
    assert new(*reports, told(999, *NEWS, hours=1)) == NEWS


@pytest.mark.parametrize(
    "sentence",
    [
        "أعلن الرئيس وقف إطلاق النار في فيل.",
        "總統宣布在維爾停火。",
        "Präsident Delk hat den Rebellen Minen vorgeworfen.",
    ],
)
def test_news_in_other_languages_is_news(sentence: str) -> None:
    assert new(told(1, *EARLIER), told(2, sentence, hours=1)) == [sentence]
    assert new(told(1, sentence), told(2, sentence, hours=1)) == []


texts = st.lists(st.sampled_from([*EARLIER, *OLD, *NEWS, "Yes.", "12"]) | st.text(max_size=30), max_size=5)


@given(st.lists(texts, max_size=4), st.none() | st.integers(-1, 4), texts)
def test_delta_keeps_slices_of_later_reports_in_order(
    found: list[list[str]], after: int | None, say: list[str]
) -> None:
    told_by: Story = story(*(told(number, *said, hours=number) for number, said in enumerate(found)))
    moment = None if after is None else NOON + timedelta(hours=after)
    delta = since(told_by, moment=moment, told=say)
    assert since(told_by, moment=moment, told=say) == delta
    for before, left in zip(told_by.reports, delta.reports, strict=True):
        kept = left.reading.sentences
        assert set(kept) <= set(before.reading.sentences)
        assert list(kept) == sorted(kept, key=lambda sentence: sentence.start)
        assert not kept or moment is None or left.article.seen_at > moment
        assert not {left.article.text[s.start : s.end] for s in kept} & set(say)
