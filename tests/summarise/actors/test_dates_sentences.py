"""Sentences of our own in fourteen languages, each with the dates that it announces."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarise.actors.dates import appointments, iso
from summarise.text.sentences import sentences

ROWS = [
    json.loads(row)
    for row in Path(__file__).with_name("dates.jsonl").read_text(encoding="utf-8").splitlines()
]


def announced(row: dict[str, Any]) -> list[str]:
    text, on = row["text"], date.fromisoformat(row["published"])
    found = appointments(text, sentences(text, row["language"]), (), on, row["language"])
    return [iso(one) for one in found]


@pytest.mark.parametrize("language", sorted({row["language"] for row in ROWS}))
def test_a_sentence_announces_what_it_does(language: str) -> None:
    of_it = [row for row in ROWS if row["language"] == language]
    wrong = [(row["text"], found) for row in of_it if (found := announced(row)) != row["dates"]]
    assert wrong == []


def test_every_language_has_dates_to_come_and_dates_to_leave() -> None:
    for language in {row["language"] for row in ROWS}:
        assert {bool(row["dates"]) for row in ROWS if row["language"] == language} == {True, False}
