"""Two processes on one data folder would send everything twice."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bot.doctor import machine
from bot.lock import holder, sole_user
from config.errors import StorageError
from config.settings import Settings


def test_second_process_is_refused_with_the_first_ones_number(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from bot.lock import holder, sole_user\n"
        "with sole_user(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(StorageError, match=f"process {first.pid}"), sole_user(tmp_path):
            pass
        first.communicate()
    with sole_user(tmp_path):
        pass


def test_folder_is_made_private(tmp_path: Path) -> None:
    with sole_user(tmp_path / "new" / "folder"):
        assert (tmp_path / "new" / "folder").stat().st_mode & 0o077 == 0


def test_file_where_the_folder_belongs_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with (
        pytest.raises(StorageError, match=r"a file is in its place\..*set WIREWATCH_DATA"),
        sole_user(tmp_path / "data"),
    ):
        pass
    (tmp_path / "other" / "wirewatch.lock").mkdir(parents=True)
    with pytest.raises(StorageError, match="lock in it is a folder"), sole_user(tmp_path / "other"):
        pass
    found, runs = machine.lock(Settings(data=tmp_path / "other"))
    assert (found.state, runs) == ("trouble", False), "the doctor knows"


def test_folder_is_held_where_nothing_more_can_be_written(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with sole_user(tmp_path):
            assert holder(tmp_path) == "unknown"
            with pytest.raises(StorageError, match="Another Wirewatch"), sole_user(tmp_path):
                pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "diary.txt"
    other.write_text("Dear diary")
    (tmp_path / "wirewatch.lock").symlink_to(other)
    with pytest.raises(StorageError, match="cannot be used"), sole_user(tmp_path):
        pass
    assert other.read_text() == "Dear diary"
