"""Guilds by the hundred on the loopback gateway, with channels and roles as servers have them."""

import json
import re
from functools import partial
from typing import Any, Final

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


def populate(discord: FakeDiscord, guilds: int, channels: int, roles: int) -> list[int]:
    """Let the bot be in so many guilds, of so many channels and roles each; the guilds' ids."""
    world = discord.backend.world
    made = _template(world, channels, roles)
    # the fake looks through all channels there are for each of a guild's: here nobody else's are alike
    gateway.guild_create_json = partial(_one_more, made)  # type: ignore[attr-defined]
    found = []
    for number in range(guilds):
        held = Guild(id=(EPOCH + number) << 22, name=f"Guild {number}", owner=world.owner)
        world.guilds[held.id] = held
        found.append(held.id)
    return found


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
