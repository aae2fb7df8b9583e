"""Channels, direct conversations and the typing sign."""

from tests.fakes.discord.errors import unknown
from tests.fakes.discord.payloads import channel_json
from tests.fakes.discord.people import conversation
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.routing import Answer, Call, route


@route("GET", "/channels/{channel_id}")
def channel(call: Call) -> Answer:
    """Give a channel the bot sees."""
    return Answer(body=channel_json(call.backend.world, call.channel()))


@route("PATCH", "/channels/{channel_id}")
def update(call: Call) -> Answer:
    """Rename, archive, lock or tag a thread; a locked one is for those who manage threads."""
    thread = call.channel()
    if not thread.is_thread:
        call.channel(Permission.MANAGE_CHANNELS)
    elif thread.owner_id != call.backend.world.me.id or thread.locked:
        call.channel(Permission.MANAGE_THREADS)
    thread.name = call.body.get("name", thread.name)
    thread.archived = call.body.get("archived", thread.archived)
    thread.locked = call.body.get("locked", thread.locked)
    thread.topic = call.body.get("topic", thread.topic)
    if "applied_tags" in call.body:
        thread.applied_tags = tuple(int(tag) for tag in call.body["applied_tags"] or ())
    call.backend.announce("THREAD_UPDATE" if thread.is_thread else "CHANNEL_UPDATE", thread)
    return Answer(body=channel_json(call.backend.world, thread))


@route("POST", "/channels/{channel_id}/typing")
def typing(call: Call) -> Answer:
    """Show that the bot is typing."""
    call.channel(Permission.SEND_MESSAGES)
    return Answer(status=204)


@route("POST", "/users/@me/channels")
def open_conversation(call: Call) -> Answer:
    """Open, or find, the conversation with a user."""
    world = call.backend.world
    user = world.users.get(int(call.body.get("recipient_id") or 0))
    if user is None:
        raise unknown(10013, "User")
    return Answer(body=channel_json(world, conversation(call.backend, user)))
