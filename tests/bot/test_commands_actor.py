"""/actor add, list and remove: a server's own people and organisations, known to nobody else."""

import pytest

from bot import added as adding
from summarise.model import Logged
from tests.bot.asking import ask, ask_afresh, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON
from tests.fakes.discord import EVERYONE


async def added(bot: Bot, server: str | None = None) -> list[str]:
    """The ids of those whom a server added."""
    return [one.actor for one in await bot.archive.actors.of_guild(server or str(guild(bot).id))]


async def test_added_actor_is_listed_watched_and_removed(bot: Bot) -> None:
    told = await ask(bot, "actor add", name="Ann Harbour", aliases="Энн Харбор, A. J. Harbour,, ")
    own = f"ann-harbour@{guild(bot).id}"
    assert "**Ann Harbour** can be watched in this server from now on" in told
    assert "Matched: Ann Harbour, Энн Харбор, A. J. Harbour, Harbour." in told
    assert "Articles that were read before are not read again" in told
    assert await added(bot) == [own]
    assert "**Ann Harbour**: Ann Harbour, Энн Харбор" in await ask(bot, "actor list")
    assert ("Ann Harbour", own) in await suggested(bot, "watch add", "actor", "ann harb")
    assert "**Ann Harbour** go to" in await ask(bot, "watch add", actor="harbour", channel=wire(bot))
    assert "**Ann Harbour** in" in await ask(bot, "watch list")
    assert await suggested(bot, "actor remove", "actor", "ann") == [("Ann Harbour", own)]
    removed = await ask(bot, "actor remove", actor=own)
    assert "known to this server no longer. A watch still names them" in removed
    assert "Nobody yet" in await ask(bot, "actor list")
    assert not [name for name, _ in await suggested(bot, "watch add", "actor", "ann harb") if "Ann" in name]


async def test_organisation_has_no_surname(bot: Bot) -> None:
    told = await ask(bot, "actor add", name="Port Alder Council", kind="organisation")
    assert "Matched: Port Alder Council." in told


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"name": "Vladimir Putin"}, "Vladimir Putin is in the catalogue already, as vladimir-putin."),
    ({"name": "Volodya", "aliases": "Путин"}, "“Путин” is Vladimir Putin already (vladimir-putin)."),
    ({"name": "Энн Харбор"}, "has no Latin letters for an id"),
    ({"name": "X"}, "“X” is too short"),
    ({"name": "\u200b \u202e"}, "There is no name in it."),
    ({"name": "Ann", "aliases": ",".join(f"Ann{n}" for n in range(21))}, "Aliases: there are more than 20."),
    ({"name": "Ann", "aliases": "a" * 101}, "is longer than 100 characters"),
)


async def test_actor_that_cannot_be_added_is_refused_with_the_reason(bot: Bot) -> None:
    for typed, said in REFUSED:
        told = await ask_afresh(bot, "actor add", **typed)
        assert said in told.replace("\\", ""), typed
        assert "Nobody was added." in told, typed
    assert await added(bot) == []


async def test_actor_is_added_once(bot: Bot) -> None:
    await ask(bot, "actor add", name="Ann Harbour")
    assert "Ann Harbour already" in await ask(bot, "actor add", name="Ann Harbour")
    assert len(await added(bot)) == 1


async def test_hostile_name_is_shown_harmless(bot: Bot) -> None:
    told = await ask(bot, "actor add", name='@everyone [x](http://e.example) "]]\n[[actor]]')
    assert "@everyone" not in told
    assert "\\[x\\]" in told
    assert len(await added(bot)) == 1
    assert "@everyone" not in await ask(bot, "actor list")


async def test_another_servers_actor_is_neither_seen_nor_removed(bot: Bot) -> None:
    entry = '[[actor]]\nid = "ann-harbour"\nkind = "person"\nname = "Ann Harbour"\n'
    await bot.archive.actors.add("999", "ann-harbour", entry, "command", NOON)
    assert "Nobody yet" in await ask(bot, "actor list")
    assert not [name for name, _ in await suggested(bot, "watch add", "actor", "ann harb") if "Ann" in name]
    assert "nobody like that" in await ask(bot, "actor remove", actor="ann-harbour@999")
    assert await added(bot, "999") == ["ann-harbour@999"]
    assert "can be watched" in await ask(bot, "actor add", name="Ann Harbour"), "here it is a new one"


