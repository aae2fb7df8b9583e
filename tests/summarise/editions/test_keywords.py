"""Keywords are whole words and phrases, in any script, found in time that grows with the text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.editions.keywords import Keywords, matches
from tests.summarise.growth import disproportionate


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("assad", "Assad’s envoy"),
        ("SAO PAULO", "em São Paulo"),
        ("new york", "from NEW\n\nYORK"),
        ("sanction*", "Sanctions were lifted"),
        ("sanction*", "a sanction"),
        ("cease-fire", "the cease fire holds"),
        ("don't", "they don’t"),
        ("总统", "美国总统普京"),
        ("モスクワ", "ロシアのモスクワで"),
        ("กรุงเทพ", "ในกรุงเทพมหานคร"),
        ("G7", "the G7 met"),
        ("7国", "the 7国"),
        ("Ё", "е"),
        ("C++", "written in C++."),
        ("c# developer", "C# developers and a C#-developer"),
        ("Disney", "what Disney+ shows"),
        ("TV+", "Apple TV+ grows"),
    ],
)
def test_keyword_is_found(keyword: str, text: str) -> None:
    assert matches((keyword,), text) == (keyword,)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("assad", "the ambassador"),
        ("sanction", "sanctions"),
        ("new york", "a new yorker"),
        ("7国", "G7国"),
        ("G7", "the G77"),
        ("राम", "रामायण"),
        ("un", "UNESCO, begun"),
        ("", "anything"),
        ("*", "anything"),
        ("…!?", "what …!?"),
        ("C++", "Vitamin C, and C."),
        ("C#", "in C++ and C"),
        ("+", "C++"),
    ],
)
def test_keyword_is_not_found(keyword: str, text: str) -> None:
    assert matches((keyword,), text) == ()


def test_those_found_keep_their_order_and_their_spelling() -> None:
    assert matches(("Kyiv", "grain", "KYIV", "ship*"), "Shipping from Kyiv") == ("Kyiv", "KYIV", "ship*")


WORDS = st.lists(st.text("abц中 -*’é", max_size=6), max_size=6)


@given(WORDS, st.text("abц中 .’é", max_size=40))
def test_together_they_find_what_each_finds_alone(keywords: list[str], text: str) -> None:
    alone = {keyword for keyword in keywords if matches((keyword,), text)}
    assert Keywords(keywords).found(text) == alone


@given(st.text(max_size=60), st.text(max_size=200))
def test_anything_is_a_keyword_and_a_text(keyword: str, text: str) -> None:
    assert matches((keyword,), text) in ((), (keyword,))
    assert matches((keyword,), f"{text}\n{keyword}\n{text}") == matches((keyword,), keyword)


@given(st.text("abцё中ŉé’\u0301 ", max_size=8), st.text("abцё中ŉé’\u0301 ", max_size=20))
def test_a_foreign_word_is_found_among_plain_ones_as_it_is_alone(keyword: str, text: str) -> None:
    assert matches((keyword,), f"{text} {'zz ' * 100}") == matches((keyword,), f"{text} ")


@pytest.mark.parametrize("unit", ["a ", "a", "中", "中a", "ａ'"])
def test_hostile_text_and_keywords_take_no_longer_than_the_text_is_long(unit: str) -> None:
    hostile = Keywords([unit * length + end for length in range(1, 100) for end in ("", "*")])
    varied = "".join(unit * number + f" {number}. " for number in range(90))
    assert disproportionate(hostile.found, [varied, unit], 5_000) == []
