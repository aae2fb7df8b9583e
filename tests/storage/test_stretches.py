"""How far back a search looks at once: as far as it needs to, by what it saw."""

import pytest

from storage.sought.stretches import MOST, Looked, end_of, next_look, stretch_of


def test_stretch_ends_before_the_next_one_begins() -> None:
    assert [stretch_of(one) for one in (1, end_of(0), end_of(0) + 1, end_of(7))] == [0, 0, 1, 7]


@pytest.mark.parametrize(
    ("looked", "left", "step"),
    [
        (Looked(), 244, 2),
        (Looked(), 1, 1),
        (Looked(articles=8_192, seen=3_000, found=100), 242, 3),
        (Looked(articles=8_192, seen=3_000, found=0), 242, 16),
        (Looked(articles=8_192, seen=3_000, found=1), 242, MOST),
        (Looked(articles=8_192, seen=8_000, found=1), 9, 9),
        (Looked(articles=8_192, seen=100, found=0), 242, None),
    ],
    ids=["first", "small", "most found", "none of ours", "hardly any", "end", "rare word"],
)
def test_next_look_goes_as_far_as_is_needed(looked: Looked, left: int, step: int | None) -> None:
    assert next_look(looked, 200, left) == step


@pytest.mark.parametrize(("seen", "step"), [(3_000, 6), (11_999, 0), (12_000, 0), (20_000, 0), (90, None)])
def test_looks_end_once_as_many_were_seen_as_may_be(seen: int, step: int | None) -> None:
    assert next_look(Looked(articles=8_192, seen=seen, found=0), 200, 242, 12_000) == step