async def test_server_adds_as_many_as_there_is_room_for(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "MOST_ACTORS", 3)
    for number in range(2):
        entry = f'[[actor]]\nid = "a{number}"\nkind = "person"\nname = "A{number}"\n'
        await bot.archive.actors.add(str(guild(bot).id), f"a{number}", entry, "command", NOON)
    assert "can be watched" in await ask(bot, "actor add", name="Ann Harbour")
    assert "remove one first" in await ask(bot, "actor add", name="Bob Harbour")
    assert len(await added(bot)) == 3


async def test_who_may_change_actors_is_settled_by_roles_and_told_in_the_log(bot: Bot) -> None:
    here, channel = guild(bot), bot.discord.add_channel(guild(bot), "log")
    role = bot.discord.add_role(here, "desk")
    reader, helper = bot.discord.add_member(here), bot.discord.add_member(here, roles=(role,))
    await bot.archive.guilds.tell_changes(str(here.id), str(channel.id))
    await bot.archive.guilds.allow(str(here.id), "actor", (str(role.id),))
    named, own = {"name": "Ann _Harbour_"}, {"actor": f"ann-harbour@{here.id}"}
    for command, options in (("actor add", named), ("actor remove", own)):
        refused = await bot.discord.interact(command, options, user=reader, permissions=EVERYONE)
        assert "needs *Manage Server*, or a role" in (await refused.answer()).text
    for command, options in (("actor add", named), ("actor remove", own)):
        done = await bot.discord.interact(command, options, user=helper, permissions=EVERYONE)
        assert "**Ann \\_Harbour\\_**" in (await done.answer()).text
    told = [one.post.body for one in await bot.archive.deliveries.recent(str(here.id), 9)]
    assert sorted(one.text for one in told if isinstance(one, Logged)) == [
        "added the actor **Ann \\_Harbour\\_**",
        "removed the actor **Ann \\_Harbour\\_**",
    ]
    assert await added(bot) == []


async def test_removed_actor_is_named_without_the_server_and_no_personal_watch_is_told_of(bot: Bot) -> None:
    here, member = guild(bot), bot.discord.add_member(guild(bot))
    gone = f"quentin-harbour@{here.id}"

    async def asks(command: str, **options: str) -> str:
        asked = await bot.discord.interact(command, options, user=member, permissions=EVERYONE)
        return (await asked.answer()).text

    await ask(bot, "actor add", name="Quentin Harbour")
    assert "I write to you about: **Quentin Harbour**" in await asks("me watch", actor=gone)
    said = await asks("me digest", time="8:00", zone="UTC", actor=gone)
    assert "about **Quentin Harbour**" in said
    assert "still names them" not in await ask(bot, "actor remove", actor=gone)
    listed = await asks("me list")
    assert "- **quentin-harbour**\n" in listed
    assert "about **quentin-harbour**" in listed
    await ask(bot, "actor add", name="Quentin Harbour")
    await ask(bot, "watch add", actor=gone, channel=wire(bot))
    assert "still names them" in await ask(bot, "actor remove", actor=gone)
    assert f"**quentin-harbour** in <#{wire(bot).id}>" in await ask(bot, "watch list")


async def test_added_actor_alerts_the_server_that_added_it_and_no_other(bot: Bot) -> None:
    own = str(guild(bot).id)
    await ask(bot, "actor add", name="Gull Society", kind="organisation")
    await ask(bot, "watch add", actor="Gull Society", channel=wire(bot))
    theirs = (f"gull-society@{own}",)
    await bot.archive.watches.add(guild="9", target="channel:9", actors=theirs, origin="command", now=NOON)
    address = "https://gull.example/feed"
    feed = await bot.archive.feeds.add(address=address, outlet="Gull", backlog="post", now=NOON)
    await bot.archive.subscriptions.subscribe("9", feed.id, "command", NOON)
    await file_story(bot.archive, own, "Gull Society warns of storms", NOON)
    (delivery,) = await bot.archive.deliveries.recent(own, 10)
    assert delivery.post.target == f"channel:{wire(bot).id}"
    assert await bot.archive.deliveries.recent("9", 10) == ()
    named = await bot.archive.record.mentions(frozenset({feed.id}), f"gull-society@{own}")
    assert [one.salience for one in named] == [1.0]
