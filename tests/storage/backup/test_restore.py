"""A restored database is the one that was backed up, and tells nothing twice."""

import asyncio
import errno
import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import time, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.errors import StorageError
from storage import schema
from storage.archive import Archive
from storage.backup import Restored, Shelf, back_up, back_up_file, manifest_of, restore
from storage.backup.manifest import read
from storage.engine import database_url
from storage.queue import NoNudges
from tests.fakes.examples import HOUR, NOON, digest_post, entry, post
from tests.storage.backup.test_backup import file, rows, unheard
from tests.storage.dump import SCHEMAS, load, populate
from tests.storage.scenes import article, bring, claimed, founded, watched, wire

LATER = NOON + timedelta(days=3)


async def backed_up(url: str, folder: Path) -> Path:
    """A backup of the database."""
    return (await back_up(database_url(url), Shelf(folder=folder), NOON + HOUR, unheard)).path


async def restored(url: str, backup: Path) -> Restored:
    """Restore it in place of what is there."""
    return await restore(database_url(url), backup, backup.parent, LATER, unheard)


async def scene(archive: Archive) -> int:
    """An alert that was sent, one that waits, one for later, a digest that is due soon; the last delivery."""
    feed = await wire(archive)
    await watched(archive)
    for number, target in enumerate(("channel:1", "channel:2", "channel:3", "terminal")):
        held = await article(archive, feed, f"e{number}", now=NOON + number * HOUR)
        await founded(archive, held, posts=(post(held, target=target),))
    await archive.deliveries.sent((await claimed(archive)).id, "900100200300400500", NOON)
    async with archive._database.writing() as tx:
        await tx.execute(
            sa.update(schema.delivery)
            .where(schema.delivery.c.target == "channel:3")
            .values(not_before=LATER + HOUR)
        )
        last: int = await tx.value(sa.select(sa.func.max(schema.delivery.c.id)))
    await archive.plans.add(
        guild="a",
        target="channel:1",
        at=time(13),
        zone="UTC",
        stories=5,
        sentences=2,
        origin="command",
        next_due_at=NOON + HOUR,
        now=NOON,
    )
    return last


async def test_restored_database_is_the_one_that_was_backed_up(
    url: str, tmp_path: Path, sqlite_url: str
) -> None:
    archive = await Archive.open(url, NoNudges())
    await populate(archive)
    await archive.close()
    before = await rows(url)
    backup = await backed_up(url, tmp_path / "backups")
    # from either database into a file
    target = f"sqlite+aiosqlite:///{tmp_path / 'restored' / 'wirewatch.db'}"
    assert (await restored(target, backup)).kept is None, "there was none before"
    after = await rows(target)
    told_otherwise = {"feed", "host", "delivery", "digest_plan", "article", "attempt", "mending", "reading"}
    same = [name for name in before if name not in told_otherwise]
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert {name: len(after[name]) for name in before if name != "attempt"} == {
        name: len(before[name]) for name in before if name != "attempt"
    }
    archive = await Archive.open(target, NoNudges())
    assert await archive.search.find(frozenset({1, 2}), "corridor") is not None
    await archive.close()


async def test_what_was_there_is_kept_with_its_log(sqlite_url: str, tmp_path: Path) -> None:
    backup = await backed_up(sqlite_url, tmp_path)
    place = file(sqlite_url)
    writer = sqlite3.connect(place)
    writer.execute("INSERT INTO note VALUES ('later', 'in the log alone')")
    writer.commit()
    done = await restored(sqlite_url, backup)
    writer.close()
    assert done.kept == place.with_name(f"{place.name}.before-restore-20220429T120000Z")
    with closing(sqlite3.connect(place)) as now, closing(sqlite3.connect(done.kept)) as before:
        later = "SELECT value FROM note WHERE key = 'later'"
        assert now.execute(later).fetchone() is None
        assert before.execute(later).fetchone() == ("in the log alone",)
    assert place.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StorageError, match="is there already"):
        await restored(sqlite_url, backup)


def log_of(database: Path) -> Path:
    """The log beside an SQLite file."""
    return database.with_name(f"{database.name}-wal")


def fails(*_: object) -> None:
    """What a file system says that cannot do it."""
    raise PermissionError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("linked", [True, False])
