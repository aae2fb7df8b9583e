"""What is run of the rooms is told, and of the pure modules more is asked."""

from pathlib import Path

import pytest

from scripts.covered import Lines, figures, is_one_of, lines, pure, told

ROOT = Path(__file__).parents[1]
PYPROJECT = """
[[tool.importlinter.contracts]]
name = "Data flows one way"
[[tool.importlinter.contracts]]
name = "Pure modules know no network"
source_modules = ["feeds.parse", "bot.words"]
"""


def of(file: str, runnable: int, *missed: int) -> Lines:
    return Lines(file=file, runnable=runnable, missed=missed)


def test_pure_modules_are_those_whose_imports_are_held() -> None:
    assert pure(PYPROJECT) == ("feeds.parse", "bot.words")
    with pytest.raises(ValueError, match="Pure modules"):
        pure(PYPROJECT.replace("Pure", "Poor"))


def test_every_pure_module_is_there() -> None:
    modules = pure((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    files = [
        path.relative_to(ROOT).as_posix()
        for room in ("bot", "feeds", "summarise")
        for path in (ROOT / room).rglob("*.py")
    ]
    for module in modules:
        assert any(is_one_of(file, {module}) for file in files), module
    assert is_one_of("summarise/editions/alert.py", modules)
    assert not is_one_of("feeds/poll.py", modules)


def test_file_is_its_module_or_in_its_folder() -> None:
    assert is_one_of("feeds/parse.py", {"feeds.parse"})
    assert is_one_of("feeds/parse/__init__.py", {"feeds.parse"})
    assert is_one_of("feeds/parse/deep/tame.py", {"feeds.parse"})
    assert not is_one_of("feeds/parsed.py", {"feeds.parse"})
    assert not is_one_of("feeds/__init__.py", {"feeds.parse"})


def test_more_is_asked_of_pure_modules() -> None:
    whole, inner = figures(
        [of("feeds/poll.py", 100, *range(8)), of("feeds/parse/tame.py", 100, 7, 9)], {"feeds.parse"}
    )
    assert (whole.suffices, inner.suffices, inner.share) == (True, True, 98)
    assert told(whole, inner) == (
        "Lines of pure modules that no test runs:\n    feeds/parse/tame.py: 7, 9\n"
        "The rooms: 95.0% of 200 lines\nThe pure modules: 98.0% of 100 lines"
    )


def test_too_little_is_told_of_each() -> None:
    whole, inner = figures(
        [of("feeds/poll.py", 900, *range(80)), of("feeds/parse/tame.py", 100, 7, 9, 11)], {"feeds.parse"}
    )
    assert not whole.suffices
    assert not inner.suffices
    assert told(whole, inner).endswith(
        "The rooms: 91.7% of 1,000 lines, which is less than 92%\n"
        "The pure modules: 97.0% of 100 lines, which is less than 98%"
    )


def test_nothing_that_was_run_does_not_suffice() -> None:
    assert not any(figure.suffices for figure in figures([], {"feeds.parse"}))


def test_report_of_coverage_is_read() -> None:
    files = {
        "feeds/pace.py": {"executed_lines": [1, 2], "missing_lines": [5], "summary": {"num_statements": 3}}
    }
    assert lines({"files": files}) == (of("feeds/pace.py", 3, 5),)
