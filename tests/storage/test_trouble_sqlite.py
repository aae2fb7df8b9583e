"""An SQLite file that is damaged, held by another program, or on a full disk: told of, and no row is lost."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from config.errors import StorageError
from storage.archive import Archive
from storage.engine import database_url
from storage.queue import NoNudges
from tests.storage.dump import SCHEMAS, load
from tests.storage.test_trouble import refusal


def read(path: Path) -> bytes:
    return path.read_bytes()


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def middle(whole: bytes) -> bytes:
    return whole[:4096] + b"\xff" * (len(whole) - 4096)


def truncated(whole: bytes) -> bytes:
    return whole[: len(whole) // 2 + 100]


def header(whole: bytes) -> bytes:
    return whole[:16] + b"\xa5" * 84 + whole[100:]


@pytest.mark.parametrize(
    ("damage", "told"),
    [(middle, "is damaged"), (truncated, "is damaged"), (header, "is not a database")],
)
async def test_damaged_file(
    damage: Callable[[bytes], bytes], told: str, tmp_path: Path, migrated_sqlite: Path
) -> None:
    path, damaged = tmp_path / "damaged.db", damage(read(migrated_sqlite))
    write(path, damaged)
    assert told in await refusal(f"sqlite+aiosqlite:///{path}")
    assert read(path) == damaged


async def test_damaged_file_is_not_migrated(sqlite: str) -> None:
    path = Path(str(database_url(sqlite).database))
    load(SCHEMAS / "0007.sqlite.sql", path)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'message'").fetchone()
    whole = read(path)
    size = int.from_bytes(whole[16:18], "big")
    damaged = whole[: (page - 1) * size] + b"\xff" * size + whole[page * size :]
    write(path, damaged)
    assert "is damaged" in await refusal(sqlite)
    assert read(path)[100:] == damaged[100:]  # the header says now that there is a log


@pytest.mark.parametrize("at", [0, 30, None])
async def test_log_with_a_damaged_header_is_not_passed_over(sqlite_url: str, at: int | None) -> None:
    path = Path(str(database_url(sqlite_url).database))
    log = Path(f"{path}-wal")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO note VALUES ('k', 'v')")
        connection.commit()
        written = bytearray(read(log))
    assert len(written) > 32
    if at is not None:
        written[at] ^= 1
    write(log, bytes(written))
    if at is not None:
        assert "move it away to go on without" in await refusal(sqlite_url)
        assert read(log) == written
        write(log, bytes(40))  # a loss of power may leave zeros, of which nothing was reported as kept
    archive = await Archive.open(sqlite_url, NoNudges())
    assert await archive.guilds.note_of("k") == "v"
    await archive.close()


async def test_file_that_another_program_holds_is_told_of_and_ridden_out(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.connect.BUSY", 0.0)
    archive = await Archive.open(sqlite_url, NoNudges())
    await archive.guilds.note("before", "v")
    with closing(sqlite3.connect(str(database_url(sqlite_url).database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        looking = await Archive.open(sqlite_url, NoNudges(), upgrades=False)
        assert await looking.guilds.note_of("before") == "v", "it may be read"
        await looking.close()
        with pytest.raises(StorageError, match="is held by another program"):
            await archive.guilds.note("during", "v")
        assert await archive.guilds.note_of("before") == "v"
        other.execute("ROLLBACK")
    await archive.guilds.note("after", "v")
    assert [await archive.guilds.note_of(key) for key in ("before", "during", "after")] == ["v", None, "v"]
    await archive.close()


async def test_disk_that_is_full_costs_no_row(sqlite_url: str) -> None:
    archive = await Archive.open(sqlite_url, NoNudges())
    await archive.guilds.note("before", "v")

    async def limit(pages: str) -> None:
        async with archive._database.writing() as tx:
            await tx.execute(sa.text(f"PRAGMA max_page_count = {pages}"))

    await limit("1")  # no more than there are
    with pytest.raises(StorageError, match="its disk is full: make room"):
        await archive.guilds.note("during", "v" * 100_000)
    assert await archive.guilds.note_of("before") == "v"
    await limit("1000000")
    await archive.guilds.note("after", "v" * 100_000)
    assert await archive.guilds.note_of("during") is None
    await archive.close()


async def test_file_that_is_made_is_for_its_user_alone(tmp_path: Path) -> None:
    plain, pre_made = tmp_path / "new" / "wirewatch.db", tmp_path / "made"
    pre_made.mkdir(mode=0o755)
    link = pre_made / "link.db"
    link.symlink_to(pre_made / "behind.db")
    before = os.umask(0)
    try:
        for path in (plain, link):
            archive = await Archive.open(f"sqlite+aiosqlite:///{path}", NoNudges())
            modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
            await archive.close()
            assert len(modes) >= 3
            assert set(modes.values()) == {0o600}, modes
    finally:
        os.umask(before)
    assert plain.parent.stat().st_mode & 0o777 == 0o700
    plain.chmod(0o640)
    await (await Archive.open(f"sqlite+aiosqlite:///{plain}", NoNudges())).close()
    assert plain.stat().st_mode & 0o777 == 0o640, "whoever runs it may let others read it"
