"""Before a migration the file is backed up as it was; where that cannot be, nothing is changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.errors import StorageError
from storage.backup import manifest_of, restore, room
from storage.engine import database_url
from storage.migrate import migrate
from storage.moving import move
from storage.schema import HEAD
from tests.fakes.examples import NOON
from tests.storage.backup.test_backup import unheard
from tests.storage.dump import SCHEMAS, load


def revision(path: Path) -> str:
    """The revision that the file is at."""
    with closing(sqlite3.connect(path)) as held:
        return str(held.execute("SELECT version_num FROM wirewatch_revision").fetchone()[0])


@pytest.mark.parametrize("beside", [True, False])
async def test_old_file_is_backed_up_before_it_is_migrated(tmp_path: Path, beside: bool) -> None:
    path, folder = (
        tmp_path / "wirewatch.db",
        tmp_path / "backups" if beside else tmp_path / "another" / "disk",
    )
    url = database_url(f"sqlite+aiosqlite:///{path}")
    await migrate(url)
    assert not folder.exists(), "there was nothing to lose"
    path.unlink()
    load(SCHEMAS / "0005.sqlite.sql", path)
    for _ in range(2):
        await migrate(url, backups=None if beside else folder)
    (backup,) = list(folder.iterdir())
    assert backup.name.startswith(f"before-{HEAD}-")
    assert (manifest_of(backup).revision, revision(path)) == ("0005", HEAD)
    await restore(url, backup, tmp_path, NOON, unheard)
    assert revision(path) == HEAD
    assert len(list(folder.iterdir())) == 1, "no backup of a backup"


async def test_file_that_cannot_be_backed_up_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wirewatch.db"
    load(SCHEMAS / "0005.sqlite.sql", path)
    monkeypatch.setattr(room, "SPARE", 1 << 60)
    with pytest.raises(StorageError, match=r"Nothing was changed[^\n]*\nThe backup needs up to"):
        await migrate(database_url(f"sqlite+aiosqlite:///{path}"))
    assert revision(path) == "0005"


async def test_old_file_that_is_moved_away_is_backed_up_where_the_settings_say(tmp_path: Path) -> None:
    path, folder = tmp_path / "wirewatch.db", tmp_path / "another" / "disk"
    load(SCHEMAS / "0005.sqlite.sql", path)
    source, target = (database_url(f"sqlite+aiosqlite:///{one}") for one in (path, tmp_path / "new.db"))
    assert await move(source, target, NOON, unheard, folder) > 0
    assert [manifest_of(one).revision for one in folder.iterdir()] == ["0005"]
