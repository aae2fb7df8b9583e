"""/settings: who may change what, where changes are told, and in which language."""

from dataclasses import replace

from bot.deliver import deliver
from bot.sending.sender import DiscordSender
from storage.model import Delivery
from summarise.model import Logged
from tests.bot.asking import ask, guild, wire
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.bot.test_commands_pressed import HEADLINE, alerted
from tests.fakes.discord import EVERYONE, Permission
from tests.fakes.discord.people import conversation


async def told(bot: Bot) -> list[tuple[str, str]]:
    """What was told in log channels, the latest first, with the target."""
    rows: tuple[Delivery, ...] = await bot.archive.deliveries.recent(str(guild(bot).id), 25)
    return [(row.post.target, row.post.body.text) for row in rows if isinstance(row.post.body, Logged)]


async def test_roles_are_let_change_things_and_no_longer(bot: Bot) -> None:
    editors = bot.discord.add_role(guild(bot), "editors")
    editor = bot.discord.add_member(guild(bot), "editor", roles=(editors,))
    home = str(guild(bot).id)
    assert "**Watches**: who may *Manage Server*" in await ask(bot, "settings permissions", group="watch")
    said = await ask(bot, "settings permissions", group="watch", role=editors)
    assert said == f"**Watches**: who may *Manage Server*, and <@&{editors.id}>"
    await ask(bot, "settings permissions", group="watch", role=editors)
    assert (await bot.archive.guilds.settings(home)).rights == {"watch": (str(editors.id),)}
    refused = await bot.discord.interact(
        "settings show", user=editor, permissions=EVERYONE | Permission.MANAGE_GUILD
    )
    assert f"<@&{editors.id}>" in (await refused.answer()).text
    said = await ask(bot, "settings permissions", group="watch", role=editors, remove=True)
    assert said == "**Watches**: who may *Manage Server*"
    again = await ask(bot, "settings permissions", group="watch", role=editors, remove=True)
    assert "may not change that" in again
    assert "from which `role`" in await ask(bot, "settings permissions", group="feed", remove=True)
    everyone = guild(bot).roles[guild(bot).id]
    assert "everybody" in await ask(bot, "settings permissions", group="feed", role=everyone)
    await bot.archive.guilds.allow(home, "actor", ("404",))
    assert "a role that is gone" in await ask(bot, "settings show")


async def test_settings_need_manage_server(bot: Bot) -> None:
    reader = bot.discord.add_member(guild(bot))
    for command in bot.client.tree.get_commands():
        if command.name in {"settings", "setup"}:
            assert command.default_permissions is not None
            assert command.default_permissions.manage_guild
    asked = await bot.discord.interact("settings show", permissions=EVERYONE | Permission.MANAGE_GUILD)
    assert asked.user is not reader
    assert "Changes are told nowhere" in (await asked.answer()).text


async def test_changes_are_told_in_the_log_channel_until_it_is_gone(bot: Bot) -> None:
    log = bot.discord.add_channel(guild(bot), "log")
    assert f"<#{log.id}>" in await ask(bot, "settings log", channel=log)
    assert await told(bot) == [(f"channel:{log.id}", "let changes be told here from now on")]
    assert "in Deutsch" in await ask(bot, "settings language", language="de")
    assert "own language, now English" in await ask(bot, "settings language", language="automatic")
    assert len(await told(bot)) == 3
    closed = bot.discord.add_channel(guild(bot), "closed", bot_permissions=Permission.VIEW_CHANNEL)
    assert "I lack: Send Messages" in await ask(bot, "settings log", channel=closed)
    bot.discord.delete_channel(log)
    assert "their channel is gone" in await ask(bot, "settings show")
    await ask(bot, "settings language", language="en")
    assert len(await told(bot)) == 3
    assert "told in" in await ask(bot, "settings log", channel=wire(bot))
    assert "told nowhere" in await ask(bot, "settings log")
    assert (await bot.archive.guilds.settings(str(guild(bot).id))).log is None


async def test_what_is_muted_for_everybody_is_told_in_the_log_and_what_is_for_one_is_not(bot: Bot) -> None:
    channel = f"channel:{wire(bot).id}"
    sent = await alerted(bot, channel)
    await ask(bot, "settings log", channel=wire(bot))
    [message] = bot.discord.messages(wire(bot))
    for _ in range(2):
        asked = await bot.discord.click(message, f"mute:{sent.id}")
        answer = await asked.answer()
    await (await bot.discord.click(answer, f"unmute:{sent.id}")).answer()
    assert [text for _, text in await told(bot)][:-1] == [
        f"let the story **{HEADLINE}** be told in <#{wire(bot).id}> again",
        f"muted the story **{HEADLINE}** in <#{wire(bot).id}>",
    ]
    reader = bot.discord.add_member(guild(bot))
    theirs = replace(sent.post, target=f"user:{reader.id}")
    await bot.archive.deliveries.put(sent.guild, theirs, NOON)
    (alone, *_) = await bot.archive.deliveries.recent(sent.guild, 1)
    mine = conversation(bot.discord.backend, reader)
    await deliver(
        theirs.target, outbox=bot.archive.deliveries, sender=DiscordSender(bot.client), now=lambda: NOON
    )
    [message] = bot.discord.messages(mine)
    assert (
        "direct message"
        in (await (await bot.discord.click(message, f"mute:{alone.id}", user=reader)).answer()).text
    )
    assert len(await told(bot)) == 3
