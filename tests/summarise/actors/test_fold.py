"""Folding and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("António", "antonio"),
        ("Antonio\u0301 ", "antonio "),
        ("Łódź", "lodz"),
        ("Weiß", "weiss"),
        ("Secretary-General", "secretary general"),
        ("Putin’s", "putin's"),
        ("Ёлкин", "елкин"),
        ("ﬁn", "fin"),
    ],
)
def test_spellings_meet_when_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_fold_that_grows_leads_back() -> None:
    text = "Weiß met Łukasz"
    found = fold(text)
    start = found.text.index("lukasz")
    assert found.span(text, start, start + 6) == (9, 15)


def test_a_combining_mark_stays_with_its_letter() -> None:
    text = "Jose\u0301 left"
    assert fold(text).span(text, 0, 4) == (0, 5)


@given(st.text())
def test_every_folded_character_has_an_origin(text: str) -> None:
    found = fold(text)
    if found.origins is None:
        assert len(found.text) == len(text)
    else:
        assert len(found.origins) == len(found.text)
        assert list(found.origins) == sorted(found.origins)
    for start in range(len(found.text)):
        begin, end = found.span(text, start, start + 1)
        assert found.text[start] in fold(text[begin:end]).text
