"""What an actor does in a sentence, on a marked set of our own (roles.txt)."""

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.role import SPEECH, role_of

SET = Path(__file__).with_name("roles.txt")
MARK = re.compile(r"\{([^=}]+)=(\w+)\}")
LINES = [
    line for line in SET.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
]
HOSTILE = [
    "“" * 60_000,
    "A " * 30_000,
    "Reyes, " * 9_000,
    "and Reyes " * 6_000,
    "(" * 60_000,
    "said " * 12_000,
]


def marked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The sentence, and start, end and role of each actor in it."""
    text, names, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        names.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return text + line[at:], names


def wrong(line: str) -> list[tuple[str, str, str]]:
    """The sentence, the name and the role, for each name of which the role that is found is another."""
    text, names = marked(line)
    found = [(start, end, role_of(text, start, end, (0, len(text))), role) for start, end, role in names]
    return [(text, text[start:end], had) for start, end, had, role in found if had != role]


def test_a_role_follows_from_the_words_beside_the_name() -> None:
    assert [each for line in LINES if not line.startswith("~") for each in wrong(line)] == []


def test_what_is_marked_as_missed_is_missed() -> None:
    assert [line for line in LINES if line.startswith("~") and not wrong(line[1:])] == []


def test_only_the_sentence_is_looked_at() -> None:
    text = "The envoy said. Reyes. Said the envoy."
    assert role_of(text, 16, 21, (16, 22)) == "mention"


def test_verbs_of_speech_are_written_out() -> None:
    assert {"said", "tweeted", "pointed out"} <= set(SPEECH.split("|"))


@pytest.mark.parametrize("filler", HOSTILE)
def test_time_does_not_grow_with_a_hostile_text(filler: str) -> None:
    text = f"{filler}Reyes{filler}"
    start = len(filler)
    began = process_time()
    for _ in range(20):
        role_of(text, start, start + 5, (0, len(text)))
    assert process_time() - began < 0.5


@given(st.text(max_size=300), st.text(min_size=1, max_size=20), st.text(max_size=300))
def test_any_text_has_a_role(before: str, name: str, after: str) -> None:
    text = before + name + after
    role = role_of(text, len(before), len(before) + len(name), (0, len(text)))
    assert role in {"speaker", "subject", "mention"}
