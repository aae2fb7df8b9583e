"""How many of the marked ends of `tests/eval` are found, and how many others."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarise.text.language import language_of
from summarise.text.sentences import sentences

SETS = Path(__file__).parents[2] / "eval"
LANGUAGES = ("ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "uk", "zh")


def marked(name: str) -> Iterator[tuple[str, set[int]]]:
    for line in (SETS / f"sentences_{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        at, ends = 0, set()
        for sentence in row["gold"]["sentences"][:-1]:
            at = row["text"].index(sentence, at) + len(sentence)
            ends.add(at)
        yield row["text"], ends


def f1(name: str) -> float:
    right = found = wanted = 0
    for text, ends in marked(name):
        mine = {one.end for one in sentences(text, language_of(text))} - {len(text.rstrip())}
        right, found, wanted = right + len(ends & mine), found + len(mine), wanted + len(ends)
    return 2 * right / (found + wanted)


def test_hard_set_has_at_least_150_boundaries() -> None:
    assert sum(len(ends) for _, ends in marked("hard")) >= 150


def test_english_ends_in_hard_places_are_found() -> None:
    assert f1("hard") >= 0.98


@pytest.mark.parametrize("language", LANGUAGES)
def test_ends_are_found_in_other_languages(language: str) -> None:
    assert f1(language) >= 0.97


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_of_a_set_is_known_for_its_language(language: str) -> None:
    assert {language_of(text) for text, _ in marked(language)} == {language}
