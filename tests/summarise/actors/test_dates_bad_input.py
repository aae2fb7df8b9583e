"""Dates in hostile text: no exception, bounded time, offsets that hold."""

import re
from datetime import UTC, date, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.dates import appointments, iso
from summarise.actors.dates.tongue import KNOWN, tongue_of
from summarise.model import Mention, Sentence
from summarise.text.sentences import sentences
from tests.summarise.growth import disproportionate

ON = date(2022, 4, 23)
LANGUAGES = (*sorted(KNOWN), "fi", "")
WORDS = re.findall(
    r"\S+",
    "will May may Tuesday 26 31 2022 9999 next week in two the of on 26.4.2022 2022-04-30 April 5-7 , . at 3"
    " p.m. GMT+14 tomorrow said end ’s İ 26th mardi avril по мая в пятницу 4月26日 下周二 來週 年底 십"
    " first last every Monday week from today was postponed cancelled not 26.4. 26.4.22 1776 if fortnight",
)
NEWS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def whole(text: str) -> tuple[Sentence, ...]:
    """One sentence after another, each short enough to be read."""
    return tuple(Sentence(start=at, end=min(at + 1_900, len(text))) for at in range(0, len(text), 1_900))


@given(NEWS | st.text(max_size=200), st.dates(), st.sampled_from(LANGUAGES))
def test_dates_are_after_the_article_and_their_offsets_hold(text: str, on: date, language: str) -> None:
    published = datetime(2022, 4, 23, 12, tzinfo=UTC)
    mentions = (Mention(start=0, end=len(text) // 2, actor="ana-reyes", name="Ana Reyes", role="mention"),)
    found = appointments(text, whole(text), mentions, on, language, published)
    assert list(found) == sorted(found, key=lambda one: one.start)
    for one in found:
        assert on < one.date
        assert one.last is None or one.date < one.last
        assert text[one.start : one.end] == one.text
        assert one.what is not None
        assert 0 <= one.what.start <= one.start < one.end <= one.what.end <= len(text)
        assert one.at is None or one.at.utcoffset() is not None
        assert one.date.isoformat().startswith(iso(one)[:4])


@pytest.mark.parametrize("on", [date.max, date.min, date(9998, 1, 1), date(1, 6, 1), date(2000, 2, 29)])
def test_the_calendars_ends_are_no_trouble(on: date) -> None:
    text = (
        "They will meet next week, on Tuesday, tomorrow, in 10 years, on May 5, on 9999-12-31 and 0001-01-01."
    )
    for one in appointments(text, whole(text), (), on):
        assert one.date > on


@pytest.mark.parametrize(
    "text",
    [
        "They will meet on 31 February.",
        "They will meet on 30.02.2023.",
        "They will meet on 2022-13-45.",
        "They will meet on May 5, 9999.",
        "They will meet on 31/12/9999.",
        "They will meet on May 99.",
        "They will meet in 99999999999999999999 days.",
    ],
)
def test_days_that_no_calendar_has_are_none(text: str) -> None:
    assert appointments(text, whole(text), (), ON) == ()


@pytest.mark.parametrize("language", ["en", "de", "ru", "ja", "fi"])
def test_time_grows_with_the_length_of_anything(language: str) -> None:
    def in_sentences(text: str) -> None:
        appointments(text, whole(text), (), ON, language)

    def in_one(text: str) -> None:
        appointments(text, (Sentence(start=0, end=len(text)),), (), ON, language)

    pieces = (
        *("9", "9 ", "1-", "26.", "May ", "May 5 ", "will ", "Tuesday, ", "next ", "to ", "'", " ", "a"),
        *("e" * 50 + "d ", "月", "4月26日", "in 2 ", "will be ", "26/", "said on ", ",", "İ", "下", "с"),
        *("invited a b c d e ", "12:30 gmt "),
    )
    assert disproportionate(in_sentences, pieces, 15_000) == []
    assert disproportionate(in_one, pieces, 50_000) == []


def test_many_mentions_and_dates_take_linear_time() -> None:
    text = "They will meet on May 5. " * 4_000
    mentions = tuple(
        Mention(start=at, end=at + 4, actor="ana-reyes", name="Ana Reyes", role="subject")
        for at in range(0, len(text), 25)
    )
    began = process_time()
    found = appointments(text, sentences(text, "en"), mentions, ON)
    assert len(found) == 200
    assert process_time() - began < 2


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_a_table_compiles_and_its_words_are_small_letters(language: str) -> None:
    tongue = tongue_of(language)
    assert tongue.cues.search("") is None
    for word in tongue.words:
        assert word == word.lower()


@pytest.mark.parametrize("language", sorted(KNOWN - {"ja", "zh"}))
def test_every_month_of_a_table_is_found(language: str) -> None:
    for word, (kind, number) in tongue_of(language).words.items():
        if kind in "Mb":
            text = f"26 {word.capitalize() if language in {'en', 'de'} else word} 2023"
            (one,) = appointments(text, whole(text), (), ON, language)
            assert one.date == date(2023, number, 26), word
