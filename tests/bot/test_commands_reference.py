"""The command reference tells of every slash command and every option."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from discord import app_commands

from bot.commands import GROUPS

REFERENCE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


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


def test_commands_are_for_servers_only() -> None:
    assert all(group.guild_only for group in GROUPS)
