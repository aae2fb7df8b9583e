"""What is news in a text, and what people see of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.text.clean import news_spans, shown


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
        "Vienna, April 3 – ",
    ],
)
def test_a_dateline_is_left_out_of_the_first_sentence(dateline: str) -> None:
    assert news(f"{dateline}The talks began at noon.") == ["The talks began at noon."]


@pytest.mark.parametrize(
    "sentence",
    ["UN - the body with 193 members - met.", "Ana Reyes (28) is the mayor.", "NATO-led troops left."],
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


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Guterres? meeting with Putin", "Guterres' meeting with Putin"),
        ("Russia?s offer  came\n late", "Russia's offer came late"),
        ("They don?t know", "They don't know"),
        ("Who pays the taxes? he asked", "Who pays the taxes? he asked"),
        ("Is it theirs? Nobody knows", "Is it theirs? Nobody knows"),
    ],
)
def test_an_apostrophe_is_mended_only_where_certain(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(st.text(alphabet=st.sampled_from("abs tn?'’.\n\u00a0 A"), max_size=60) | st.text(max_size=60))
def test_mending_changes_white_space_and_apostrophes_alone(text: str) -> None:
    seen, bare = shown(text), re.sub(r"\s+", " ", text).strip()
    assert len(seen) == len(bare)
    assert all(a == b or (a == "?" and b == "'") for a, b in zip(bare, seen, strict=True))
