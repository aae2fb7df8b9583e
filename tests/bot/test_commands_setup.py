"""/setup: a minute's walk, whatever is pressed, twice, late, by others, or after a restart."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.commands.setup.answers import Answers, dumped, loaded
from bot.commands.setup.known import SECTIONS
from bot.commands.setup.zones import ZONE_OF, ZONES, expected_zone
from bot.starter import chosen
from bot.zones import zone_meant
from summarise.actors.roster import roster
from tests.bot.asking import guild, wire
from tests.bot.conftest import Bot
from tests.fakes.discord import EVERYONE, Permission
from tests.fakes.discord.interaction import Interaction
from tests.fakes.discord.message import Message


async def begun(bot: Bot, **asked: Any) -> Message:
    """The first step, as the person sees it."""
    return await (await bot.discord.interact("setup", **asked)).answer()


async def press(bot: Bot, shown: Message, what: str, *values: Any, view: int = 1, **who: Any) -> Interaction:
    """Press or choose a part of the step in view, and wait until the message has changed."""
    custom_id = next(
        part["custom_id"]
        for row in shown.components
        for part in row["components"]
        if part["custom_id"].endswith(f":{what}") and part["custom_id"].startswith(f"setup:{view}:")
    )
    pressed = await bot.discord.click(shown, custom_id, *values, **who)
    await bot.discord.wait_for(lambda _: pressed.updated or pressed.followups, what=f"{what} to be answered")
    return pressed


def parts(shown: Message) -> str:
    """Everything that can be pressed or chosen."""
    return json.dumps(shown.components)


async def test_walk_sets_a_server_up_and_says_what_it_did(bot: Bot) -> None:
    shown = await begun(bot)
    assert "Where do messages go?" in shown.text
    assert "I may post in" in shown.text
    await press(bot, shown, "next")
    assert "What do I read?" in shown.text
    await press(bot, shown, "languages", "en", "de")
    await press(bot, shown, "topics", "World", "Economy")
    feeds = chosen({"World", "Economy"}, {"en", "de"})
    assert f"**{len(feeds)} feeds**" in shown.text
    await press(bot, shown, "next")
    await press(bot, shown, "section", "east")
    await press(bot, shown, "actors", "vladimir-putin", "kremlin")
    await press(bot, shown, "actors", "vladimir-putin")
    opened = await bot.discord.click(shown, "setup:1:actors:name")
    typed = await bot.discord.submit(opened, {"name": "Guterres"})
    await bot.discord.wait_for(lambda _: typed.updated)
    assert "Vladimir Putin, António Guterres" in shown.text
    await press(bot, shown, "next")
    assert "every day at 08:00 (Europe/London)" in shown.text
    await press(bot, shown, "clock", "07:00")
    opened = await bot.discord.click(shown, "setup:1:digest:zone")
    typed = await bot.discord.submit(opened, {"zone": "lisbonn"})
    await bot.discord.wait_for(lambda _: typed.updated)
    assert "07:00 (Europe/Lisbon)" in shown.text
    await press(bot, shown, "next")
    assert "Is this right?" in shown.text
    await press(bot, shown, "test")
    assert "on its way" in shown.text
    await press(bot, shown, "finish")
    assert "Done." in shown.text
    assert f"{len(feeds)} feeds are read." in shown.text
    assert "names **Vladimir Putin** and **António Guterres**" in shown.text
    assert not shown.components
    home, archive, target = str(guild(bot).id), bot.archive, f"channel:{wire(bot).id}"
    reads = await archive.subscriptions.of_guild(home)
    assert {row.topic for row in reads} == {"World", "Economy"}
    watches = await archive.watches.of_guild(home)
    assert [(row.actors, row.target) for row in watches] == [
        (("vladimir-putin",), target),
        (("antonio-guterres",), target),
    ]
    [plan] = await archive.plans.of_guild(home)
    assert (plan.at.isoformat(), plan.zone, plan.target) == ("07:00:00", "Europe/Lisbon", target)
    sent = [row.post for row in await archive.deliveries.recent(home, 9)]
    assert [(post.subject.partition(":")[0], post.target) for post in sent] == [("test", target)]


async def test_walk_goes_on_after_a_restart_and_can_be_cancelled(bot: Bot) -> None:
    shown = await begun(bot)
    await press(bot, shown, "next")
    await bot.client.close()
    await bot.discord.wait_for(lambda d: len(d.gateway.identifies) > 1 and d.connected, 10, "a new session")
    bot.discord.clock.advance(timedelta(minutes=20))  # the command's own token is long over
    await press(bot, shown, "back")
    assert "Where do messages go?" in shown.text
    await press(bot, shown, "cancel")
    assert "Nothing was changed" in shown.text
    assert not await bot.archive.subscriptions.of_guild(str(guild(bot).id))


async def test_double_and_stale_presses_change_nothing_twice(bot: Bot) -> None:
    shown = await begun(bot)
    twice = [await bot.discord.click(shown, "setup:1:channel:next") for _ in range(2)]
    await bot.discord.wait_for(lambda _: all(one.updated for one in twice))
    assert "What do I read?" in shown.text
    for _ in range(3):
        await press(bot, shown, "next")
    both = [await bot.discord.click(shown, "setup:1:check:finish") for _ in range(2)]
    await bot.discord.wait_for(lambda _: all(one.first for one in both) and "Done." in shown.text)
    assert len(await bot.archive.plans.of_guild(str(guild(bot).id))) == 1


async def test_walk_is_its_beginners_alone_and_needs_manage_server(bot: Bot) -> None:
    reader = bot.discord.add_member(guild(bot))
    refused = await bot.discord.interact("setup", user=reader, permissions=EVERYONE | Permission.MANAGE_GUILD)
    mine = await refused.answer()
    other = await press(bot, mine, "next")
    assert "Somebody else began" in (await other.followup()).text
    fallen = await press(bot, mine, "next", user=reader, permissions=EVERYONE)
    assert "Manage Server" in (await fallen.followup()).text
    again = await begun(bot)
    await press(bot, again, "next", view=2)
    await press(bot, mine, "next", user=reader, permissions=EVERYONE | Permission.MANAGE_GUILD)
    assert "What do I read?" in mine.text
    assert "What do I read?" in again.text


async def test_channel_that_cannot_be_posted_to_is_told_at_once(bot: Bot) -> None:
    closed = bot.discord.add_channel(guild(bot), "closed")
    bot.discord.deny(closed, Permission.EMBED_LINKS)
    shown = await begun(bot)
    await press(bot, shown, "channel", closed)
    assert "I lack: Embed Links" in shown.text
    await press(bot, shown, "next")
    assert "Where do messages go?" in shown.text
    bot.discord.allow(closed, Permission.EMBED_LINKS)
    for _ in range(4):
        await press(bot, shown, "next")
    assert "Is this right?" in shown.text
    bot.discord.delete_channel(closed)
    await press(bot, shown, "finish")
    assert "I do not see that channel" in shown.text
    assert not await bot.archive.plans.of_guild(str(guild(bot).id))


async def test_finish_keeps_what_is_there_and_can_be_tried_again_after_trouble(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, target = str(guild(bot).id), f"channel:{wire(bot).id}"
    before = await bot.archive.watches.add(
        guild=home,
        target=target,
        actors=("antonio-guterres",),
        origin="command",
        now=bot.client.desk.now(),
        cooldown=timedelta(minutes=30),
    )
    shown = await begun(bot)
    await press(bot, shown, "next")
    await press(bot, shown, "topics")
    await press(bot, shown, "next")
    await press(bot, shown, "actors", "antonio-guterres")
    await press(bot, shown, "next")
    await press(bot, shown, "clock", "none")
    await press(bot, shown, "next")
    assert "No starter feeds are added." in shown.text
    find = bot.archive.watches.of_guild

    async def broken(_: str) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(bot.archive.watches, "of_guild", broken)
    failed = await press(bot, shown, "finish")
    assert "reference" in (await failed.followup()).text
    monkeypatch.setattr(bot.archive.watches, "of_guild", find)
    await press(bot, shown, "finish")
    assert "No feed is read yet" in shown.text
    assert "No digest comes" in shown.text
    assert await bot.archive.watches.of_guild(home) == (before,)


async def test_forms_of_a_walk_that_went_on_or_of_unknown_words_are_answered(bot: Bot) -> None:
    shown = await begun(bot)
    for _ in range(2):
        await press(bot, shown, "next")
    opened = await bot.discord.click(shown, "setup:1:actors:name")
    nobody = await bot.discord.submit(opened, {"name": "@everyone **x** " + "🙂" * 20})
    told = (await nobody.followup()).text
    assert "Nobody in the catalogue" in told
    assert "**x**" not in told
    await press(bot, shown, "next")
    late = await bot.discord.submit(opened, {"name": "Putin"})
    assert "has gone on" in (await late.followup()).text
    opened = await bot.discord.click(shown, "setup:1:digest:zone")
    nowhere = await bot.discord.submit(opened, {"zone": "qqqq"})
    assert "no time zone that I know" in (await nowhere.followup()).text


def test_well_known_actors_are_known_and_fit_a_select() -> None:
    known = roster(()).catalogue
    for _, actors in SECTIONS.values():
        assert 1 <= len(actors) <= 25
        assert all(known.find(actor) is not None for actor in actors)


def test_zone_is_expected_by_the_servers_locale_or_else_by_the_askers() -> None:
    assert len(ZONES) == 24
    assert {expected_zone("en-US", "de"), expected_zone("de", "fr")} == {"Europe/Berlin"}
    assert expected_zone("", "xx") == "UTC"
    assert all(zone_meant(zone) == zone for zone in {*ZONES, *ZONE_OF.values()})


def test_answers_are_kept_whole() -> None:
    answers = Answers(step="check", channel="1", topics=("World",), actors=("a", "b"), clock="08:00")
    assert loaded(dumped(answers)) == answers
    assert loaded('{"step": "of a later version"}').step == "cancelled"
