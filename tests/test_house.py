"""The house keeps its own rules: docstrings, small rooms, telling names, no dead ends in the lock files."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "config", "feeds", "storage", "summarise")
LOCKS = sorted(ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("room", ROOMS)
def test_module_says_what_it_is_and_fits_in_one_reading(room: str) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    assert modules
    for path in modules:
        source = path.read_text(encoding="utf-8")
        assert re.match(r'r?"""\s*[^"\s]', source), f"{path}: a module begins by saying what it is"
        assert len(source.splitlines()) <= 320, f"{path}: split it before it hurts"
        assert path.stem not in {"utils", "helpers", "manager", "base", "common"}, path


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_pins_every_requirement_by_hash_and_names_no_registry(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pinned = re.findall(r"^[A-Za-z0-9._-]+==\S+", text, flags=re.MULTILINE)
    assert pinned
    assert len(re.findall(r"^\S", text, flags=re.MULTILINE)) == len(pinned)
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text
    assert "index" not in text
