"""The first run as a person has it: at a terminal, with tokens that are wrong and one that is right."""

import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from config.load import load
from tests.acceptance.typing import Terminal
from tests.acceptance.wirewatch import finish, status
from tests.fakes.discord import FakeDiscord, token_of

REVOKED = "revoked.token.of-old"


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as discord:
        discord.backend.world.token = token_of(discord.backend.world.me.id)
        yield discord
        assert discord.violations == []


def modes(folder: Path) -> dict[str, int]:
    """What is in the folder, and who may read it."""
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def test_person_is_led_from_a_wrong_token_to_the_next_command(
    tmp_path: Path, discord: FakeDiscord
) -> None:
    api = {"WIREWATCH_DISCORD_API": discord.rest_url}
    (tmp_path / "wirewatch.toml").write_text("# mine\nworkers = 1\n")
    discord.faults.status(503, "GET", "/oauth2/applications/@me", nth=2)
    async with Terminal(tmp_path, "init", **api) as terminal:
        await terminal.answers("Token (not shown", REVOKED)
        await terminal.sees("Discord does not accept DISCORD_TOKEN.")
        await terminal.answers("Token (not shown", discord.token)
        await terminal.answers("Go on without that check?", "n")
        await terminal.answers("Token (not shown", discord.token)
        await terminal.sees(f"It is wirewatch ({discord.backend.world.me.id}), of owner.")
        await terminal.answers(f"nobody [{discord.backend.world.owner.id}]:")
        await terminal.answers("Time zone", "Atlantis")
        await terminal.sees("is no time zone")
        await terminal.answers("Time zone", "berlin")
        await terminal.answers("Languages", "de")
        await terminal.answers("Starter feeds", "world, 2")
        await terminal.answers("wirewatch.toml is there. Change it?", "y")
        assert await terminal.ended() == 0
        text = terminal.text
    assert discord.token not in text
    assert REVOKED not in text
    assert f"client_id={discord.backend.world.application_id}&" in text
    assert " run\n" in text
    settings = load({}, tmp_path).settings
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == discord.token
    assert (settings.owner, settings.bot_id) == (
        str(discord.backend.world.owner.id),
        str(discord.backend.world.me.id),
    )
    assert (settings.zone, settings.languages, settings.workers) == ("Europe/Berlin", ("de",), 1)
    assert settings.starters == ("World", "Economy"), "the second of those in German"
    assert (tmp_path / "wirewatch.toml.bak").read_text() == "# mine\nworkers = 1\n"
    assert modes(tmp_path) == dict.fromkeys((".env", "wirewatch.toml", "wirewatch.toml.bak"), 0o600)


async def test_without_a_person_options_are_enough_and_a_wrong_token_is_the_end(
    tmp_path: Path, discord: FakeDiscord
) -> None:
    api = {"WIREWATCH_DISCORD_API": discord.rest_url}
    (tmp_path / "token").write_text(f"{discord.token}\n")
    (tmp_path / "old").write_text(REVOKED)
    wrong = await finish(tmp_path, "init", "--yes", "--token-file", "old", **api)
    assert status(wrong) == 2
    assert "Discord does not accept DISCORD_TOKEN." in wrong.everything
    other = await finish(tmp_path, "init", "--yes", "--token-file", "token", WIREWATCH_BOT_ID="1" * 18, **api)
    assert status(other) == 2
    assert "`bot_id` names 111111111111111111" in other.everything
    assert modes(tmp_path).keys() == {"old", "token"}, "nothing is written"
    options = ("--yes", "--token-file", "token", "--zone", "UTC", "--starters", "none", "--owner", "-")
    done = await finish(tmp_path, "init", *options, **api)
    assert status(done) == 0, done.everything
    assert (tmp_path / ".env").read_text().endswith(f"DISCORD_TOKEN_FILE={tmp_path / 'token'}\n")
    settings = load({}, tmp_path).settings
    assert (settings.starters, settings.owner, settings.secrets) == ((), None, (discord.token,))
    again = await finish(tmp_path, "init", "--yes", "--offline", **api)
    assert status(again) == 0
    assert "could not be asked: --offline was given." in again.everything
    assert "wirewatch.toml says so already." in again.everything
    assert discord.token not in "".join(each.everything for each in (wrong, other, done, again))
