"""What --help lists, where a terminal is narrow."""

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app

GROUPS: tuple[list[str], ...] = ([], ["actors"], ["feeds"], ["watches"])


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_help_lists_each_command_with_its_whole_first_sentence(group: list[str]) -> None:
    command = typer.main.get_command(app)
    for name in group:
        command = command.commands[name]  # type: ignore[attr-defined]
    shown = CliRunner().invoke(app, [*group, "--help"], env={"COLUMNS": "60"}, terminal_width=60)
    assert shown.exit_code == 0
    assert "..." not in shown.output.partition("Commands:")[2]
    assert max(map(len, shown.output.splitlines())) <= 60
    words = " ".join(shown.output.split())
    for name, one in command.commands.items():  # type: ignore[attr-defined]
        first = " ".join((one.help or "").split()).partition(". ")[0].rstrip(".")
        assert f" {name} {first}." in words
