"""Who may not look into the folder that Wirewatch is started in, or into its data folder, is told so."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.doctor import machine
from bot.doctor.configuration import configuration
from bot.doctor.database import look
from bot.doctor.restored import restored
from bot.lock import sole_user
from bot.setting_up.beginning import beginning
from config.errors import WirewatchError
from config.load import load
from config.settings import Settings
from storage.backup import Shelf
from storage.backup.making import back_up_file
from storage.engine import database_url
from storage.migrate import migrate
from tests.fakes.examples import NOON

NOBODY = 65534


def refusal(of: Callable[[], object]) -> str:
    """What is said by whoever cannot do it."""
    with pytest.raises(WirewatchError) as caught:
        of()
    return str(caught.value)


async def test_who_may_not_look_into_a_folder_is_told_so(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    data = locked / "data"
    data.mkdir(parents=True)
    url = f"sqlite+aiosqlite:///{data / 'wirewatch.sqlite3'}"
    await migrate(database_url(url))
    locked.chmod(0 if os.geteuid() else 0o700)
    settings = Settings(data=data)
    if is_root := not os.geteuid():
        os.seteuid(NOBODY)
    try:
        told = [
            refusal(lambda: load({}, locked)),
            refusal(lambda: load({"WIREWATCH_CONFIG": str(data / "wirewatch.toml")}, Path("/"))),
            refusal(lambda: load({"DISCORD_TOKEN_FILE": str(data / "token")}, Path("/"))),
            refusal(lambda: beginning({}, locked)),
            refusal(lambda: sole_user(data).__enter__()),
            refusal(lambda: back_up_file(data / "wirewatch.sqlite3", Shelf(folder=data), NOON, print)),
            "".join(configuration({}, locked)[1][0].found),
            (await look(url)).wrong or "",
            *machine.lock(settings)[0].advice,
        ]
        assert restored(settings, runs=False) == []
        with pytest.raises(WirewatchError):
            await migrate(database_url(url))
    finally:
        if is_root:
            os.seteuid(0)
        locked.chmod(0o700)
    assert [one for one in told if "Permission denied" not in one] == told[-1:]
    assert told[-1].startswith(("Change its owner or mode", "Give this user access"))
