"""/watch add, list and remove, as people use them."""

from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.fakes.discord import EVERYONE, Permission


async def test_watch_is_added_listed_and_removed(bot: Bot) -> None:
    added = await ask(bot, "watch add", actor="antonio-guterres", actor2="vladimir-putin", channel=wire(bot))
    assert f"**António Guterres or Vladimir Putin** go to <#{wire(bot).id}> from now on." in added
    [row] = await bot.archive.watches.of_guild(str(guild(bot).id))
    assert row.actors == ("antonio-guterres", "vladimir-putin")
    assert row.target == f"channel:{wire(bot).id}"
    assert row.asked_by == str(guild(bot).owner.id)
    listed = await ask(bot, "watch list")
    assert f"**António Guterres or Vladimir Putin** in <#{wire(bot).id}>\n-# by command" in listed
    [(name, value)] = await suggested(bot, "watch remove", "watch", "putin")
    assert name == "António Guterres or Vladimir Putin in #wire"
    assert "No more alerts" in await ask(bot, "watch remove", watch=value)
    assert "None yet" in await ask(bot, "watch list")


async def test_first_watch_brings_starter_feeds(bot: Bot) -> None:
    first = await ask(bot, "watch add", actor="vladimir-putin", channel=wire(bot))
    feeds = await bot.archive.subscriptions.of_guild(str(guild(bot).id))
    assert len(feeds) > 10
    assert f"it now reads {len(feeds)} starter feeds" in first
    second = await ask(bot, "watch add", actor="antonio-guterres", channel=wire(bot))
    assert "starter" not in second


async def test_actors_are_suggested_while_typing(bot: Bot) -> None:
    assert ("António Guterres", "antonio-guterres") in await suggested(bot, "watch add", "actor", "guter")
    assert len(await suggested(bot, "watch add", "actor", "")) == 25


async def test_full_name_need_not_be_chosen_from_the_list(bot: Bot) -> None:
    assert "**Vladimir Putin**" in await ask(bot, "watch add", actor="vladimir putin", channel=wire(bot))


async def test_name_of_one_actor_alone_may_be_typed(bot: Bot) -> None:
    here, putin, guterres = str(guild(bot).id), "vladimir-putin", "antonio-guterres"
    for typed, meant in (
        *(("Putin", putin), (" PUTIN ", putin), ("путин", putin)),
        *(("guterres", guterres), ("Antonio Guterres", guterres)),
    ):
        assert "from now on" in await ask(bot, "watch add", actor=typed, channel=wire(bot)), typed
        [row] = await bot.archive.watches.of_guild(here)
        assert row.actors == (meant,), typed
        await bot.archive.watches.remove(here, row.id, NOON)


async def test_name_of_several_actors_is_answered_with_them(bot: Bot) -> None:
    entry = '[[actor]]\nid = "{0}"\nkind = "person"\nname = "{0} Harbour"\nsurname = ["Harbour"]\n'
    for name in ("ann", "bob"):
        await bot.archive.actors.add(None, name, entry.format(name), "operator", NOON)
    answer = await ask(bot, "watch add", actor="harbour", channel=wire(bot))
    assert (
        "2 in the catalogue are called “harbour”. Did you mean **ann Harbour** or **bob Harbour**?" in answer
    )
    assert not await bot.archive.watches.of_guild(str(guild(bot).id))


async def test_unknown_actor_is_answered_with_near_ones(bot: Bot) -> None:
    answer = await ask(bot, "watch add", actor="Vladmir Putn", channel=wire(bot))
    assert "Did you mean" in answer
    assert "Vladimir Putin" in answer
    assert not await bot.archive.watches.of_guild(str(guild(bot).id))


async def test_hostile_actor_name_is_shown_harmless(bot: Bot) -> None:
    answer = await ask(bot, "watch add", actor="`@everyone` <@1> [x](http://e.example)", channel=wire(bot))
    assert "@everyone" not in answer
    assert "\\[x\\](http:\\//" in answer


async def test_channel_where_the_bot_may_not_write_is_refused(bot: Bot) -> None:
    changed = bot.client.wait_for("guild_channel_update", timeout=5)
    bot.discord.deny(wire(bot), Permission.SEND_MESSAGES, Permission.EMBED_LINKS)
    await changed
    answer = await ask(bot, "watch add", actor="vladimir-putin", channel=wire(bot))
    assert "I lack: Send Messages, Embed Links" in answer
    assert not await bot.archive.watches.of_guild(str(guild(bot).id))


async def test_changes_need_manage_server_also_where_discord_lets_them_through(bot: Bot) -> None:
    reader = bot.discord.add_member(guild(bot))
    shown = bot.discord.backend.world.commands[None]
    for command in shown.values():
        command["default_member_permissions"] = None  # a server may open a command to everyone
    asked = await bot.discord.interact(
        "watch add", {"actor": "vladimir-putin", "channel": wire(bot)}, user=reader, permissions=EVERYONE
    )
    assert "Manage Server" in (await asked.answer()).text
    assert not await bot.archive.watches.of_guild(str(guild(bot).id))


async def test_declared_watch_is_removed_in_its_file_only(bot: Bot) -> None:
    row = await bot.archive.watches.add(
        guild=str(guild(bot).id),
        target=f"channel:{wire(bot).id}",
        actors=("vladimir-putin",),
        origin="configuration",
        now=NOON,
    )
    assert "-# from wirewatch.toml" in await ask(bot, "watch list")
    assert "wirewatch.toml" in await ask(bot, "watch remove", watch=str(row.id))
    assert await bot.archive.watches.of_guild(str(guild(bot).id)) == (row,)


async def test_another_guilds_watch_is_neither_seen_nor_removed(bot: Bot) -> None:
    row = await bot.archive.watches.add(
        guild="999", target="channel:1", actors=("vladimir-putin",), origin="command", now=NOON
    )
    assert "None yet" in await ask(bot, "watch list")
    assert await suggested(bot, "watch remove", "watch", "") == []
    assert "no such watch here" in await ask(bot, "watch remove", watch=str(row.id))
    assert await bot.archive.watches.of_guild("999") == (row,)


async def test_watch_typed_instead_of_chosen_is_answered(bot: Bot) -> None:
    assert "from the list" in await ask(bot, "watch remove", watch="putin")


async def test_watch_may_ask_for_a_role(bot: Bot) -> None:
    asked = {"actor": "vladimir-putin", "channel": wire(bot)}
    told = await ask(bot, "watch add", **asked, role="speaker")
    assert f"go to <#{wire(bot).id}> from now on, only where somebody speaks." in told
    [row] = await bot.archive.watches.of_guild(str(guild(bot).id))
    assert row.role == "speaker"
    assert "\n-# only where somebody speaks · by command" in await ask(bot, "watch list")
    assert "**Vladimir Putin** go to" in await ask(bot, "watch add", **asked)
    wider = await ask(bot, "watch add", **asked, role="subject")
    assert "A watch for whenever one of them is named stays" in wider
    assert len(await bot.archive.watches.of_guild(str(guild(bot).id))) == 3
    names = [name for name, _ in await suggested(bot, "watch remove", "watch", "speaks")]
    assert names == [
        "Vladimir Putin in #wire, only where somebody speaks",
        "Vladimir Putin in #wire, only where somebody acts or speaks",
    ]
