"""/settings: who may change what, where changes are told, and in which language."""

from storage.model import Delivery
from summarise.model import Logged
from tests.bot.asking import ask, guild, wire
from tests.bot.conftest import Bot
from tests.fakes.discord import EVERYONE, Permission


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
