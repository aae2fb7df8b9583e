"""Sentences are known by their looks: those that lean on others, ask, tease or are scraps."""

import pytest

from summarise.text.rank.cues import Cues, cues_of, is_statement
from summarise.text.rank.starts import dangles
from summarise.text.words import tokens


def look(text: str) -> Cues:
    return cues_of(text, "en", tokens(text), 5)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("He also said that the talks would go on.", "en", True),
        ("“But that was before the war,” she said.", "en", True),
        ("Hector said that the talks would go on.", "en", False),
        ("Er sagte auch, die Gespräche gingen weiter.", "de", True),
        ("Die Gespräche gingen weiter.", "de", False),
        ("Il a ajouté que les pourparlers continuent.", "fr", True),
        ("Она добавила, что переговоры продолжаются.", "ru", True),
        ("但双方仍将继续会谈。", "zh", True),
        ("双方仍将继续会谈。", "zh", False),
        ("", "en", False),
        ("He said so.", "xx", False),
    ],
)
def test_dangling_starts_are_known_by_their_first_word(text: str, language: str, wanted: bool) -> None:
    assert dangles(text, language) is wanted


def test_statement_without_spaces_is_measured_by_its_content_words() -> None:
    assert is_statement("联合国秘书长古特雷斯星期二在莫斯科会见普京。", 12)
    assert not is_statement("谁会来？", 12)


@pytest.mark.parametrize(
    "text",
    [
        "Here’s what you need to know about the vote today.",
        "Scroll down for the pictures of the flood in the town.",
        "This is a breaking story and will be updated soon.",
        "Who will pay for the repair of the bridge?",
        "Who pays for “the repair of the bridge?”",
        "No way.",
    ],
)
def test_questions_teasers_and_scraps_are_no_statements(text: str) -> None:
    assert not is_statement(text, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Watch towers were built along the whole border in spring.",
        "Here in the valley the flood took nine houses with it.",
        "What the council needs is money, the mayor said on Monday.",
    ],
)
def test_statements_that_begin_like_teasers_stay(text: str) -> None:
    assert is_statement(text, 6)


def test_voice_and_quotation_show() -> None:
    spoken = look("“We saw our house in the water,” said Anna Berg")
    assert spoken.own == pytest.approx(2 / 10)
    assert 0.5 < spoken.quoted < 1
    assert spoken.opens_quoted
    told = look("The river rose by 3 metres: more than ever.")
    assert (told.own, told.quoted) == (0, 0)
    assert told.digits
    assert told.colon
    assert told.definite
