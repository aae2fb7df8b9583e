"""Whether Discord is connected is what the client of its gateway says."""

import asyncio

from bot.shards.state import GatewayState
from tests.bot.conftest import Bot, make_client
from tests.bot.health.conftest import PATIENCE


async def test_client_that_lost_the_gateway_is_not_connected_until_it_is_back(bot: Bot) -> None:
    there = bot.client.state()
    assert there.is_connected
    assert (there.held, there.connected, there.guilds) == (1, 1, 1)
    bot.discord.faults.refuse_gateway(2)
    lost = asyncio.create_task(bot.client.wait_for("shard_disconnect", timeout=PATIENCE))
    await asyncio.sleep(0)
    bot.discord.drop_gateway()
    await lost
    away = bot.client.state()
    assert (away.held, away.connected) == (1, 0)


async def test_client_that_never_signed_in_is_not_connected(bot: Bot) -> None:
    fresh = make_client(bot.discord, bot.archive, bot.web)
    assert fresh.state() == GatewayState(held=None, connected=0, guilds=0, latency=None)
    assert not fresh.state().is_connected
