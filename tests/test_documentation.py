"""What the documentation tells people to do is there to be done."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli import app
from bot.commands import GROUPS
from bot.commands.topics import leaves, name_of

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [*ROOT.glob("docs/**/*.md"), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md"))]
)
TYPED = re.compile(r"`/([a-z]+(?: [a-z]+)?)(?=[ `])")
GIVEN = re.compile(r"(?:`|^\s*|\$ |bin/)wirewatch ([a-z]+)(?: ([a-z]+))?", re.MULTILINE)
NO_COMMANDS = {"metrics", "health", "data", "tmp", "about"}
"""Addresses and folders; and what CONTRIBUTING.md adds as an example."""


def told(pages: list[Path], pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for page in pages:
        for found in pattern.finditer(page.read_text(encoding="utf-8")):
            yield f"{page.name}: {found[0]}", found


def test_every_slash_command_that_a_page_names_is_there() -> None:
    names = {name_of(one) for one in leaves(GROUPS)}
    names |= {name.split()[0] for name in names}
    missing = {
        where
        for where, found in told(PAGES, TYPED)
        if found[1] not in names and found[1].split()[0] not in names | NO_COMMANDS
    }
    assert not missing


def test_every_command_of_wirewatch_that_a_page_names_is_there() -> None:
    whole: Any = typer.main.get_command(app)
    groups = {name: one.commands for name, one in whole.commands.items() if hasattr(one, "commands")}
    missing = {
        where
        for where, found in told(PAGES, GIVEN)
        if found[1] not in whole.commands
        or (found[1] in groups and (found[2] or "") not in {*groups[found[1]], ""})
    }
    assert not missing


@pytest.mark.parametrize("page", ["troubleshooting.md"])
def test_events_of_the_log_that_a_page_names_are_logged(page: str) -> None:
    listed = set(
        re.findall(r"^\| `(.+?)` \|", (ROOT / "docs/monitoring.md").read_text("utf-8"), re.MULTILINE)
    )
    paragraphs = re.findall(
        r"\*\*In the log\*\*: (.*?)\n\n", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL
    )
    named = {name for text in paragraphs for name in re.findall(r"`(.+?)`", text)}
    assert named
    assert named <= listed
