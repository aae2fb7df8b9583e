"""Guilds, their channels, roles and members."""

from tests.fakes.discord.errors import unknown
from tests.fakes.discord.guild_payloads import guild_json
from tests.fakes.discord.payloads import channel_json, member_json, role_json
from tests.fakes.discord.routing import Answer, Call, route


@route("GET", "/guilds/{guild_id}")
def guild(call: Call) -> Answer:
    """Give a guild."""
    return Answer(body=guild_json(call.guild()))


@route("GET", "/guilds/{guild_id}/channels")
def channels(call: Call) -> Answer:
    """Give a guild's channels, threads left out."""
    world = call.backend.world
    return Answer(body=[channel_json(world, channel) for channel in world.channels_of(call.guild())])


@route("GET", "/guilds/{guild_id}/roles")
def roles(call: Call) -> Answer:
    """Give a guild's roles."""
    return Answer(body=[role_json(role) for role in call.guild().roles.values()])


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def member(call: Call) -> Answer:
    """Give a member of a guild."""
    found = call.guild().members.get(call.id("user_id"))
    if found is None:
        raise unknown(10007, "Member")
    return Answer(body=member_json(found))


@route("GET", "/guilds/{guild_id}/threads/active")
def active_threads(call: Call) -> Answer:
    """Give a guild's open threads and forum posts."""
    world = call.backend.world
    threads = [c for c in world.channels_of(call.guild(), threads=True) if not c.archived]
    return Answer(
        body={
            "threads": [channel_json(world, thread) for thread in threads],
            "members": [],
            "has_more": False,
        }
    )
