"""The command reference tells of every slash command with its options, and of the command line."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli import app
from bot.commands import GROUPS, MENUS
from bot.commands.reference import DRIFTED, FILE, written
from bot.commands.topics import READING, TOPICS, by_topic, leaves, name_of

ROOT = Path(__file__).parents[2]
REFERENCE = FILE.read_text(encoding="utf-8")


def test_reference_tells_of_today_s_commands() -> None:
    assert written(REFERENCE, (*GROUPS, *MENUS)) == REFERENCE, DRIFTED


def test_reference_without_a_place_for_the_tables_is_told() -> None:
    with pytest.raises(ValueError, match="there is no"):
        written("# Commands", GROUPS)


def test_every_command_is_told_once_under_a_topic() -> None:
    told = [name_of(one) for _, mine in by_topic((*GROUPS, *MENUS)) for one in mine]
    assert sorted(told) == sorted(name_of(one) for one in leaves((*GROUPS, *MENUS)))
    known = {*told, *(name.split()[0] for name in told)}
    assert len(READING.commands) == len(set(READING.commands))
    assert all(topic.title and topic.words for topic in TOPICS)
    assert {"setup", "help", "watch", "settings"} <= known


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


def test_every_command_says_where_it_is_offered() -> None:
    for command in GROUPS:
        assert command.guild_only or command.allowed_contexts is not None, command.name
