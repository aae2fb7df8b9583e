"""What a sentence counts: numbers with the fate, share, price or thing that they are of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.stories.counts import counts


def told(text: str, language: str = "en") -> list[tuple[float, str]]:
    return [
        (count.value, f"{count.bound} {count.of} {count.who}".strip()) for count in counts(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("At least 12 people were killed and 30 injured.", [(12, "least dead"), (30, "injured")]),
        ("The blast killed 12 and injured more than 30.", [(12, "dead"), (30, "more injured")]),
        ("Fifteen dead, thirty-two hurt after ferry sinks", [(15, "dead"), (32, "injured")]),
        ("The death toll rose from 12 to 15 on Friday.", [(15, "dead")]),
        ("The collapse claimed the lives of 12 workers.", [(12, "dead worker")]),
        ("Two hundred and twenty people were arrested.", [(220, "arrested")]),
        ("Fifteen soldiers killed three civilians.", [(15, "=soldier"), (3, "dead civilian")]),
        ("Nearly 1,200 homes burned.", [(1200, "about =home")]),
        ("Prices rose 8.5 per cent, to $3.2bn.", [(8.5, "%"), (3.2e9, "$")]),
        ("They stole £137-million of jewels.", [(137e6, "£")]),
        ("By its count 5,264 civilians had been killed or wounded.", [(5264, "casualties civilian")]),
        ("There were 40 dead and injured.", [(40, "casualties")]),
        ("The shelling killed and wounded 12 people.", [(12, "casualties")]),
        ("A 6.8-magnitude earthquake struck.", [(6.8, "magnitude")]),
    ],
)
def test_numbers_are_counted_with_what_they_are_of(text: str, said: list[tuple[float, str]]) -> None:
    assert told(text) == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        (
            "de",
            "Mindestens 1.200 Menschen wurden getötet, 30 verletzt.",
            [(1200, "least dead"), (30, "injured")],
        ),
        ("fr", "Au moins 12 morts et 1 300 blessés", [(12, "least dead"), (1300, "injured")]),
        ("es", "El choque dejó 12 muertos y 30 heridos.", [(12, "dead"), (30, "injured")]),
        ("it", "Almeno 12 morti e 30 feriti", [(12, "least dead"), (30, "injured")]),
        ("pt", "O ataque deixou 12 mortos e 30 feridos.", [(12, "dead"), (30, "injured")]),
        ("nl", "Zeker 12 doden en 30 gewonden", [(12, "least dead"), (30, "injured")]),
        ("pl", "Zginęło co najmniej 12 osób, 30 rannych", [(12, "least dead"), (30, "injured")]),
        ("ru", "Погибли 12 человек, 30 раненых", [(12, "dead"), (30, "injured")]),
        ("uk", "Загинули 12 людей, 30 поранених", [(12, "dead"), (30, "injured")]),
    ],
)
def test_fates_are_counted_in_ten_languages(language: str, text: str, said: list[tuple[float, str]]) -> None:
    assert told(text.replace("1 300", "1\u202f300"), language) == said


@pytest.mark.parametrize(
    "text",
    [
        "Dozens were killed.",
        "Between 12 and 15 people were killed.",
        "12-15 people were killed.",
        "From 12 to 15 April.",
        "As many as 20 may have been killed.",
        "Another five were killed, including two children.",
        "12 of them died.",
        "The meeting is at 5 p.m. on 12 April 2022.",
        "It lasted 12 years and 5 hours.",
        "A 12-year-old was found.",
        "Four F-16 landed.",
        "",
        "12",
        "killed",
    ],
)
def test_dates_parts_ranges_and_guesses_count_nothing(text: str) -> None:
    assert told(text) == []


WORDS = (
    "12",
    "killed",
    "of",
    "to",
    "and",
    "$",
    "%",
    "1,2,3",
    "-",
    "people",
    "dead",
    "at",
    "least",
    "two",
    ".",
)
words = st.lists(st.sampled_from(WORDS), max_size=30)


@given(st.text(max_size=300) | words.map(" ".join), st.sampled_from(["en", "de", "ru", "zh", "xx"]))
def test_any_text_is_counted_without_trouble(text: str, language: str) -> None:
    assert all(count.value >= 0 and count.of for count in counts(text, language))
