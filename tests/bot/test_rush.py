"""Two hundred people at the counter in the same moment: each is answered in time."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.bot.asking import FEED
from tests.bot.conftest import Bot

CROWD = 200


class BusyClock:
    """Time passes while this process works, whatever else the machine does; both its sides count, the bot and
    the loopback Discord."""

    def __init__(self) -> None:
        self._began = datetime.now(UTC) - timedelta(seconds=time.process_time())

    def __call__(self) -> datetime:
        """Now."""
        return self._began + timedelta(seconds=time.process_time())


@pytest.mark.timeout(120)
async def test_two_hundred_interactions_at_once_are_all_answered(bot: Bot) -> None:
    bot.web.put("https://harbour.example/feed.xml", FEED, "application/rss+xml")
    added = await bot.discord.interact("feed add", {"url": "https://harbour.example/feed.xml"})
    await added.answer()
    await (await bot.discord.autocomplete("watch add", "actor", "guterr")).choices()
    bot.discord.clock.wall = BusyClock()
    asking = [
        lambda: bot.discord.interact("feed list"),
        lambda: bot.discord.interact("status now"),
        lambda: bot.discord.interact("watch list"),
        lambda: bot.discord.interact("why"),
        lambda: bot.discord.autocomplete("feed remove", "feed", "harb"),
        lambda: bot.discord.autocomplete("watch add", "actor", "guterr"),
    ]
    asked = [await asking[number % len(asking)]() for number in range(CROWD)]
    first = await asyncio.gather(*(one.responded(60.0) for one in asked))
    assert all(one.deferred or one.type in (4, 8) for one in first)
    assert not [one.where for one in asked if one.violations]
    await asyncio.gather(*(one.answer(final=60.0) for one in asked if one.type == 2))
