"""create_bot: a bot that somebody else drives, with Discord and without."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.app import create_bot
from bot.here import Here
from config.errors import StorageError, WorkerError
from config.settings import Settings
from tests.bot.conftest import arrived, serving
from tests.fakes.discord import FakeDiscord


class Response:
    """Notes how an interaction is answered at first."""

    type = None

    def __init__(self) -> None:
        self.deferred = False

    def is_done(self) -> bool:
        """Whether it was."""
        return self.deferred

    async def defer(self, **_: Any) -> None:
        """Ask for time."""
        self.deferred = True


async def test_bot_is_driven_without_discord_by_its_commands_callbacks(
    bots_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = create_bot(Settings(database_url=bots_url), start_workers=False)
    assert bot.tree.get_command("watch") is not None
    with pytest.raises(RuntimeError, match="setup_hook"):
        _ = bot.desk
    answers: list[dict[str, Any]] = []

    async def request(_: Any, *, json: dict[str, Any]) -> None:
        answers.append(json)

    monkeypatch.setattr(bot.http, "request", request)
    for _ in range(2):
        await bot.setup_hook()
        asked: Any = SimpleNamespace(
            client=bot,
            guild_id=7,
            guild=None,
            user=SimpleNamespace(id=1, roles=()),
            permissions=discord.Permissions.all(),
            locale=discord.Locale.british_english,
            response=Response(),
            application_id=1,
            token="t",
        )
        command = bot.tree.get_command("feed")
        assert isinstance(command, app_commands.Group)
        listed = command.get_command("list")
        assert isinstance(listed, app_commands.Command)
        call: Any = listed.callback
        await call(asked)
        assert asked.response.deferred
        await bot.close()
    assert len(answers) == 2
    assert answers[0]["embeds"][0]["description"]


async def test_bot_is_driven_by_discord_with_workers_and_without(
    fake_discord: FakeDiscord, bots_url: str
) -> None:
    fake_discord.add_guild()
    for start_workers in (False, True):
        settings = Settings(
            database_url=bots_url,
            discord_api=fake_discord.rest_url,
            discord_gateway=fake_discord.gateway_url,
            workers=1,
        )
        bot = create_bot(settings, start_workers)
        async with serving(bot, fake_discord.token) as task:
            await arrived(bot, task)
            shown = await (await fake_discord.interact("status now")).answer()
            assert "Feeds: 0" in shown.text


async def test_bot_with_workers_looks_and_tells_now_and_then_what_a_process_does(
    bots_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []

    async def keep_going(_: Any, stopping: asyncio.Event, *checks: object, **_more: object) -> None:
        done.extend(checks)
        await stopping.wait()

    monkeypatch.setattr("bot.standalone.keep_going", keep_going)
    bot = create_bot(Settings(database_url=bots_url, workers=1), start_workers=True)
    await bot.setup_hook()
    await bot.close()
    assert done == [bot.look_at_stopped, bot.tell_commands]


async def test_archive_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    bot = create_bot(Settings(database_url=f"sqlite+aiosqlite:///{tmp_path}/file/x.db"))
    with pytest.raises(StorageError):
        await bot.setup_hook()
    await bot.close()


async def test_work_here_is_given_up_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await Here().run(sum, (1, 2)) == 3

    async def never(*_: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.here.asyncio.to_thread", never)
    with pytest.raises(WorkerError, match="took longer"):
        await Here().run(sum, (1, 2), deadline=0.01)
