"""Which language a text is in."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.text.language import language_of

SETS = Path(__file__).parents[2] / "eval"
COMMON = ("ar", "de", "es", "fr", "hard", "it", "ja", "nl", "pl", "pt", "ru", "uk", "zh")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("Putin", "en"),
        ("1234 !!", "en"),
        ("🎉🎉", "en"),
        ("Путин", "ru"),
        ("غدا", "ar"),
        ("The council agreed on a new bridge over the river", "en"),
        ("Norwegian lawmaker nominates Trump for Nobel Peace Prize", "en"),
        ("TRUMP TO MEET PUTIN IN ALASKA ON FRIDAY", "en"),
        ("Der Kanzler sprach am Montag mit dem Präsidenten über den Krieg", "de"),
        ("Le président a rencontré le premier ministre à Paris lundi", "fr"),
        ("La inflación bajó al 3,2 % en noviembre", "es"),
        ("Il governo chiede la fiducia", "it"),
        ("Governo quer baixar os impostos", "pt"),
        ("Kabinet wil btw op gas verlagen", "nl"),
        ("Rząd chce obniżyć podatki", "pl"),
        ("Президент встретился с министром иностранных дел", "ru"),
        ("Уряд хоче знизити податки", "uk"),
        ("الحكومة تريد خفض الضرائب", "ar"),
        ("総理大臣は会談を行った", "ja"),
        ("会議の議題は三つ：気候、貿易、安全保障", "ja"),
        ("iPhone 17 Proの発売日が決定", "ja"),
        ("总统会见了外长", "zh"),
        ("정부는 내년에 세금을 내린다", "ko"),
        ("Regeringen vill sänka skatten på el nästa år, säger finansministern", "sv"),
        ("Η κυβέρνηση μειώνει τους φόρους", "el"),
    ],
)
def test_a_text_has_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("Putin", "de-AT", "de"),
        ("", "EN-us", "en"),
        ("Brand in Wien", "de", "de"),
        ("O goberno quere baixar os impostos da electricidade o vindeiro ano", "gl", "gl"),
        ("Der Kanzler sprach am Montag mit dem Präsidenten über den Krieg", "en-us", "de"),
        ("Президент встретился с министром иностранных дел", "en", "ru"),
        ("总统会见了外长", "en", "zh"),
        ("The council agreed on a new bridge over the river", "no-such-tag", "en"),
    ],
)
def test_feeds_word_is_taken_unless_the_text_says_otherwise(text: str, told: str, language: str) -> None:
    assert language_of(text, told) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Putin told the crowd «Мы победим» and the band in the hall played for an hour", "en"),
        ("Путин сказал это в Белом доме, пишет The New York Times", "ru"),
        ("Le journal Der Spiegel a publié l'enquête lundi soir à Berlin", "fr"),
        ("华为发布 HarmonyOS NEXT 操作系统", "zh"),
        ("See https://www.lemonde.fr/politique/article/les-impots for the full story of the tax", "en"),
    ],
)
def test_mixed_text_has_the_language_of_most_of_it(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("name", COMMON)
def test_sentences_as_short_as_headlines_are_known_by_themselves(name: str) -> None:
    language = "en" if name == "hard" else name
    rows = (SETS / f"sentences_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    told = [sentence for row in rows for sentence in json.loads(row)["gold"]["sentences"]]
    right = sum(language_of(sentence) == language for sentence in told)
    assert right >= 0.9 * len(told)


@given(st.text(), st.none() | st.text(max_size=12))
def test_every_text_has_some_language(text: str, told: str | None) -> None:
    assert language_of(text, told)


@pytest.mark.parametrize("unit", ["x", "я", "。", "の", " ", "http://", "a b "])
def test_long_odd_texts_take_bounded_time(unit: str) -> None:
    text = unit * (5_000_000 // len(unit))
    language_of("the model is loaded first")
    begun = time.process_time()
    language_of(text)
    assert time.process_time() - begun < 1