async def test_restore_that_fails_at_the_end_leaves_the_database_with_what_was_committed_last(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    backup, place = await backed_up(sqlite_url, tmp_path), file(sqlite_url)
    writer = sqlite3.connect(place)
    writer.execute("INSERT INTO note VALUES ('later', 'in the log alone')")
    writer.commit()
    # as a process that was killed leaves it: with its log
    left = place.read_bytes(), log_of(place).read_bytes()
    writer.close()
    place.write_bytes(left[0])
    log_of(place).write_bytes(left[1])
    seen: list[tuple[str] | None] = []

    def refused(*_: object) -> None:
        # a loss of power at this moment would leave this
        with closing(sqlite3.connect(f"file:{place if linked else kept}?immutable=1", uri=True)) as held:
            seen.append(held.execute("SELECT value FROM note WHERE key = 'later'").fetchone())
        raise OSError(errno.EIO, "Input/output error")

    kept = place.with_name(f"{place.name}.before-restore-20220429T120000Z")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refused)
        if not linked:
            patched.setattr(os, "link", fails)
        with pytest.raises(StorageError, match="Input/output error"):
            await restored(sqlite_url, backup)
    assert seen == [("in the log alone",)]
    assert not half_done(tmp_path)
    with closing(sqlite3.connect(place)) as held:
        assert held.execute("SELECT value FROM note WHERE key = 'later'").fetchone() == seen[0]


async def test_damaged_log_is_kept_as_it_is(sqlite_url: str, tmp_path: Path) -> None:
    backup, place = await backed_up(sqlite_url, tmp_path), file(sqlite_url)
    log_of(place).write_bytes(b"damaged " * 10)
    kept = (await restored(sqlite_url, backup)).kept
    assert kept is not None
    assert log_of(kept).read_bytes() == b"damaged " * 10
    assert not log_of(place).exists()


