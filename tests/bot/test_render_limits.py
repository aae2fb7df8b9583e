"""What is cut to fit, fits."""

from hypothesis import given
from hypothesis import strategies as st

from bot.render.escape import escaped, plain
from bot.render.limits import fit, joined, units
from tests.bot.hostile import texts


@given(texts.map(plain), st.integers(-3, 400))
def test_fitted_text_never_exceeds_its_budget(text: str, budget: int) -> None:
    shown = fit(text, budget, escaped)
    assert units(shown) <= max(budget, 0)


@given(texts.map(plain))
def test_text_that_fits_is_left_alone(text: str) -> None:
    assert fit(text, units(escaped(text)), escaped) == escaped(text)


def test_cut_falls_between_words() -> None:
    assert fit("one two three four", 12) == "one two…"


def test_units_count_as_discord_at_its_strictest() -> None:
    assert units("é😀") == 3


@given(st.lists(st.text(max_size=20), max_size=20), st.integers(20, 200))
def test_parts_that_find_no_room_are_counted(parts: list[str], budget: int) -> None:
    shown = joined(parts, "; ", budget, lambda left: f"and {left} more")
    assert units(shown) <= budget
    if units("; ".join(parts)) > budget:
        assert shown.endswith("more")
