"""Content words, stemmed."""

from hypothesis import given
from hypothesis import strategies as st

from summarise.text.words import stop_words, words


def test_words_are_stemmed_without_stop_words() -> None:
    assert words("The ministers were meeting on 26 April", "en") == ("minist", "meet", "26", "april")


def test_possessives_leave_no_single_letters() -> None:
    assert words("Russia's and Ukraine’s", "en") == ("russia", "ukrain")


def test_a_script_without_spaces_gives_pairs() -> None:
    assert words("联合国", "zh") == ("联合", "合国")


def test_a_language_without_stop_words_has_none() -> None:
    assert stop_words("ru") == frozenset()
    assert stop_words("../english") == frozenset()


@given(st.text(), st.sampled_from(["en", "de", "zh", "xx"]))
def test_words_take_any_text(text: str, language: str) -> None:
    assert all(words(text, language))
