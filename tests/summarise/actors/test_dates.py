"""Dates an article announces."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.dates import appointments
from summarise.model import Mention
from summarise.text.sentences import sentences

ON = date(2022, 4, 23)


def announced(text: str, on: date | None = ON) -> list[tuple[str, str]]:
    return [(one.text, one.date.isoformat()) for one in appointments(text, sentences(text, "en"), (), on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will meet on Tuesday, April 26.", [("Tuesday, April 26", "2022-04-26")]),
        ("The meeting takes place on 26 April 2022.", [("26 April 2022", "2022-04-26")]),
        ("The vote is on 2022-05-03.", [("2022-05-03", "2022-05-03")]),
        ("She will travel on Tuesday.", [("Tuesday", "2022-04-26")]),
        ("The talks, due on Saturday, are in Vienna.", [("Saturday", "2022-04-30")]),
        ("The council will vote tomorrow.", [("tomorrow", "2022-04-24")]),
        ("The court sits next Monday.", [("Monday", "2022-04-25")]),
        ("The bridge opens on January 5.", []),
        ("The vote is planned for Jan. 5, 2023.", [("Jan. 5, 2023", "2023-01-05")]),
        ("They met on April 11.", []),
        ("She said on Tuesday that all was well.", []),
        ("He left on Tuesday.", []),
        ("It may 5 times fail. Children aged 9 may 12.", []),
        ("It will be on 31 February.", []),
        ("It will be on 9999-12-31.", []),
        ("The shop is open since May 5, 2022.", []),
    ],
)
def test_future_dates_are_found_and_past_ones_left(text: str, expected: list[tuple[str, str]]) -> None:
    assert announced(text) == expected


def test_a_date_over_the_new_year_is_the_nearest() -> None:
    assert announced("They will meet on January 5.", date(2022, 12, 20)) == [("January 5", "2023-01-05")]


def test_without_the_articles_day_nothing_is_announced() -> None:
    assert announced("They will meet on Tuesday, April 26.", None) == []


def test_an_appointment_has_the_actors_of_its_sentence() -> None:
    text = "Tom Wolfe slept. Ana Reyes will speak on May 5."
    mentions = (
        Mention(start=0, end=9, actor="tom-wolfe", name="Tom Wolfe", role="subject"),
        Mention(start=17, end=26, actor="ana-reyes", name="Ana Reyes", role="subject"),
    )
    (one,) = appointments(text, sentences(text, "en"), mentions, ON)
    assert one.actors == ("ana-reyes",)


@given(
    st.text(alphabet=st.sampled_from("0123456789-/ MayonTuesdaywill,.") | st.characters(), max_size=120),
    st.dates(),
)
def test_dates_are_always_after_the_article(text: str, on: date) -> None:
    for one in appointments(text, sentences(text, "en"), (), on):
        assert one.date > on
        assert text[one.start : one.end] == one.text
