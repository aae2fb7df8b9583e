"""Folding and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.fold import fold
from tests.summarise.growth import disproportionate

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("aBß’…é\u0301\u00adﬁ-\0\udc80가Ёй\t½")))


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
        ("Gu\u00adterres", "guterres"),
        ("N\u00a0A", "n a"),
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


@given(TEXTS)
def test_every_folded_character_leads_back_to_its_own(text: str) -> None:
    found = fold(text)
    origins = [found.origin(at) for at in range(len(found.text))]
    assert origins == [at for at, one in enumerate(text) for _ in fold(one).text]


@given(TEXTS, st.data())
def test_the_source_of_a_span_folds_to_it(text: str, data: st.DataObject) -> None:
    found = fold(text)
    if not found.text:
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    begin, stop = found.span(text, start, end)
    if not found.splits(start, end):
        assert fold(text[begin:stop]).text == found.text[start:end]
    else:
        assert found.text[start:end] in fold(text[begin:stop]).text


@given(TEXTS)
def test_a_text_folds_as_its_characters_do(text: str) -> None:
    assert fold(text).text == "".join(fold(one).text for one in text)


@given(TEXTS)
def test_long_texts_fold_as_short_ones(text: str) -> None:
    stretched = text + "é" * 300
    assert fold(stretched).text == fold(text).text + "e" * 300
    ahead = fold("é" * 300 + text)
    assert [ahead.origin(at) for at in range(len(ahead.text))] == [
        fold("é" * 300).origin(at) if at < 300 else 300 + fold(text).origin(at - 300)
        for at in range(len(ahead.text))
    ]


def test_half_a_character_folds_to_what_can_be_written() -> None:
    fold("a\udc80b" * 100).text.encode()
    fold("a\udc80b").text.encode()


def test_korean_syllables_stay_whole() -> None:
    assert fold("푸틴").text == "푸틴"


def test_time_grows_with_the_number_of_ligatures() -> None:
    assert fold("ﬃ" * 3).text == "ffi" * 3
    assert disproportionate(fold, ["ﬃ"], 20_000) == []


def test_letters_of_european_languages_fold_one_to_one_where_they_do() -> None:
    for code in range(0x250):
        folded = fold(chr(code))
        assert (len(folded.text) == 1) is (folded.turns == ())
