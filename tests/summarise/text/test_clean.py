"""What is news in a text, and what people see of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.text.boilerplate import line_keys
from summarise.text.clean import news_spans, parts_of
from summarise.text.mend import mended, shown
from tests.summarise.growth import disproportionate


def news(text: str) -> list[str]:
    return [text[start:end] for start, end in news_spans(text)]


NOTES = [
    "For the latest news, weather, sports, and streaming video, head to The Harbour.",
    "Sign up for our daily newsletter.",
    "Subscribe to our newsletter to get more.",
    "Read more: what the talks mean",
    "We use cookies to make this site work.",
    "© 2022 Meridian Wire. All rights reserved.",
    "Copyright 2022 Meridian Wire",
    "(Reporting by Ana Reyes; editing by Tom Wolfe)",
    "By Ana Reyes and Tom Wolfe",
    "Photo: Ana Reyes/Meridian",
    "FILE PHOTO: The square at night",
    "Soldiers cross a bridge near the town. (AP Photo/Ana Reyes)",
    "Share on Facebook",
    "Tweet",
    "20220423",
    "April 23, 2022",
    "https://wire.example/news/1",
    "* * *",
    "Follow Ana Reyes on Twitter @anareyes.",
    "5 min read",
    "🔴 LIVE",
    "▶️ Watch this video",
    "\u200eListen to this article",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_not_news(note: str) -> None:
    first, last = "The council met in the old town hall.", "It agreed on a new bridge."
    assert news(f"{first}\n{note}\n{last}") == [first, last]


@pytest.mark.parametrize(
    "line",
    [
        "For more than a decade, visitors who see the bridge have paid nothing.",
        "Like the mayor, the council wants a bridge.",
        "By signing the accord, the two sides ended a year of war.",
        "Follow the money, the prosecutor told the court.",
        "Support for the party of Ana Reyes fell again.",
        "The council said it would read more of the letters on Monday.",
        "The letter was signed by Ana Reyes.",
        "“Subscribe to nothing,” is what her father used to say.",
    ],
)
def test_news_that_looks_a_little_like_a_note_stays(line: str) -> None:
    assert news(line) == [line]


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW, April 26 (Meridian Wire) — ",
        "MOSCOW — ",
        "NEW YORK (AP) - ",
        "GENEVA/KYIV, Apr. 3 (Reuters) - ",
        "London (CNN) -- ",
        "(CNN) — ",
        "(CNN)",
        "NEW DELHI: ",
        "KYIV, Ukraine (Reuters) — ",
        "MOSCOW, April 26. /TASS/. ",
        "(Adnkronos) - ",
        "LONDON, 3 May 2022 (Meridian Wire) - ",
        "14:32 GMT — ",
        "Vienna, April 3 – ",
    ],
)
def test_a_dateline_is_left_out_of_the_first_sentence(dateline: str) -> None:
    assert news(f"{dateline}The talks began at noon.") == ["The talks began at noon."]


@pytest.mark.parametrize(
    "sentence",
    [
        "UN - the body with 193 members - met.",
        "Ana Reyes (28) is the mayor.",
        "NATO-led troops left.",
        "Two ships sank - One at dawn.",
        "PUTIN - THE PRESIDENT - MET THE CHIEF.",
    ],
)
def test_a_sentence_that_begins_with_a_name_keeps_it(sentence: str) -> None:
    assert "".join(news(sentence)).startswith(sentence[:2])


def test_title_date_and_address_above_the_story_are_left_out() -> None:
    header = "Council agrees on bridge\n20220423\nhttps://wire.example/bridge\n"
    text = f"{header}The council agreed on a bridge.\nWork begins."
    assert news(text) == ["The council agreed on a bridge.", "Work begins."]


def test_a_plea_at_the_end_of_a_paragraph_goes_alone() -> None:
    assert news("The bridge opens in May. Sign up for our newsletter.") == ["The bridge opens in May."]


def test_text_wrapped_at_a_fixed_width_is_one_paragraph() -> None:
    text = "\n".join(
        [
            "The council met on Monday in the old town hall to talk about",
            "President Reyes, who had asked for a new bridge over the river",
            "for many years. It agreed on a bridge of steel that will cost",
            "twelve million and open in the spring of the year after next,",
            "said the mayor.",
        ]
    )
    assert news(text) == [text]


@given(st.text())
def test_spans_are_trimmed_in_order_and_apart_whatever_the_text(text: str) -> None:
    end = 0
    for start, stop in news_spans(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop


def test_corrections_are_set_apart_and_not_lost() -> None:
    told, amended = (
        "The loan runs for ten years.",
        "Correction: An earlier version gave the wrong sum. It is ten.",
    )
    text = f"{told}\n{amended}\nEditor's note: The ministry was asked twice."
    parts = parts_of(text)
    assert [text[start:end] for start, end in parts.news] == [told]
    assert [text[start:end] for start, end in parts.corrections] == [
        amended,
        "Editor's note: The ministry was asked twice.",
    ]


def test_a_correction_at_a_paragraphs_end_leaves_the_news_before_it() -> None:
    text = "The dam opened in 1968. An earlier version of this article gave another year."
    parts = parts_of(text)
    assert [text[start:end] for start, end in parts.news] == ["The dam opened in 1968."]
    assert [text[start:end] for start, end in parts.corrections] == [text[24:]]


def test_news_goes_on_after_a_correction_in_brackets() -> None:
    text = "[This report has been updated.] Bond yields did not move."
    parts = parts_of(text)
    assert [text[start:end] for start, end in parts.news] == ["Bond yields did not move."]
    assert [text[start:end] for start, end in parts.corrections] == ["[This report has been updated.]"]


def test_the_paragraph_below_a_heading_is_the_correction() -> None:
    text = "The dam opened in 1968.\nCorrection\nThe dam holds less water than was said."
    assert news(text) == ["The dam opened in 1968."]
    assert len(parts_of(text).corrections) == 2


def test_an_earlier_version_of_a_law_is_news() -> None:
    line = "An earlier version of the bill passed the lower house in 2019."
    assert news(line) == [line]


def test_headlines_below_read_more_go_with_it_until_the_story_goes_on() -> None:
    text = "The bridge opened.\nRead more\nWhy it took so long\nWho pays for it\nTolls begin in May."
    assert news(text) == ["The bridge opened.", "Tolls begin in May."]


def test_a_note_in_small_letters_that_goes_on_is_part_of_its_sentence() -> None:
    text = "The minister asked the outlets to\nshare this with their readers before noon."
    assert news(text) == [text]


def test_a_line_of_the_outlets_own_is_left_out_once_it_is_learned() -> None:
    furniture = "Meridian Wire brings the islands together"
    text = f"The ferry sails again.\n{furniture}\nIt had been in the dock since March, and cost a million."
    keys = frozenset(line_keys(furniture))
    assert furniture in news(text)
    left = [text[start:end] for start, end in news_spans(text, keys)]
    assert left == [line for line in text.split("\n") if line != furniture]


def test_time_grows_with_the_length_of_anything() -> None:
    pieces = (
        *("word", "a. ", "((((", "- ", "((((\n- ", "KYIV - ", "A B/", "By Ana\n", "Correction: one.\n"),
        *("Read more\n", "\u202eשלום עולם. ", "🙂", "“", "。」", " \u00a0", "| 3 | 4 |\n"),
    )
    assert disproportionate(news_spans, pieces, 25_000) == []
    assert disproportionate(lambda text: news_spans("((((" * 25_000 + "\n" + text), ["- "], 25_000) == []


def test_a_text_of_notes_alone_holds_no_news() -> None:
    assert news("\n".join(NOTES)) == []


@given(
    st.lists(
        st.sampled_from([*NOTES, "It rained.", "the end", "Correction", "MOSCOW — ", "\n", "。"]), max_size=30
    )
)
def test_parts_are_sorted_and_apart_in_any_mixture(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    parts = parts_of(text)
    end = 0
    for start, stop in sorted((*parts.news, *parts.corrections)):
        assert end <= start < stop <= len(text)
        end = stop


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Guterres? meeting with Putin", "Guterres' meeting with Putin"),
        ("Russia?s offer  came\n late", "Russia's offer came late"),
        ("M\u00c3\u00bcnchen &amp;  Ulm", "München & Ulm"),
    ],
)
def test_people_see_broken_characters_mended_and_single_spaces(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(st.text(max_size=60))
def test_what_people_see_differs_by_white_space_and_mends_alone(text: str) -> None:
    assert shown(text) == re.sub(r"\s+", " ", mended(text).text).strip()
