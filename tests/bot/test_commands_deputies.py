"""Who changes things by a role that `/settings permissions` names: within what they may do themselves."""

from typing import Any

from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.bot.test_commands_settings import told
from tests.bot.test_commands_watch_wishes import opened, thread_of
from tests.fakes.discord import EVERYONE, ChannelType, Permission
from tests.fakes.discord.world import User


async def deputy(bot: Bot, *groups: str) -> User:
    """Somebody whose role may change these."""
    role = bot.discord.add_role(guild(bot), "news crew")
    for group in groups:
        await ask(bot, "settings permissions", group=group, role=role)
    return bot.discord.add_member(guild(bot), roles=(role,))


async def asks(bot: Bot, user: User, command: str, /, **options: Any) -> str:
    """What they are answered."""
    asked = await bot.discord.interact(command, options, user=user, permissions=EVERYONE)
    return (await asked.answer()).text


async def test_role_speaks_and_pings_nowhere_where_its_holder_may_not(bot: Bot) -> None:
    holder = await deputy(bot, "watch", "digest")
    staff = bot.discord.add_role(guild(bot), "staff")
    readers = bot.discord.add_role(guild(bot), "readers", mentionable=True)
    closed = await opened(bot, "announcements", ChannelType.ANNOUNCEMENT)
    thread = await thread_of(bot)
    heard = bot.client.wait_for("guild_channel_update", timeout=5)
    bot.discord.change_channel(closed, withheld=Permission.SEND_MESSAGES)
    await heard
    heard = bot.client.wait_for("guild_channel_update", timeout=5)
    bot.discord.allow(wire(bot), Permission.MENTION_EVERYONE)
    await heard
    lacks = f"In <#{closed.id}> you lack: Send Messages."
    truce: dict[str, Any] = {"keywords": "truce"}
    assert lacks in await asks(bot, holder, "watch add", **truce, channel=closed)
    assert "you lack: Send Messages in Threads" in await asks(
        bot, holder, "watch add", **truce, channel=thread
    )
    at_eight = {"time": "8:00", "zone": "UTC"}
    assert lacks in await asks(bot, holder, "digest schedule", **at_eight, channel=closed)
    mention = f"You may not mention <@&{staff.id}> in <#{wire(bot).id}> yourself"
    assert mention in await asks(bot, holder, "watch add", **truce, channel=wire(bot), ping=staff)
    assert "pings @readers" in await asks(bot, holder, "watch add", **truce, channel=wire(bot), ping=readers)
    assert "A digest goes to" in await asks(bot, holder, "digest schedule", **at_eight, channel=wire(bot))
    [(_, mine)] = await suggested(bot, "watch edit", "watch", "truce")
    for edit, refused in (({"channel": closed}, lacks), ({"ping": staff}, mention)):
        assert refused in await asks(bot, holder, "watch edit", watch=mine, **edit)
    [(_, plan)] = await suggested(bot, "digest edit", "digest", "")
    assert lacks in await asks(bot, holder, "digest edit", digest=plan, channel=closed)
    # nor do they change what others let speak or ping there; a manager does
    assert "from now on" in await ask(bot, "watch add", keywords="grain", channel=closed)
    assert "pings @staff" in await ask(bot, "watch add", keywords="wheat", channel=wire(bot), ping=staff)
    assert "A digest goes to" in await ask(bot, "digest schedule", **at_eight, channel=closed)
    [(_, grain)] = await suggested(bot, "watch edit", "watch", "grain")
    [(_, wheat)] = await suggested(bot, "watch edit", "watch", "wheat")
    [(_, there)] = await suggested(bot, "digest edit", "digest", "announcements")
    assert lacks in await asks(bot, holder, "watch edit", watch=grain, keywords="the")
    assert lacks in await asks(bot, holder, "digest edit", digest=there, stories=20)
    assert mention in await asks(bot, holder, "watch edit", watch=wheat, keywords="the")
    assert mention in await asks(bot, holder, "watch edit", watch=wheat, timeline=True)
    unpinged = await asks(bot, holder, "watch edit", watch=wheat, keywords="the", **{"no-ping": True})
    assert "From now on: **Stories with “the”**" in unpinged
    assert await told(bot) == []


async def test_role_brings_starter_feeds_only_where_it_may_add_feeds(bot: Bot) -> None:
    here = str(guild(bot).id)
    holder = await deputy(bot, "watch", "digest")
    said = await asks(bot, holder, "watch add", keywords="truce", channel=wire(bot))
    assert "reads no feeds yet. `/feed add` reads one" in said
    said = await asks(bot, holder, "digest schedule", time="8:00", zone="UTC", channel=wire(bot))
    assert "reads no feeds yet. `/feed add` reads one" in said
    assert await bot.archive.subscriptions.of_guild(here) == ()
    both = await deputy(bot, "watch", "feed")
    assert "it now reads" in await asks(bot, both, "watch add", keywords="grain", channel=wire(bot))
    assert await bot.archive.subscriptions.of_guild(here)


async def test_log_names_everyone_plainly_and_lists_tell_that_a_channel_is_gone(bot: Bot) -> None:
    await ask(bot, "settings log", channel=wire(bot))
    await ask(bot, "settings permissions", group="watch", role=guild(bot).roles[guild(bot).id])
    assert (await told(bot))[0][1] == "let @\u200beveryone change watches"
    other = await opened(bot, "other", ChannelType.TEXT)
    await ask(bot, "watch add", keywords="truce", channel=other)
    await ask(bot, "digest schedule", time="8:00", zone="UTC", channel=other)
    heard = bot.client.wait_for("guild_channel_delete", timeout=5)
    bot.discord.delete_channel(other)
    await heard
    for command, option, name in (
        ("watch remove", "watch", "Stories with “truce” in a channel that is gone"),
        ("digest remove", "digest", "08:00 UTC in a channel that is gone"),
    ):
        assert [shown for shown, _ in await suggested(bot, command, option, "")] == [name]
    assert "in a channel that is gone\n" in await ask(bot, "watch list")
    assert "in a channel that is gone, next" in await ask(bot, "digest list")
    # an archived thread may come back
    await bot.archive.watches.add(
        guild=str(guild(bot).id), target="thread:7", keywords=("grain",), origin="command", now=NOON
    )
    assert "in a closed thread" in (await suggested(bot, "watch remove", "watch", "grain"))[0][0]
