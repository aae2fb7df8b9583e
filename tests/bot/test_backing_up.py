"""The daily backup is made when it is due, kept in number, and its failure is told and tried again."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from structlog.testing import capture_logs

from bot.backing_up import DailyBackup, is_due
from config.settings import Settings
from storage.backup import Shelf

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
HALF_PAST_THREE = time(3, 30)


@given(
    made=st.timedeltas(timedelta(0), timedelta(days=3)), passed=st.timedeltas(timedelta(0), timedelta(days=3))
)
def test_backup_is_due_once_for_each_time_that_it_is_half_past_three(
    made: timedelta, passed: timedelta
) -> None:
    newest, now = NOW + made, NOW + made + passed
    days = (
        (now - timedelta(hours=3, minutes=30)).date() - (newest - timedelta(hours=3, minutes=30)).date()
    ).days
    on_time = (newest.hour, newest.minute, newest.second, newest.microsecond) == (3, 30, 0, 0)
    assert is_due(newest, HALF_PAST_THREE, now) == (days > 0)
    assert not is_due(now, HALF_PAST_THREE, now) or on_time
    assert is_due(None, HALF_PAST_THREE, now)


async def test_daily_backup_is_made_kept_in_number_and_tried_again(sqlite_url: str, tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {"database_url": sqlite_url, "data": tmp_path / "data", "backup_keep": 2}
    )
    now = [NOW]
    daily, shelf = DailyBackup(), Shelf(folder=tmp_path / "data" / "backups")
    for _ in range(3):
        await daily.look(settings, now[0])
        await daily.look(settings, now[0])
        now[0] += timedelta(days=1)
    assert len(list(shelf.folder.iterdir())) == 2
    assert shelf.newest(now[0]) == NOW + timedelta(days=2)
    for path in shelf.folder.iterdir():
        path.unlink()
    shelf.folder.rmdir()
    shelf.folder.write_text("in the way")
    with capture_logs() as logs:
        await daily.look(settings, now[0])
        now[0] += timedelta(minutes=10)
        await daily.look(settings, now[0])
    assert [log["event"] for log in logs] == ["the database could not be backed up"]
    shelf.folder.unlink()
    now[0] += timedelta(hours=1)
    await daily.look(settings, now[0])
    assert shelf.newest(now[0]) == now[0]


async def test_backup_of_a_time_to_come_stops_no_other(sqlite_url: str, tmp_path: Path) -> None:
    settings = Settings.model_validate({"database_url": sqlite_url, "data": tmp_path, "backup_keep": 1})
    shelf = Shelf(folder=tmp_path / "backups")
    shelf.folder.mkdir()
    (shelf.folder / "wirewatch-20360101T000000Z.zip").write_text("of a clock that was wrong")
    await DailyBackup().look(settings, NOW)
    assert [path.name for path in shelf.folder.iterdir()] == ["wirewatch-20261122T083000Z.zip"]


def test_time_of_the_backup_has_no_offset() -> None:
    with pytest.raises(ValidationError, match="in UTC without offset"):
        Settings.model_validate({"backup_at": "03:30+02:00"})


@pytest.mark.parametrize(
    ("said", "at"),
    [({}, HALF_PAST_THREE), ({"backup_at": "never"}, None), ({"backup_at": "4:05"}, time(4, 5))],
)
def test_backup_is_made_when_the_settings_say(said: dict[str, Any], at: time | None) -> None:
    assert Settings(**said).backed_up_at == at
    assert Settings.model_validate({"database_url": "postgresql+asyncpg://h/d"}).backed_up_at is None