async def test_database_behind_a_link_is_restored_where_it_is(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = await backed_up(sqlite_url, tmp_path / "backups")
    place, link = file(sqlite_url), tmp_path / "elsewhere" / "wirewatch.db"
    stray = place.with_name(f".{place.name}.7.restoring")
    stray.write_text("left by a process that died")
    os.utime(stray, (0, 0))
    link.parent.mkdir()
    link.symlink_to(place)
    monkeypatch.setattr(os, "link", fails)
    done = await restored(f"sqlite+aiosqlite:///{link}", backup)
    assert link.is_symlink()
    assert done.kept is not None
    assert done.kept.parent == place.parent
    assert place.stat().st_ino != done.kept.stat().st_ino
    assert not stray.exists()
    assert [path.name for path in link.parent.iterdir()] == [link.name]


async def test_restored_into_an_empty_postgresql(
    empty_postgresql: str, sqlite_url: str, tmp_path: Path
) -> None:
    archive = await Archive.open(sqlite_url, NoNudges())
    last = await scene(archive)
    await archive.close()
    backup = await backed_up(sqlite_url, tmp_path / "backups")
    done = await restored(empty_postgresql, backup)
    assert (done.settled.doubted, done.settled.dropped) == (1, 1)
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    archive = await Archive.open(empty_postgresql, NoNudges())
    assert (await archive.deliveries.find(last)) is not None
    await archive.close()
    with pytest.raises(StorageError, match="holds something already"):
        await restored(empty_postgresql, backup)


async def test_restored_archive_tells_nothing_twice(sqlite_url: str, tmp_path: Path) -> None:
    archive = await Archive.open(sqlite_url, NoNudges())
    last = await scene(archive)
    feed = (await archive.subscriptions.of_guild("a"))[0].feed
    await bring(archive, feed, entry("unread"), now=NOON + 5 * HOUR)
    await archive.close()
    backup = await backed_up(sqlite_url, tmp_path / "backups")
    done = await restored(sqlite_url, backup)
    assert (done.settled.doubted, done.settled.dropped) == (1, 1)
    archive = await Archive.open(sqlite_url, NoNudges())
    # what waited is looked for on Discord before it is sent, and what was not to be sent yet is not
    doubtful = await claimed(archive, LATER, "channel:2")
    assert doubtful.unknown
    assert doubtful.tried_at == doubtful.created_at
    assert await archive.deliveries.claim("channel:3", LATER) is None
    patient = await claimed(archive, LATER + HOUR, "channel:3")
    assert not patient.unknown
    # nobody can look at a terminal
    assert await archive.deliveries.claim("terminal", LATER) is None
    # a digest that was due came out since
    (plan,) = await archive.plans.of_guild("a")
    assert plan.next_due_at == LATER + HOUR
    # what was not read then, and what the feed brought since, alerts nobody
    await bring(archive, feed, entry("since"), now=LATER)
    async with archive._database.reading() as tx:
        told = await tx.rows(sa.select(schema.article.c.guid, schema.article.c.silent))
    silent = {row["guid"]: row["silent"] for row in told}
    assert (silent["unread"], silent["since"], silent["e0"]) == (True, True, False)
    await bring(archive, feed, entry("news"), now=LATER + HOUR)
    async with archive._database.reading() as tx:
        of = sa.select(schema.article).where(schema.article.c.guid == "news")
        news = await tx.row(of)
    assert news is not None
    assert not news["silent"]
    # the ids that people can still press on Discord are nobody else's
    assert news["id"] > 1_000_000
    await archive.deliveries.put("a", digest_post(plan.id, LATER), LATER)
    async with archive._database.reading() as tx:
        assert await tx.value(sa.select(sa.func.max(schema.delivery.c.id))) > last + 1_000_000
    await archive.close()


async def test_backup_of_an_older_version_is_brought_up_to_date(sqlite_url: str, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    load(SCHEMAS / "0006.sqlite.sql", old)
    backup = back_up_file(old, Shelf(folder=tmp_path), NOON, unheard)
    assert backup.manifest.revision == "0006"
    await restored(sqlite_url, backup.path)
    archive = await Archive.open(sqlite_url, NoNudges())
    assert await archive.guilds.note_of("sample wire") == "replayed"
    await archive.close()


def half_done(folder: Path) -> list[str]:
    """What a restore left behind."""
    return [path.name for path in folder.iterdir() if "restor" in path.name]


def altered(backup: Path, target: Path, **changes: object) -> Path:
    """The backup with another manifest."""
    with ZipFile(backup) as packed, ZipFile(target, "w") as other:
        said = json.loads(packed.read("backup.json")) | changes
        other.writestr("wirewatch.sqlite3", packed.read("wirewatch.sqlite3"))
        other.writestr("backup.json", json.dumps(said))
    return target


async def test_other_files_are_refused_and_nothing_changes(sqlite_url: str, tmp_path: Path) -> None:
    backup = await backed_up(sqlite_url, tmp_path / "backups")
    before = file(sqlite_url).read_bytes()
    whole = backup.read_bytes()
    cut, letter = tmp_path / "cut.zip", tmp_path / "letter.zip"
    cut.write_bytes(whole[: len(whole) // 2])
    with ZipFile(letter, "w") as packed:
        packed.writestr("letter.txt", "Dear editor")
    refusals = {
        cut: "cut off or altered",
        letter: "is no backup of Wirewatch's",
        file(sqlite_url): "cut off or altered, or it is of another kind",
        tmp_path: "is a folder",
        tmp_path / "missing.zip": "cannot be read: No such file",
        altered(backup, tmp_path / "1.zip", revision="0042", version="9.1.0"): "Install Wirewatch 9.1.0",
        altered(backup, tmp_path / "8.zip", revision="0042"): "Install the version that the database was of",
        altered(backup, tmp_path / "9.zip", revision="0042", version="0.0.9"): "Install the version that the",
        altered(backup, tmp_path / "a.zip", revision="0042", version="next"): "Install Wirewatch next or",
        altered(backup, tmp_path / "2.zip", wirewatch_backup=2): r"of a format \(2\)",
        altered(backup, tmp_path / "3.zip", sha256="0" * 64): "cut off or altered",
        altered(backup, tmp_path / "4.zip", revision="0003"): "cut off or altered",
        altered(backup, tmp_path / "5.zip", length=7): "cut off or altered",
        altered(
            backup, tmp_path / "7.zip", revision="9999", version="\x1b[2J"
        ): "is no backup of Wirewatch's",
        altered(backup, tmp_path / "6.zip", made_at="yesterday"): "is no backup of Wirewatch's",
    }
    for path, refusal in refusals.items():
        with pytest.raises(StorageError, match=refusal):
            await restored(sqlite_url, path)
    assert file(sqlite_url).read_bytes() == before
    assert not half_done(tmp_path)


@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_backup_that_is_altered_anywhere_is_refused_or_the_same(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory, at: float, bit: int, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("altered")
    backup = back_up_file(migrated_sqlite, Shelf(folder=folder), NOON, unheard).path
    content = bytearray(backup.read_bytes())
    place = int(at * len(content))
    if cut:
        del content[place:]
    else:
        content[place] ^= 1 << bit
    backup.write_bytes(content)
    target = folder / "wirewatch.db"
    try:
        asyncio.run(restored(f"sqlite+aiosqlite:///{target}", backup))
    except StorageError:
        assert not target.exists()
    else:  # what no reader looks at, such as a date in a header
        assert target.stat().st_size >= manifest_of(backup).length
    shutil.rmtree(folder)


@given(
    st.binary(max_size=200) | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode)
)
def test_no_manifest_is_too_odd(text: bytes) -> None:
    assert read(text) is None
