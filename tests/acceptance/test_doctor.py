"""The doctor beside a bot that runs; and starts that are refused, with what to do."""

import json
import os
import stat

import pytest

from tests.acceptance.conftest import Stage
from tests.acceptance.test_discord import one
from tests.acceptance.wirewatch import finish, status
from tests.fakes.discord import token_of


async def test_doctor_finds_a_running_bot_well_and_second_ones_are_refused(stage: Stage) -> None:
    if not stage.url.startswith("sqlite"):
        pytest.skip("on PostgreSQL several processes may work on one folder's database")
    stage.discord.backend.world.token = token_of(stage.discord.backend.world.me.id)
    stage.discord.backend.world.application_flags = 1 << 19
    one(stage)
    async with stage.bot() as bot:
        await bot.says("switch it off in the Developer Portal")
        await stage.discord.wait_for(lambda discord: discord.messages(stage.channel), 240, "an alert")
        settings = bot.settings
        doctor = await finish(stage.folder, "doctor", "--json", **settings)
        told = json.loads("\n".join(doctor.out))
        assert status(doctor) == 0, doctor.everything
        assert told["state"] in ("well", "warning"), told
        checks = {check["name"]: check for check in told["checks"]}
        assert f"process {bot.pid}" in checks["data folder"]["found"][0]
        assert {name for name in checks if checks[name]["state"] not in ("well", "skipped")} <= {
            "disk",
            "intents",
        }
        assert "sentences" in checks["workers"]["found"][0]
        second = await finish(stage.folder, "run", **settings)
        assert status(second) == 2
        assert f"Another Wirewatch (process {bot.pid}) uses the data folder" in second.everything
        bot.terminate()
        assert await bot.ended() == 0
    other = await finish(stage.folder, "run", **settings | {"DISCORD_TOKEN": token_of(1 << 60)})
    assert status(other) == 2
    assert f"WIREWATCH_BOT_ID={1 << 60} to let it take over" in other.everything
    assert settings["DISCORD_TOKEN"] not in doctor.everything + second.everything


async def test_start_is_refused_for_settings_that_cannot_be_read(stage: Stage) -> None:
    stage.folder.mkdir()
    (stage.folder / ".env").mkdir()
    for command in ("run", "doctor"):
        told = await finish(stage.folder, command)
        assert status(told) == {"run": 2, "doctor": 1}[command]
        assert "is a folder, and a file belongs there" in " ".join(told.everything.split())
    (stage.folder / ".env").rmdir()
    secret = stage.folder / "token"
    secret.write_text("of-no-value")
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read every file")
    told = await finish(stage.folder, "run", DISCORD_TOKEN_FILE=str(secret))
    assert status(told) == 2
    assert "cannot be read: Permission denied" in told.everything
    assert stat.S_IMODE(secret.stat().st_mode) == 0
