"""A guild's scheduled events: the bot makes, changes and takes back its own, and others' where it may."""

from tests.fakes.discord.errors import ApiError, invalid_form, missing_permissions, unknown
from tests.fakes.discord.payloads import user_json
from tests.fakes.discord.permissions import Permission, holds
from tests.fakes.discord.routing import Answer, Call, route
from tests.fakes.discord.rules.events import event_complaints, status_complaints
from tests.fakes.discord.world import Guild, Json

ALL = "/guilds/{guild_id}/scheduled-events"
ONE = ALL + "/{guild_scheduled_event_id}"
SCHEDULED, ACTIVE, COMPLETED, CANCELLED = 1, 2, 3, 4
MOST = 100
INTENT = 1 << 16


@route("GET", ALL)
def listed(call: Call) -> Answer:
    """Give a guild's scheduled events."""
    return Answer(body=list(call.guild().events.values()))


@route("GET", ONE)
def one(call: Call) -> Answer:
    """Give one scheduled event."""
    return Answer(body=known(call, call.guild()))


@route("POST", ALL)
def create(call: Call) -> Answer:
    """Schedule an event outside Discord; it needs the permission to create events."""
    guild, backend, body = call.guild(), call.backend, call.body
    if not holds(guild.bot_permissions, Permission.CREATE_EVENTS):
        raise missing_permissions()
    if found := list(event_complaints(body, backend.clock.now())):
        raise invalid_form(found)
    if sum(event["status"] in (SCHEDULED, ACTIVE) for event in guild.events.values()) >= MOST:
        raise ApiError(400, 30038, f"Maximum number of uncompleted guild scheduled events reached ({MOST})")
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
        "status": SCHEDULED,
        "entity_type": 3,
        "entity_id": None,
        "recurrence_rule": None,
        "privacy_level": 2,
        "guild_scheduled_event_exceptions": [],
        "entity_metadata": {"location": body["entity_metadata"]["location"]},
    }
    guild.events[event_id] = made
    tell(call, "CREATE", made)
    return Answer(body=made)


@route("PATCH", ONE)
def update(call: Call) -> Answer:
    """Change an event that is not over."""
    guild = call.guild()
    event = may_change(call, guild)
    if event["status"] in (COMPLETED, CANCELLED):
        raise ApiError(400, 180000, "Cannot update a finished event")
    after = {**event, **{k: v for k, v in call.body.items() if k in event}}
    found = list(status_complaints(event["status"], after["status"]))
    found += [c for c in event_complaints(after, call.backend.clock.now()) if c.path[0] in call.body]
    if found:
        raise invalid_form(found)
    event.update(after)
    tell(call, "UPDATE", event)
    return Answer(body=event)


@route("DELETE", ONE)
def delete(call: Call) -> Answer:
    """Take an event back."""
    guild = call.guild()
    event = may_change(call, guild)
    del guild.events[int(event["id"])]
    tell(call, "DELETE", event)
    return Answer(status=204)


def known(call: Call, guild: Guild) -> Json:
    """Return the event of the path; 10070 where there is none."""
    found = guild.events.get(call.id("guild_scheduled_event_id"))
    if found is None:
        raise unknown(10070, "Guild Scheduled Event")
    return found


def may_change(call: Call, guild: Guild) -> Json:
    """Return the event of the path; 50013 where it is another's and the bot may not manage events."""
    event = known(call, guild)
    mine = event["creator_id"] == str(call.backend.world.me.id)
    enough = (Permission.CREATE_EVENTS, Permission.MANAGE_EVENTS) if mine else (Permission.MANAGE_EVENTS,)
    if not any(holds(guild.bot_permissions, permission) for permission in enough):
        raise missing_permissions()
    return event


def tell(call: Call, what: str, event: Json) -> None:
    """Tell those whose intents ask for scheduled events."""
    call.backend.gateway.dispatch(
        f"GUILD_SCHEDULED_EVENT_{what}", event, guild_id=int(event["guild_id"]), intent=INTENT
    )
