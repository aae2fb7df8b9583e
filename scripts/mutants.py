"""How many mutants the tests notice: python -m scripts.mutants, after mutmut has run, as `make mutants` does

A mutant is a module with one small change: a boundary moved, an argument left out. A test fails of it, or
the tests could not tell that the module is wrong. Ends with 1 where a module has fewer than `LEAST` of its
mutants noticed, or has none.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
LEAST: Final = 80
"""Of a hundred mutants of a module."""

FAILED: Final = frozenset({1, 3})
"""pytest's exit statuses where a test failed, or could not be run. One that was cut short tells nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """How the mutants of a module fared."""

    module: str
    made: int
    left: tuple[str, ...]
    """Those that no test noticed, by mutmut's names."""

    @property
    def share(self) -> float:
        """How many of a hundred were noticed."""
        return 100 * (self.made - len(self.left)) / self.made if self.made else 0

    @property
    def suffices(self) -> bool:
        """Whether enough were noticed."""
        return self.share >= LEAST


def score(module: str, statuses: Mapping[str, int | None]) -> Score:
    """The score of a module, by the exit status of the tests with each mutant in its place."""
    left = tuple(name for name, status in statuses.items() if status not in FAILED)
    return Score(module=module, made=len(statuses), left=left)


def told(scores: Sequence[Score]) -> str:
    """What people are told of them."""
    lines = []
    for one in scores:
        short = "" if one.suffices else f", which is less than {LEAST}%"
        lines.append(
            f"{one.module}: {one.made - len(one.left)} of {one.made} noticed, {one.share:.1f}%{short}"
        )
        lines += [f"    left: {name}" for name in one.left]
    if any(one.left for one in scores):
        lines.append("What one is: .venv/bin/mutmut show NAME. Most that are left should make no difference.")
    return "\n".join(lines)


def mutated() -> tuple[str, ...]:
    """The modules that mutants are made of, as pyproject.toml lists them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return tuple(project["tool"]["mutmut"]["only_mutate"])


def statuses(module: str) -> Mapping[str, int | None]:
    """How the tests ended with each mutant of a module; none where mutmut has not come to it."""
    path = ROOT / "mutants" / f"{module}.meta"
    found: Mapping[str, int | None] = {}
    if path.is_file():
        found = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def main() -> int:
    """Tell; the exit status."""
    scores = [score(module, statuses(module)) for module in mutated()]
    print(told(scores))
    return 0 if all(one.suffices for one in scores) else 1


if __name__ == "__main__":
    raise SystemExit(main())
