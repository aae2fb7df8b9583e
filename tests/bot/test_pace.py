"""How much one person may ask for: more than anybody honest does, and never without end."""

import asyncio
from datetime import time, timedelta

from structlog.testing import capture_logs

from bot.commands.actor.trend import TrendButton
from bot.commands.digest.group import MOST_DIGESTS
from bot.commands.pace import USUAL
from bot.commands.watch.group import MOST_PERSONAL
from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON
from tests.bot.test_commands_me import Member
from tests.bot.test_commands_setup import begun, press

OFTEN = "That is often enough for the moment. Try again in"


def stop_the_clock(bot: Bot) -> None:
    """Discord's time passes where the test lets it: what is counted by it is the same on a slow machine."""
    stood = bot.discord.clock.now()
    bot.discord.clock.wall = lambda: stood


async def test_buttons_are_answered_so_often_and_then_with_a_wait(bot: Bot) -> None:
    await file_story(
        bot.archive, str(guild(bot).id), "Putin meets Guterres in Moscow", NOON - timedelta(hours=1)
    )
    shown = await (await bot.discord.interact("actor show", {"actor": "vladimir-putin"})).answer()
    stop_the_clock(bot)
    told = []
    for _ in range(TrendButton.a_minute + 2):
        pressed = await bot.discord.click(shown, "trend:vladimir-putin")
        told.append((await pressed.answer()).text)
    assert [OFTEN in one for one in told] == [False] * TrendButton.a_minute + [True] * 2
    assert len(bot.easel.charts) == TrendButton.a_minute
    stranger = Member(bot)
    pressed = await bot.discord.click(shown, "trend:vladimir-putin", user=stranger.user)
    assert OFTEN not in (await pressed.answer()).text
    bot.discord.clock.advance(timedelta(minutes=1))
    pressed = await bot.discord.click(shown, "trend:vladimir-putin")
    assert OFTEN not in (await pressed.answer()).text


async def test_commands_are_answered_so_often_and_what_is_suggested_does_not_count(bot: Bot) -> None:
    stop_the_clock(bot)
    for _ in range(USUAL + 5):
        assert await suggested(bot, "agenda", "actor", "putin")
    told = [
        await ask(bot, ("agenda", "watch list", "feed list", "me list")[turn % 4])
        for turn in range(USUAL + 2)
    ]
    assert [OFTEN in one for one in told] == [False] * USUAL + [True] * 2
    bot.discord.clock.advance(timedelta(seconds=10))
    assert OFTEN not in await ask(bot, "agenda")


async def test_member_who_asks_for_many_watches_at_once_has_as_many_as_there_may_be(bot: Bot) -> None:
    member, server = Member(bot), str(guild(bot).id)
    for number in range(MOST_PERSONAL - 3):
        await bot.archive.watches.add(
            guild=server,
            target=f"user:{member.user.id}",
            keywords=(f"old{number}",),
            origin="command",
            now=NOON,
        )
    told = await asyncio.gather(*(member.ask("me watch", keywords=f"word{number}") for number in range(12)))
    assert sum("You have 25 watches by direct message here already" in one for one in told) == 9
    assert len(await bot.archive.watches.of_guild(server)) == MOST_PERSONAL


async def test_server_has_so_many_digests_and_no_more(bot: Bot) -> None:
    for number in range(MOST_DIGESTS - 1):
        await bot.archive.plans.add(
            guild=str(guild(bot).id), target=f"channel:{wire(bot).id}", at=time(5, number), zone="UTC",
            stories=8, sentences=2, origin="command", next_due_at=NOON, now=NOON,
        )  # fmt: skip
    asked = {"zone": "UTC", "channel": wire(bot)}
    assert "A digest goes to" in await ask(bot, "digest schedule", time="08:00", **asked)
    refused = await ask(bot, "digest schedule", time="09:00", **asked)
    assert "This server has 50 digests already. `/digest remove` makes room." in refused
    assert "A digest goes to" in await ask(bot, "digest schedule", time="08:00", stories=3, **asked)
    assert len(await bot.archive.plans.of_guild(str(guild(bot).id))) == MOST_DIGESTS


async def test_test_message_of_the_set_up_goes_once_a_minute(bot: Bot) -> None:
    shown = await begun(bot)
    for _ in range(4):
        await press(bot, shown, "next")
    await press(bot, shown, "test")
    assert "A test message is on its way" in shown.text
    for _ in range(3):
        await press(bot, shown, "test")
    assert "In a minute you can send another." in shown.text
    sent = await bot.archive.deliveries.recent(str(guild(bot).id), 10)
    assert [one.post.subject.partition(":")[0] for one in sent] == ["test"]


async def test_suggestions_that_cannot_be_in_a_direct_message_are_none_and_no_trouble(bot: Bot) -> None:
    member = Member(bot)
    with capture_logs() as lines:
        assert await member.suggested("me watch", "feed", "", channel=member.alone) == []
        assert await member.suggested("summary", "about", "put", channel=member.alone) == []
    assert not [line for line in lines if line["log_level"] in ("error", "warning")]
