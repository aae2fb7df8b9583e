"""Discord is told of the commands where they changed, whatever of them did, and never at the bot's cost."""

from typing import Any

import discord
import pytest
from discord import app_commands
from structlog.testing import capture_logs

from bot.commands import tree
from storage.archive import Archive
from tests.bot.asking import ask
from tests.bot.conftest import Bot, Web, arrived, make_client, serving
from tests.fakes.discord import FakeDiscord


def puts(server: FakeDiscord) -> int:
    """How often Discord was told."""
    return sum(request.method == "PUT" for request in server.requests)


@app_commands.context_menu(name="Look at it")
@app_commands.allowed_installs(guilds=True, users=True)
async def look(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Look at a message."""


class Shouting(app_commands.Translator):
    """Calls everything otherwise in German."""

    async def translate(self, string: Any, locale: discord.Locale, context: Any) -> str | None:
        """The text, changed."""
        named = context.location is app_commands.TranslationContextLocation.command_name
        return f"{string.message}x" if named and locale is discord.Locale.german else None


async def test_menus_where_they_are_offered_and_translations_are_told_when_they_change(bot: Bot) -> None:
    assert puts(bot.discord) == 1
    bot.client.tree.add_command(look)
    for _ in range(2):
        await bot.client.tell_commands()
    assert puts(bot.discord) == 2
    look.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    await bot.client.tell_commands()
    assert puts(bot.discord) == 3
    await bot.client.tree.set_translator(Shouting())
    for _ in range(2):
        await bot.client.tell_commands()
    assert puts(bot.discord) == 4
    [told] = [command for command in bot.discord.commands if command["name"] == "status"]
    assert told["integration_types"] == [0]


async def test_refused_commands_are_told_again_and_the_bot_serves(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    fake_discord.add_guild()
    fake_discord.faults.status(403, "PUT", "/applications/**", times=99)
    client = make_client(fake_discord, archive, web)
    with capture_logs() as lines:
        async with serving(client, fake_discord.token) as task:
            await arrived(client, task)
            assert not fake_discord.commands
            fake_discord.faults.clear()
            await client.tell_commands()
            assert fake_discord.commands
    assert [line for line in lines if line["event"].startswith("Discord did not take the commands")]


async def test_command_waits_a_little_for_the_operators_file(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot.client.furnished.clear()
    asked = await bot.discord.interact("status now")
    typed = await bot.discord.autocomplete("help", "topic", "wat")
    assert await typed.choices()
    assert asked.first is None
    bot.client.furnished.set()
    assert "Feeds" in (await asked.answer()).text
    bot.client.furnished.clear()
    monkeypatch.setattr(tree, "PATIENCE", 0.01)
    assert "Feeds" in await ask(bot, "status now")
