"""/help: what there is, by topic."""

from tests.bot.asking import ask, suggested
from tests.bot.conftest import Bot
from tests.fakes.discord import EVERYONE


async def test_help_tells_by_topic_for_everybody(bot: Bot) -> None:
    reader = bot.discord.add_member(next(iter(bot.discord.backend.world.guilds.values())))
    whole = await (await bot.discord.interact("help", user=reader, permissions=EVERYONE)).answer()
    assert "Begin with `/setup`" in whole.text
    assert "**Watches** `/watch`" in whole.text
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


async def test_help_names_only_what_is_offered_where_it_is_asked(bot: Bot) -> None:
    here = next(iter(bot.discord.backend.world.guilds.values()))
    elsewhere = bot.discord.add_guild("Elsewhere", with_bot=False)
    alone = bot.discord.conversation(here.owner)
    for where, offered in (
        (
            {"guild": here},
            {"/setup", "/help", "/summary", "/latest", "/watch", "/me", "/settings"},
        ),
        ({"channel": alone}, {"/help", "/summary", "/me"}),
        ({"guild": elsewhere}, {"/help", "/summary"}),
    ):
        shown = (await (await bot.discord.interact("help", **where)).answer()).text
        named = {word.strip("`") for word in shown.split() if word.startswith("`/")} - {"/setup`."}
        assert offered <= named
        if "guild" not in where or where["guild"] is elsewhere:
            assert named == offered
            assert "Begin with" not in shown
            refused = await bot.discord.interact("help", {"topic": "/watch add"}, **where)
            assert "That is for servers that have Wirewatch." in (await refused.answer()).text
