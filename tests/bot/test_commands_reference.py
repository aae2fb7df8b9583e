"""The command reference tells of every slash command with its options, and of the command line."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from discord import app_commands

from bot.cli import app
from bot.commands import GROUPS

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def usages() -> Iterator[str]:
    """Each command as the reference should write it."""
    for group in GROUPS:
        for command in group.walk_commands() if isinstance(group, app_commands.Group) else (group,):
            assert isinstance(command, app_commands.Command)
            options = [p.display_name if p.required else f"[{p.display_name}]" for p in command.parameters]
            yield " ".join((f"/{command.qualified_name}", *options))


@pytest.mark.parametrize("usage", tuple(usages()))
def test_command_is_in_the_reference(usage: str) -> None:
    assert f"`{usage}`" in REFERENCE


def spoken(command: Any, name: str) -> Iterator[str]:
    """Each command of the command line."""
    if not hasattr(command, "commands"):
        yield name
    for part, inner in getattr(command, "commands", {}).items():
        yield from spoken(inner, f"{name} {part}")


@pytest.mark.parametrize("usage", tuple(spoken(typer.main.get_command(app), "wirewatch")))
def test_command_of_the_command_line_is_in_the_reference(usage: str) -> None:
    assert f"`{usage}" in REFERENCE


def test_help_is_there_at_once() -> None:
    """Worker processes and every --help run this module: it imports nothing heavy."""
    code = (
        "import sys, bot.cli; print(*sorted({'sqlalchemy', 'aiohttp', 'lxml', 'discord'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == ""


def test_commands_are_for_servers_only() -> None:
    assert all(group.guild_only for group in GROUPS)
