"""What changed between two lines is told word by word."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.difference import MOST_WORDS, difference

lines = st.lists(st.sampled_from(("talks", "in", "Moscow", "of", "fail", "—", "~~")), max_size=12)


@given(lines, lines)
def test_both_texts_can_be_read_from_their_difference(old: list[str], new: list[str]) -> None:
    changes = difference(" ".join(old), " ".join(new))
    assert [w for one in changes if one.kind != "new" for w in one.text.split()] == old
    assert [w for one in changes if one.kind != "gone" for w in one.text.split()] == new
    assert all(one.text for one in changes)


@given(lines)
def test_same_text_is_no_change(text: list[str]) -> None:
    assert {one.kind for one in difference(" ".join(text), "  ".join(text))} <= {"same"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("12 dead in fire", "15 dead in fire", "-12 +15 =dead in fire"),
        ("Talks fail", "Talks fail again", "=Talks fail +again"),
        ("Chief of staff quits", "Head of army stays", "-Chief of staff quits +Head of army stays"),
        ("", "New", "+New"),
    ],
)
def test_change_is_told_in_reading_order(old: str, new: str, told: str) -> None:
    marks = {"same": "=", "gone": "-", "new": "+"}
    assert " ".join(f"{marks[one.kind]}{one.text}" for one in difference(old, new)) == told


def test_endless_lines_are_not_compared_for_ever() -> None:
    began = process_time()
    changes = difference("a b " * 5000, "b c " * 5000)
    assert process_time() - began < 2
    assert sum(len(one.text.split()) for one in changes if one.kind != "new") == MOST_WORDS
