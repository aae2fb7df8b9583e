"""/help: what there is, by topic."""

from tests.bot.asking import ask, suggested
from tests.bot.conftest import Bot
from tests.fakes.discord import EVERYONE


async def test_help_tells_by_topic_for_everybody_and_everywhere(bot: Bot) -> None:
    reader = bot.discord.add_member(next(iter(bot.discord.backend.world.guilds.values())))
    whole = await (await bot.discord.interact("help", user=reader, permissions=EVERYONE)).answer()
    assert "Begin with `/setup`" in whole.text
    assert "**Watches** `/watch`" in whole.text
    alone = bot.discord.conversation(reader)
    by_message = await (await bot.discord.interact("help", channel=alone, user=reader)).answer()
    assert by_message.text == whole.text
    watches = await ask(bot, "help", topic="watches")
    assert "`/watch add`: " in watches
    assert len(watches) < 1500
    for typed in ("Watches", "/watch add", "watch", " WATCHES "):
        assert await ask(bot, "help", topic=typed) == watches
    wrong = await ask(bot, "help", topic="**@everyone**")
    assert "is no topic" in wrong
    assert "**Watches**" in wrong
    assert await suggested(bot, "help", "topic", "wat") == [("Watches", "watches")]
    assert {key for _, key in await suggested(bot, "help", "topic", "")} >= {"begin", "settings"}
