"""A bot process with very many guilds on the loopback gateway: the memory that it holds once it knows all."""

import asyncio
import json
import re
import time
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from benchmarks.measuring import cpu_of_tree, memory
from benchmarks.together.postgresql import postgresql
from benchmarks.together.results import Guilds
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import guild
from tests.acceptance.wirewatch import Anew
from tests.fakes.discord import FakeDiscord, gateway
from tests.fakes.discord.guild_payloads import guild_create_json
from tests.fakes.discord.permissions import EVERYONE, Permission
from tests.fakes.discord.world import Channel, ChannelType, Guild, Member, Role, World

EPOCH: Final = 1_200_000_000_000
"""The snowflakes' milliseconds of the first guild."""

GUILD: Final = "~"
"""Stands for a guild's number in the names of its channels and roles: no two guilds' are alike."""

WITHHELD: Final = 3
"""In every third channel not everybody may write."""

LONGEST: Final = 240.0
SETTLING: Final = 10.0


def run(*, folder: str, guilds: int, channels: int, roles: int, shards: int) -> Guilds:
    """Let a bot sign in on so many shards, with guilds of so many channels and roles each."""
    with postgresql() as server:
        return asyncio.run(_run(Path(folder), server.url, guilds, channels, roles, shards))


async def _run(folder: Path, url: str, guilds: int, channels: int, roles: int, shards: int) -> Guilds:
    async with FakeDiscord() as discord:
        world = discord.backend.world
        discord.gateway.advised_shards = shards
        made = _template(world, channels, roles)
        # the fake looks through all channels there are for each of a guild's: here nobody else's are alike
        gateway.guild_create_json = partial(_one_more, made)  # type: ignore[attr-defined]
        for number in range(guilds):
            found = Guild(id=(EPOCH + number) << 22, name=f"Guild {number}", owner=world.owner)
            world.guilds[found.id] = found
        began = time.perf_counter()
        async with Anew(
            folder,
            *("run", "--role", "bot"),
            DISCORD_TOKEN=discord.token,
            WIREWATCH_DATABASE_URL=url,
            WIREWATCH_DISCORD_API=discord.rest_url,
            WIREWATCH_DISCORD_GATEWAY=discord.gateway_url,
        ) as bot:
            await bot.says("connected to Discord", LONGEST)
            await _noted(url, guilds)
            took = time.perf_counter() - began
            await asyncio.sleep(SETTLING)
            found_out = Guilds(
                held=memory(bot.pid),
                resident=memory(bot.pid, "Rss"),
                guilds=guilds,
                seconds=took,
                cpu=cpu_of_tree(bot.pid),
            )
            bot.terminate()
            await bot.ended()
    return found_out


async def _noted(url: str, guilds: int) -> None:
    """Return once the bot has noted all of its guilds; TimeoutError where it does not."""
    database = Database(url, NoNudges())
    try:
        async with asyncio.timeout(LONGEST):
            known = 0
            while known < guilds:
                await asyncio.sleep(1)
                async with database.reading() as tx:
                    known = await tx.value(sa.select(sa.func.count()).select_from(guild))
    finally:
        await database.close()


def _template(world: World, channels: int, roles: int) -> str:
    """A guild as the gateway brings it, in JSON; its ids rise from 0, each as "#NUMBER"."""
    first = EPOCH << 22
    numbers = iter(range(first + 1, first + 1_000_000))
    held = Guild(id=first, name="Guild", owner=world.owner)
    everyone = Role(id=first, name="@everyone", permissions=EVERYONE, position=0)
    held.roles[first] = everyone
    for number in range(1, roles):
        granted = EVERYONE | Permission(1 << 13) if number % WITHHELD == 0 else EVERYONE
        role = Role(id=next(numbers), name=f"role {number} {GUILD}", permissions=granted, position=number)
        held.roles[role.id] = role
    held.members[world.me.id] = Member(user=world.me, role_ids=(first + 1,))
    small = World(me=world.me, owner=world.owner, application_id=world.application_id, token=world.token)
    small.guilds[first] = held
    for number in range(channels):
        channel = Channel(
            id=next(numbers),
            type=ChannelType.TEXT,
            name=f"channel-{number}-{GUILD}",
            guild_id=first,
            topic=f"What channel {number} of the guild {GUILD} is about",
            withheld=Permission.SEND_MESSAGES if number % WITHHELD == 0 else Permission(0),
        )
        small.channels[channel.id] = channel
    told = json.dumps(guild_create_json(small, held))

    def mark(found: re.Match[str]) -> str:
        number = int(found[1]) - first
        return f'"#{number}"' if 0 <= number < 1_000_000 else found[0]

    return re.sub(r'"(\d{15,20})"', mark, told)


def _one_more(template: str, _world: World, held: Guild) -> dict[str, Any]:
    """The template as this guild."""
    told = re.sub(r'"#(\d+)"', lambda found: f'"{held.id + int(found[1])}"', template)
    number = str((held.id >> 22) - EPOCH)
    return {**json.loads(told.replace(GUILD, number)), "name": held.name}
