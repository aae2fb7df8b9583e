"""Guilds and their scheduled events."""

from tests.fakes.discord.errors import invalid_form, missing_permissions, unknown
from tests.fakes.discord.guild_payloads import guild_json
from tests.fakes.discord.payloads import channel_json, member_json, role_json, user_json
from tests.fakes.discord.permissions import Permission, holds
from tests.fakes.discord.routing import Answer, Call, route
from tests.fakes.discord.rules.events import event_complaints
from tests.fakes.discord.world import Json


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


@route("GET", "/guilds/{guild_id}/scheduled-events")
def events(call: Call) -> Answer:
    """Give a guild's scheduled events."""
    return Answer(body=list(call.guild().events.values()))


@route("GET", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}")
def event(call: Call) -> Answer:
    """Give one scheduled event."""
    found = call.guild().events.get(call.id("guild_scheduled_event_id"))
    if found is None:
        raise unknown(10070, "Guild Scheduled Event")
    return Answer(body=found)


@route("POST", "/guilds/{guild_id}/scheduled-events")
def create_event(call: Call) -> Answer:
    """Schedule an event outside Discord; it needs the permission to create events."""
    guild, backend, body = call.guild(), call.backend, call.body
    if not holds(guild.bot_permissions, Permission.CREATE_EVENTS):
        raise missing_permissions()
    if found := list(event_complaints(body, backend.clock.now())):
        raise invalid_form(found)
    event_id = backend.ids.next()
    made: Json = {
        "id": str(event_id),
        "guild_id": str(guild.id),
        "name": body["name"],
        "description": body.get("description"),
        "channel_id": None,
        "creator_id": str(backend.world.me.id),
        "creator": user_json(backend.world.me),
        "image": None,
        "scheduled_start_time": body["scheduled_start_time"],
        "scheduled_end_time": body["scheduled_end_time"],
        "status": 1,
        "entity_type": 3,
        "entity_id": None,
        "recurrence_rule": None,
        "privacy_level": 2,
        "guild_scheduled_event_exceptions": [],
        "entity_metadata": {"location": body["entity_metadata"]["location"]},
    }
    guild.events[event_id] = made
    backend.journal.ring()
    return Answer(body=made)
