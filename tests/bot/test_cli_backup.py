"""`wirewatch backup` and `wirewatch restore`: files made and put back by hand, told in words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.lock import sole_user


@pytest.fixture
def database(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that the settings name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIREWATCH_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("WIREWATCH_DATA", str(tmp_path / "data"))
    return tmp_path / "wirewatch.db"


def asked(*words: str, said: str | None = None) -> Result:
    """What the command comes to."""
    return CliRunner().invoke(app, list(words), input=said)


def note(database: Path, value: str | None = None) -> str | None:
    """What the database notes, after noting this."""
    with closing(sqlite3.connect(database)) as connection:
        if value is not None:
            connection.execute("INSERT OR REPLACE INTO note VALUES ('n', ?)", (value,))
            connection.commit()
        found = connection.execute("SELECT value FROM note WHERE key = 'n'").fetchone()
    return None if found is None else str(found[0])


def test_backup_is_made_and_restored_by_hand(database: Path, tmp_path: Path) -> None:
    note(database, "then")
    with sole_user(tmp_path):  # the bot runs
        made = asked("backup")
    assert made.exit_code == 0, made.output
    path = Path(made.stdout.splitlines()[0])
    assert path.parent == tmp_path / "data" / "backups"
    assert "revision 0" in made.stdout
    note(database, "now")
    with sole_user(tmp_path):
        refused = asked("restore", str(path), "--yes")
    assert refused.exit_code == 2
    assert "Another Wirewatch" in refused.stderr
    declined = asked("restore", str(path), said="n\n")
    assert (declined.exit_code, note(database)) == (1, "now")
    unasked = asked("restore", str(path), said="")
    assert (unasked.exit_code, note(database)) == (2, "now")
    assert "say --yes to have it done unasked" in " ".join(unasked.stderr.split())
    assert "becomes what it was at" in declined.stdout
    done = asked("restore", str(path), said="y\n")
    assert (done.exit_code, note(database)) == (0, "then")
    assert "is kept as" in done.stdout
    assert "So that little is told again" in done.stdout


def test_backup_goes_where_it_is_told_to(database: Path, tmp_path: Path) -> None:
    made = asked("backup", "--to", "elsewhere")
    assert Path(made.stdout.splitlines()[0]).parent == tmp_path / "elsewhere"
    database.unlink()
    assert "nothing to back up" in asked("backup").stderr
    wrong = asked("restore", str(tmp_path), "--yes")
    assert wrong.exit_code == 2
    assert "is a folder" in wrong.stderr
    assert not database.exists()
