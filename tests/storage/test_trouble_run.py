"""`wirewatch run` on a database that cannot be used ends with what to do, and without a traceback."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.wirewatch import finish, status


def damaged(folder: Path, whole: Path) -> dict[str, str]:
    data = folder / "data"
    data.mkdir(parents=True)
    shutil.copy(whole, data / "wirewatch.sqlite3")
    with (data / "wirewatch.sqlite3").open("r+b") as file:
        file.truncate(9000)
    return {}


def absent(_folder: Path, _whole: Path) -> dict[str, str]:
    url = "postgresql+asyncpg://me:hunter2@127.0.0.1:1/wirewatch"
    return {"WIREWATCH_DATABASE_URL": url, "WIREWATCH_ROLE": "schedule"}


@pytest.mark.parametrize(
    ("trouble", "told"),
    [(damaged, "is damaged: restore it from a backup"), (absent, "does not answer: check that PostgreSQL")],
)
async def test_run_ends_with_what_to_do(
    trouble: Callable[[Path, Path], dict[str, str]], told: str, tmp_path: Path, migrated_sqlite: Path
) -> None:
    settings = trouble(tmp_path / "bot", migrated_sqlite)
    process = await finish(tmp_path / "bot", "run", WIREWATCH_WORKERS="1", **settings)
    assert status(process) == 2
    assert told in " ".join(process.told)
    assert process.told[0] == "Wirewatch cannot go on."
    assert "Traceback" not in process.everything
    assert "hunter2" not in process.everything
