"""`wirewatch version` asks nobody by itself, and commands are understood by the names that they had."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.renaming import Renaming
from config.deprecated import Renamed
from storage.schema import HEAD


def test_version_tells_what_runs_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wirewatch.toml").write_text("this is not TOML, and is not read")
    told = CliRunner().invoke(app, ["version"])
    assert told.exit_code == 0
    assert told.stdout.splitlines()[:2] == [f"Wirewatch {version('wirewatch')}", f"database revision {HEAD}"]
    facts = json.loads(CliRunner().invoke(app, ["version", "--json"]).stdout)
    assert (facts["wirewatch"], facts["revision"]) == (version("wirewatch"), HEAD)
    assert {*facts} == {"wirewatch", "revision", "python", "platform"}


def test_check_without_an_address_says_what_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WIREWATCH_RELEASE_FEED", raising=False)
    told = CliRunner().invoke(app, ["version", "--check"])
    assert told.exit_code == 2
    assert "Nothing was asked: set WIREWATCH_RELEASE_FEED" in told.stderr


@pytest.mark.parametrize(
    ("gone", "status", "out", "err"),
    [("99.0.0", 0, "3\n", "Write that"), ("0.0.1", 2, "", "is refused since")],
)
def test_command_line_of_an_older_version_is_understood_until_its_names_end(
    gone: str, status: int, out: str, err: str
) -> None:
    class Renamings(Renaming):
        renamed = (
            Renamed(kind="command", old="count", new="tally", since="0.0.1", gone=gone),
            Renamed(kind="option", of="tally", old="--most", new="--limit", since="0.0.1", gone=gone),
        )

    programme = typer.Typer(cls=Renamings)
    programme.callback()(lambda: None)

    @programme.command()
    def tally(limit: int = 1) -> None:
        typer.echo(limit)

    told = CliRunner().invoke(programme, ["count", "--most=3"])
    assert (told.exit_code, told.stdout) == (status, out)
    assert told.stderr.count(err) == (2 if not status else 1)
    assert CliRunner().invoke(programme, ["tally", "--limit", "3"]).stderr == ""
