"""A restore is killed at each step in the database's folder: nothing is lost, and where it is is told."""

import os
import re
import shutil
import signal
import sqlite3
import sys
import traceback
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.doctor.restored import restored
from config.errors import StorageError
from config.settings import Settings
from storage.backup import copying, replacing
from storage.backup.replacing import put_in_place
from storage.backup.rows import file_url
from storage.migrate import migrate
from storage.trouble import refuse_lost
from storage.trouble.kept import kept_beside
from tests.fakes.examples import NOON

STEPS = ("os.link", "os.rename", "os.remove")


def noted(database: Path) -> str:
    """Which database it is."""
    with closing(sqlite3.connect(database)) as held:
        assert held.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return str(held.execute("SELECT value FROM note WHERE key = 'which'").fetchone()[0])


def database(place: Path, whole: Path, which: str, *, logged: bool = False) -> Path:
    """A database that says which it is; `logged` in its log alone, as a process that was killed leaves it."""
    shutil.copy(whole, place)
    with closing(sqlite3.connect(place)) as held:
        held.execute(f"PRAGMA journal_mode = {'WAL' if logged else 'DELETE'}")
        held.execute("INSERT INTO note VALUES ('which', ?)", (which,))
        held.commit()
        left = {end: Path(f"{place}{end}").read_bytes() for end in ("", "-wal") if logged}
    for end, content in left.items():
        Path(f"{place}{end}").write_bytes(content)
    return place


def dies(step: int, fresh: Path, place: Path, *, links: bool) -> bool:
    """Put it in place in a process that is killed before so many steps are taken; whether it came so far."""
    child = os.fork()
    if not child:
        taken = 0

        def die(event: str, _: object) -> None:
            nonlocal taken
            if event in STEPS:
                taken += 1
                if taken == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        def none(*_: object) -> None:
            raise PermissionError

        if not links:
            pytest.MonkeyPatch().setattr(os, "link", none)
        sys.addaudithook(die)
        try:
            put_in_place(fresh, place, NOON)
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), "the child says why"
    return status == signal.SIGKILL


@pytest.mark.parametrize("links", [True, False])
def test_old_or_new_is_whole_and_found_wherever_a_restore_is_killed(
    migrated_sqlite: Path, tmp_path: Path, links: bool
) -> None:
    seen: set[tuple[str, int]] = set()
    for step in count(1):
        folder = tmp_path / str(step)
        folder.mkdir()
        place = database(folder / "wirewatch.sqlite3", migrated_sqlite, "old", logged=True)
        fresh = database(folder / ".wirewatch.sqlite3.7.restoring", migrated_sqlite, "new")
        died = dies(step, fresh, place, links=links)
        kept = kept_beside(place)
        settings = Settings(data=folder)
        if place.exists():
            which = noted(place)
            found = restored(settings, runs=False)
            assert [one.state for one in found] == ["warning" if which == "old" else "well"]
            assert refuse_lost(file_url(place)) is None
        else:
            which = "none"
            assert str(kept[0]) in str(refuse_lost(file_url(place))), "the next start makes no new one"
        seen.add((which, len(kept)))
        assert {noted(one) for one in kept} <= {"old"}
        assert which == "old" or kept
        again = database(folder / ".wirewatch.sqlite3.8.restoring", migrated_sqlite, "again")
        told = put_in_place(again, place, NOON + timedelta(hours=1))
        assert noted(place) == "again"
        assert told is not None, "it is said where that is"
        assert noted(told) == ("new" if which == "new" else "old")
        assert sorted(map(noted, kept_beside(place))) == (["new", "old"] if which == "new" else ["old"])
        if not died:
            break
    assert seen == {("old", 0), ("new", 1), ("old" if links else "none", 1)}


async def test_database_that_somebody_reads_is_not_replaced(
    migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BUSY", 0.01)
    place = database(tmp_path / "wirewatch.sqlite3", migrated_sqlite, "old", logged=True)
    fresh = database(tmp_path / "fresh", migrated_sqlite, "new")
    with closing(sqlite3.connect(place, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM note").fetchall()
        with pytest.raises(StorageError, match="is being read or written by another program"):
            put_in_place(fresh, place, NOON)
        assert kept_beside(place) == ()
    assert noted(place) == "old"


@pytest.mark.parametrize(
    ("held", "step", "refused"),
    [
        (True, (replacing, "empty_log"), "StorageError: .* is there already"),
        (False, (Path, "replace"), "FileNotFoundError"),
    ],
)
def test_what_another_restore_keeps_meanwhile_under_the_same_name_stays(
    migrated_sqlite: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    held: bool,
    step: tuple[object, str],
    refused: str,
) -> None:
    place, fresh = tmp_path / "wirewatch.sqlite3", tmp_path / "fresh"
    others = place.with_name(f"{place.name}.before-restore-20220426T120000Z")
    if held:
        database(place, migrated_sqlite, "old")
        database(fresh, migrated_sqlite, "new")
    take = getattr(*step)

    def take_after_another(*given: Any) -> Any:
        if not others.exists():
            database(others, migrated_sqlite, "another's")
        return take(*given)

    monkeypatch.setattr(*step, take_after_another)
    with pytest.raises((StorageError, FileNotFoundError)) as caught:
        put_in_place(fresh, place, NOON)
    assert re.match(refused, caught.exconly().removeprefix("config.errors."))
    assert noted(others) == "another's"
    assert place.exists() == held
    assert not held or noted(place) == "old"


async def test_no_new_database_is_made_where_one_was_lost(tmp_path: Path, migrated_sqlite: Path) -> None:
    place = tmp_path / "wirewatch.sqlite3"
    kept = database(tmp_path / "wirewatch.sqlite3.before-restore-20220426T120000Z", migrated_sqlite, "old")
    with pytest.raises(StorageError, match=f"mv {kept} {place}"):
        await migrate(file_url(place))
    assert not place.exists()
    kept.rename(place)
    await migrate(file_url(place))
