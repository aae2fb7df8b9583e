"""A module whose mutants go unnoticed is told of, and so is one of which nobody knows."""

from pathlib import Path

from scripts.mutants import mutated, score, told

ROOT = Path(__file__).parents[1]


def fared(killed: int, *others: int | None) -> dict[str, int | None]:
    """Mutants of which so many made a test fail, and the others ended with these statuses."""
    return {f"feeds.guard.x__{number}": status for number, status in enumerate((*[1] * killed, *others))}


def test_module_suffices_from_four_of_five_on() -> None:
    just, short = score("feeds/guard.py", fared(8, 0, 0)), score("feeds/guard.py", fared(7, 0, 0, 0))
    assert (just.suffices, short.suffices) == (True, False)
    assert told([just]).startswith("feeds/guard.py: 8 of 10 noticed, 80.0%\n    left: feeds.guard.x__8\n")
    assert "7 of 10 noticed, 70.0%, which is less than 80%\n" in told([short])


def test_mutant_counts_only_where_a_test_failed_of_it() -> None:
    """Not one that was never tried, that no test came by, or whose tests were cut short."""
    found = score("feeds/guard.py", fared(2, 3, None, 5, 33, 36, -24, -9, 2))
    assert (found.made, len(found.left)) == (10, 7)


def test_module_without_mutants_does_not_suffice() -> None:
    nothing = score("feeds/guard.py", {})
    assert not nothing.suffices
    assert told([nothing]) == "feeds/guard.py: 0 of 0 noticed, 0.0%, which is less than 80%"


def test_modules_to_be_mutated_are_there() -> None:
    assert mutated()
    assert all((ROOT / module).is_file() for module in mutated())
