"""What is kept of a guild says who may do what where, and leaves the rest out."""

import asyncio
import json
from typing import Any

import discord
from discord.state import AutoShardedConnectionState

from bot.client import Wirewatch
from config.settings import Settings
from tests.fakes.discord import ChannelType, FakeDiscord
from tests.fakes.discord.guild_payloads import guild_create_json
from tests.fakes.discord.payloads import me_json
from tests.fakes.discord.permissions import Permission


async def test_channels_roles_and_permissions_are_kept_and_topics_are_not(fake_discord: FakeDiscord) -> None:
    world = fake_discord.backend.world
    told = fake_discord.add_guild(channel=None)
    open_to_all = fake_discord.add_channel(told, "open")
    shut = fake_discord.add_channel(told, "shut", bot_permissions=Permission.VIEW_CHANNEL)
    held_back = fake_discord.add_channel(told, "held back")
    held_back.withheld, held_back.parent_id = Permission.SEND_MESSAGES, shut.id
    fake_discord.add_channel(told, "forum", ChannelType.FORUM, tags=("Politics", "Sport"))
    for channel in (open_to_all, shut, held_back):
        channel.topic = f"what {channel.name} is about"
    brought = json.dumps(guild_create_json(world, told))

    client = Wirewatch(None, Settings())
    state = client._connection
    state.user = discord.ClientUser(state=state, data=me_json(world.me))  # type: ignore[arg-type]
    lean = state._get_create_guild(json.loads(brought))
    kept = _rights(lean)
    assert [channel.topic for channel in lean.text_channels] == [None, None, None]
    assert [tag.name for tag in lean.forums[0].available_tags] == ["Politics", "Sport"]
    assert kept == _rights(AutoShardedConnectionState._get_create_guild(state, json.loads(brought)))
    assert all(channel.topic for channel in lean.text_channels), "it is not what discord.py keeps"


async def test_shard_is_ready_once_it_told_of_its_guilds_and_waits_only_for_one_that_is_missing(
    fake_discord: FakeDiscord,
) -> None:
    world = fake_discord.backend.world
    guilds = [fake_discord.add_guild(channel=None) for _ in range(2)]
    heard: list[str] = []
    for missing, wait in ((0, 3_600.0), (1, 0.0)):  # nobody waits for an hour where nothing is missing
        state: Any = Wirewatch(None, Settings())._connection
        state.guild_ready_timeout, state.shard_ids = wait, (0, 1)
        state.dispatch = lambda event, *_: heard.append(event)
        ready = {
            "user": me_json(world.me),
            "shard": [0, 2],
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
        }
        state.parse_ready(ready)
        for guild in guilds[missing:]:
            state.parse_guild_create({**guild_create_json(world, guild), "unavailable": False})
        await asyncio.wait_for(state._ready_tasks[0], 60)
        assert heard == ["connect", "shard_connect", *["guild_available"] * (2 - missing), "shard_ready"]
        heard.clear()


def _rights(guild: discord.Guild) -> dict[str, Any]:
    """Who may do what in each channel, by its kind, name and place."""
    return {
        f"{channel.type} {channel.name} {channel.position} {channel.category_id}": (
            channel.permissions_for(guild.me),
            channel.permissions_for(guild.default_role),
            channel.overwrites,
        )
        for channel in guild.channels
    }
