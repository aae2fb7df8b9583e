"""A backup holds what the database held at one moment, whole, checked and for nobody else to read."""

import asyncio
import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from config.errors import StorageError
from storage.archive import Archive
from storage.backup import Backup, Shelf, back_up, back_up_file, manifest_of, room
from storage.backup.opening import unpack
from storage.backup.packing import PACKING
from storage.backup.rows import file_url
from storage.engine import Database, create_engine, database_url
from storage.moving.steps import LEFT
from storage.queue import NoNudges
from storage.schema import HEAD, metadata
from tests.storage.dump import populate

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
ROOT = Path(__file__).parents[3]


def unheard(doing: str, done: int, total: int) -> None:
    """Hear nothing of the progress."""


def file(url: str) -> Path:
    """The file of an SQLite database."""
    return Path(str(database_url(url).database))


def dumped(path: Path) -> list[str]:
    """All that is in an SQLite file, the index of full text included."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


async def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table that a backup is of."""
    engine = create_engine(database_url(url))
    held = {}
    async with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table not in LEFT:
                found = await connection.execute(sa.select(table).order_by(*table.primary_key))
                held[table.name] = [tuple(row) for row in found.all()]
    await engine.dispose()
    return held


@pytest.fixture
async def populated(url: str) -> str:
    """A database of each kind with a little of everything in it."""
    archive = await Archive.open(url, NoNudges())
    await populate(archive)
    await archive.close()
    return url


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A folder of backups that is not there yet."""
    return Shelf(folder=tmp_path / "kept" / "backups")


def kept(shelf: Shelf) -> list[str]:
    """What is in the folder, by name."""
    return sorted(path.name for path in shelf.folder.iterdir())


async def test_backup_holds_every_row_and_says_what_it_is(
    populated: str, shelf: Shelf, tmp_path: Path
) -> None:
    made = await back_up(database_url(populated), shelf, NOW, unheard)
    assert made.path.name == "wirewatch-20261122T083000Z.zip"
    assert kept(shelf) == [made.path.name], "nothing half-written is left"
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    manifest = manifest_of(made.path)
    assert manifest == made.manifest
    assert (manifest.made_at, manifest.revision) == (NOW, HEAD)
    assert manifest.source == populated.partition("+")[0]
    copy = tmp_path / "copy.db"
    unpack(made.path, manifest, copy, unheard)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert await rows(f"sqlite+aiosqlite:///{copy}") == await rows(populated)
    with ZipFile(made.path) as packed:  # any program opens it
        assert packed.testzip() is None
        assert json.loads(packed.read("backup.json"))["sha256"] == manifest.sha256


async def test_backup_is_of_one_moment_and_keeps_nobody_from_writing(
    sqlite_url: str, shelf: Shelf, tmp_path: Path
) -> None:
    source = file(sqlite_url)
    with closing(sqlite3.connect(source, isolation_level=None, timeout=0)) as writer:
        writer.execute("INSERT INTO note VALUES ('long', ?)", ("x" * 3_000_000,))
        before = dumped(source)
        written = 0

        def write(doing: str, done: int, total: int) -> None:
            nonlocal written
            writer.execute(f"INSERT INTO note VALUES ('written {written}', 'meanwhile')")
            written += 1

        made = back_up_file(source, shelf, NOW, write)
    assert written > 6
    unpack(made.path, made.manifest, tmp_path / "copy.db", unheard)
    assert dumped(tmp_path / "copy.db") == before
    assert len(dumped(source)) == len(before) + written


async def test_backup_of_rows_is_of_one_moment(
    migrated_postgresql: str, shelf: Shelf, tmp_path: Path
) -> None:
    archive = await Archive.open(migrated_postgresql, NoNudges())
    await archive.guilds.note("k", "before")
    url, loop, writing = (
        database_url(migrated_postgresql),
        asyncio.get_running_loop(),
        list[asyncio.Task[None]](),
    )

    def write(doing: str, done: int, total: int) -> None:
        if not writing:
            writing.append(loop.create_task(archive.guilds.note("k", "after")))

    made = await back_up(url, shelf, NOW, write)
    await asyncio.gather(*writing)
    assert await archive.guilds.note_of("k") == "after"
    await archive.close()
    unpack(made.path, made.manifest, tmp_path / "copy.db", unheard)
    assert ("k", "before") in (await rows(f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}"))["note"]


async def test_two_processes_do_not_back_up_one_server_at_once(
    migrated_postgresql: str, shelf: Shelf
) -> None:
    url = database_url(migrated_postgresql)
    database = Database(migrated_postgresql, NoNudges())
    async with database.reading() as tx:
        await tx.value(sa.text("SELECT pg_advisory_xact_lock(7203477217)"))
        with pytest.raises(StorageError, match="another process: let it finish"):
            await back_up(url, shelf, NOW, unheard)
    await database.close()
    assert kept(shelf) == []


async def test_backup_that_is_not_wanted_any_more_leaves_nothing(sqlite_url: str, shelf: Shelf) -> None:
    loop, began = asyncio.get_running_loop(), asyncio.Event()

    def told(doing: str, done: int, total: int) -> None:
        loop.call_soon_threadsafe(began.set)
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()

    working = asyncio.create_task(back_up(database_url(sqlite_url), shelf, NOW, told))
    await began.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert kept(shelf) == []


def test_damaged_database_takes_no_backups_place(migrated_sqlite: Path, shelf: Shelf, tmp_path: Path) -> None:
    path = Path(shutil.copy(migrated_sqlite, tmp_path / "damaged.db"))
    content = bytearray(path.read_bytes())
    for at in range(4096 * 5, len(content), 4096):
        content[at : at + 200] = b"\xa5" * 200
    path.write_bytes(content)
    with pytest.raises(StorageError, match="is damaged, and was not backed up"):
        back_up_file(path, shelf, NOW, unheard)
    path.write_bytes(b"no database at all, but a letter to the editor" * 200)
    with pytest.raises(StorageError, match=r"damaged\.db is not a database"):
        back_up_file(path, shelf, NOW, unheard)
    with pytest.raises(StorageError, match="nothing to back up"):
        back_up_file(tmp_path / "missing.db", shelf, NOW, unheard)
    assert not shelf.folder.exists() or kept(shelf) == []


def test_database_that_was_cut_off_is_what_is_damaged_and_not_the_backup(
    migrated_sqlite: Path, shelf: Shelf, tmp_path: Path
) -> None:
    path = Path(shutil.copy(migrated_sqlite, tmp_path / "cut.db"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StorageError, match=r"cut\.db is damaged.*restore an earlier backup"):
        back_up_file(path, shelf, NOW, unheard)
    assert list(shelf.folder.iterdir()) == []


def test_no_room_is_said_before_anything_is_written(
    migrated_sqlite: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "SPARE", 1 << 60)
    with pytest.raises(StorageError, match=r"needs up to .* MB in .*\nMake room there"):
        back_up_file(migrated_sqlite, shelf, NOW, unheard)
    assert kept(shelf) == []


FULL = """
import resource, sys
from datetime import datetime, UTC
from pathlib import Path
from config.errors import StorageError
from storage.backup import Shelf, back_up_file
source, folder = Path(sys.argv[1]), Path(sys.argv[2])
for most in map(int, sys.argv[3:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        back_up_file(source, Shelf(folder=folder), datetime.now(UTC), lambda *_: None)
    except StorageError as error:
        print(error)
"""


def test_disk_that_is_full_leaves_nothing_half_written(migrated_sqlite: Path, shelf: Shelf) -> None:
    pytest.importorskip("resource", reason="this system limits no files")
    said = subprocess.run(
        [sys.executable, "-c", FULL, str(migrated_sqlite), str(shelf.folder), "100000", "1000"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert said.stdout.count("could not be written") == 2, said.stdout + said.stderr
    assert kept(shelf) == []


def test_disk_that_is_full_while_it_is_packed_leaves_nothing_half_written(
    migrated_sqlite: Path, shelf: Shelf
) -> None:
    def full(doing: str, done: int, total: int) -> None:
        if doing == PACKING:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StorageError, match="no room is left on its disk"):
        back_up_file(migrated_sqlite, shelf, NOW, full)
    assert kept(shelf) == []


def test_folder_that_cannot_be_used_is_named(migrated_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageError, match=r"The folder of backups .* cannot be used"):
        back_up_file(migrated_sqlite, Shelf(folder=tmp_path / "file"), NOW, unheard)


def test_only_the_newest_backups_are_kept(migrated_sqlite: Path, shelf: Shelf) -> None:
    made: list[Backup] = [
        back_up_file(migrated_sqlite, shelf, NOW + day * timedelta(days=1), unheard) for day in range(3)
    ]
    again = back_up_file(migrated_sqlite, shelf, NOW, unheard)
    assert again.path.name == "wirewatch-20261122T083000Z-2.zip", "no backup is written over"
    early = [
        back_up_file(migrated_sqlite, shelf, NOW - day * timedelta(days=1), unheard, before="0009")
        for day in range(4)
    ]
    (shelf.folder / "letter.zip").write_text("another's")
    (shelf.folder / ".wirewatch-20261122T083000Z.zip.7.partial").write_text("of somebody who is at it")
    (shelf.folder / ".holiday.2019.copy").write_text("another's")
    now = NOW + timedelta(days=2)
    assert shelf.newest(now) == now
    gone = shelf.trim(2, now) + shelf.trim_before(now)
    assert set(gone) == {made[0].path, again.path, early[3].path}
    assert {"letter.zip", made[2].path.name, made[1].path.name, early[0].path.name} <= set(kept(shelf))
    shelf.sweep(datetime.now(UTC))
    assert any(name.endswith(".partial") for name in kept(shelf))
    shelf.sweep(datetime.now(UTC) + timedelta(days=2))
    assert not any(name.endswith(".partial") for name in kept(shelf))
    assert ".holiday.2019.copy" in kept(shelf)


def test_clock_that_was_never_set_keeps_no_backup_from_being_made(
    migrated_sqlite: Path, shelf: Shelf
) -> None:
    for year in (1970, 2200):
        made = back_up_file(migrated_sqlite, shelf, NOW.replace(year=year), unheard)
        assert manifest_of(made.path).made_at.year == year
    assert shelf.newest(NOW) == NOW.replace(year=1970)


def test_urls_of_files_are_quoted(tmp_path: Path) -> None:
    odd = tmp_path / "a?b #c%20d.db"
    assert file(file_url(odd).render_as_string(hide_password=False)) == odd
