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


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['language']}-{row['text'][:50]}")
def test_a_sentence_announces_what_it_does(row: dict[str, Any]) -> None:
    text, on = row["text"], date.fromisoformat(row["published"])
    found = appointments(text, sentences(text, row["language"]), (), on, row["language"])
    assert [iso(one) for one in found] == row["dates"]


def test_every_language_has_dates_to_come_and_dates_to_leave() -> None:
    for language in {row["language"] for row in ROWS}:
        assert {bool(row["dates"]) for row in ROWS if row["language"] == language} == {True, False}
