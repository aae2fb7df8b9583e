"""Which lines the suite runs: python -m scripts.covered, after it has run, as `make coverage` does

Ends with 1 where the rooms have fewer than `LEAST` of a hundred lines run, or the pure modules fewer than
`LEAST_PURE`. Which modules are pure, pyproject.toml says where it holds their imports.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
LEAST: Final = 92
LEAST_PURE: Final = 98

CONTRACT: Final = "Pure modules "
"""How the contract begins that lists them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """How many lines a file has that can be run, and which of them were not."""

    file: str
    runnable: int
    missed: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """How much of some files was run, and how much is asked for."""

    name: str
    files: tuple[Lines, ...]
    least: int

    @property
    def share(self) -> float:
        """How many of a hundred lines were run."""
        runnable = sum(one.runnable for one in self.files)
        missed = sum(len(one.missed) for one in self.files)
        return 100 * (runnable - missed) / runnable if runnable else 0

    @property
    def suffices(self) -> bool:
        """Whether enough were run."""
        return self.share >= self.least


def pure(pyproject: str) -> tuple[str, ...]:
    """The pure modules, and rooms of them, that pyproject.toml lists; ValueError where it lists none."""
    contracts = tomllib.loads(pyproject)["tool"]["importlinter"]["contracts"]
    for contract in contracts:
        if contract["name"].startswith(CONTRACT):
            return tuple(contract["source_modules"])
    raise ValueError(f"pyproject.toml has no import contract whose name begins with {CONTRACT!r}")


def is_one_of(file: str, modules: Collection[str]) -> bool:
    """Whether a file ("feeds/parse/tame.py") is one of the modules ("feeds.parse"), or in one of them."""
    parts = file.removesuffix(".py").removesuffix("/__init__").split("/")
    return any(".".join(parts[:length]) in modules for length in range(1, len(parts) + 1))


def figures(files: Sequence[Lines], modules: Collection[str]) -> tuple[Figure, Figure]:
    """Of the whole, and of the pure modules."""
    inner = tuple(one for one in files if is_one_of(one.file, modules))
    return (
        Figure(name="The rooms", files=tuple(files), least=LEAST),
        Figure(name="The pure modules", files=inner, least=LEAST_PURE),
    )


def told(whole: Figure, inner: Figure) -> str:
    """What people are told of them, with the lines of pure modules that no test runs."""
    lines = [
        f"    {one.file}: {', '.join(str(number) for number in one.missed)}"
        for one in inner.files
        if one.missed
    ]
    if lines:
        lines.insert(0, "Lines of pure modules that no test runs:")
    for figure in (whole, inner):
        runnable = sum(one.runnable for one in figure.files)
        asked = "" if figure.suffices else f", which is less than {figure.least}%"
        lines.append(f"{figure.name}: {figure.share:.1f}% of {runnable:,} lines{asked}")
    return "\n".join(lines)


def lines(report: Mapping[str, Mapping[str, Mapping[str, object]]]) -> tuple[Lines, ...]:
    """The files of coverage's JSON report."""
    return tuple(_lines(file, said) for file, said in report["files"].items())


def _lines(file: str, said: Mapping[str, object]) -> Lines:
    ran, missed = said["executed_lines"], said["missing_lines"]
    assert isinstance(ran, list)
    assert isinstance(missed, list)
    return Lines(file=file, runnable=len(ran) + len(missed), missed=tuple(missed))


def main() -> int:
    """Tell; the exit status."""
    # also of processes that ended after the suite
    report = subprocess.run(
        (sys.executable, "-m", "coverage", "json", "--quiet", "-o", "-"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if report.returncode:
        return report.returncode
    modules = pure((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    whole, inner = figures(lines(json.loads(report.stdout)), modules)
    print(told(whole, inner))
    return 0 if whole.suffices and inner.suffices else 1


if __name__ == "__main__":
    raise SystemExit(main())
