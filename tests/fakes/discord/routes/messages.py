"""Messages of a channel: send, read, edit, delete, publish."""

from tests.fakes.discord.errors import ApiError, Complaint, invalid_form, missing_permissions
from tests.fakes.discord.message import Message, MessageFlag
from tests.fakes.discord.message_payloads import message_json
from tests.fakes.discord.permissions import Permission, holds
from tests.fakes.discord.posting import check, edit, limit_old_edits, may_post, post, remove
from tests.fakes.discord.routing import Answer, Call, route
from tests.fakes.discord.world import Channel, ChannelType

READ = Permission.READ_MESSAGE_HISTORY


@route("POST", "/channels/{channel_id}/messages")
def send(call: Call) -> Answer:
    """Post a message; an enforced nonce used within its window gives the first message again."""
    channel = call.channel()
    check(call.body, files=call.files)
    may_post(call.backend, channel, call.body, call.files)
    message = known(call, channel) or post(call.backend, channel, call.body, files=call.files)
    if message.nonce is not None:
        call.backend.nonces[channel.id, str(message.nonce)] = message.id
    return Answer(body=message_json(call.backend.world, message, nonce=True))


def known(call: Call, channel: Channel) -> Message | None:
    """Return the message the bot sent to this channel with the same nonce, within the window."""
    nonce = call.body.get("nonce")
    if nonce is None or not call.body.get("enforce_nonce"):
        return None
    found = call.backend.messages.get(call.backend.nonces.get((channel.id, str(nonce)), 0))
    if found is None or found.deleted or call.backend.clock.now() - found.at > call.backend.nonce_window:
        return None
    return found


@route("GET", "/channels/{channel_id}/messages")
def history(call: Call) -> Answer:
    """Give messages newest first; without the permission to read history Discord gives none, and no error."""
    channel = call.channel()
    anchors: dict[str, int] = {
        key: int(call.query[key]) for key in ("before", "after", "around") if key in call.query
    }
    if len(anchors) > 1:
        message = "before, after and around exclude each other"
        raise invalid_form([Complaint(path=tuple(anchors), code="EXCLUSIVE", message=message)])
    limit = int(call.query.get("limit", 50))
    if not holds(call.backend.world.bot_permissions(channel), READ):
        return Answer(body=[])
    chosen = window(call.backend.posted(channel.id), anchors, limit)
    return Answer(body=[message_json(call.backend.world, message) for message in reversed(chosen)])


def window(messages: list[Message], anchors: dict[str, int], limit: int) -> list[Message]:
    """Return up to `limit` messages on the asked side of an anchor, oldest first."""
    if "before" in anchors:
        return [m for m in messages if m.id < anchors["before"]][-limit:]
    if "after" in anchors:
        return [m for m in messages if m.id > anchors["after"]][:limit]
    if "around" in anchors:
        before = [m for m in messages if m.id < anchors["around"]]
        older = before[max(0, len(before) - limit // 2) :]
        return [*older, *[m for m in messages if m.id >= anchors["around"]][: limit - len(older)]]
    return messages[-limit:]


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def one(call: Call) -> Answer:
    """Give one message."""
    return Answer(body=message_json(call.backend.world, call.message(call.channel(READ))))


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
def change(call: Call) -> Answer:
    """Edit one of the bot's own messages."""
    message = call.message(call.channel())
    if message.author_id != call.backend.world.me.id:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    if call.backend.world.channels[message.channel_id].archived:
        raise ApiError(400, 50083, "Tried to perform an operation on an archived thread")
    limit_old_edits(call.backend, message)
    edit(call.backend, message, call.body, call.files)
    return Answer(body=message_json(call.backend.world, message))


@route("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete(call: Call) -> Answer:
    """Delete a message; another's needs the permission to manage messages."""
    channel = call.channel()
    message = call.message(channel)
    granted = call.backend.world.bot_permissions(channel)
    if message.author_id != call.backend.world.me.id and not holds(granted, Permission.MANAGE_MESSAGES):
        raise missing_permissions()
    remove(call.backend, message)
    return Answer(status=204)


@route("POST", "/channels/{channel_id}/messages/{message_id}/crosspost")
def publish(call: Call) -> Answer:
    """Publish an announcement to the channels that follow, once."""
    channel = call.channel(Permission.SEND_MESSAGES)
    message = call.message(channel)
    if channel.type is not ChannelType.ANNOUNCEMENT:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    if message.flags & MessageFlag.CROSSPOSTED:
        raise ApiError(400, 40033, "This message has already been crossposted")
    message.flags |= MessageFlag.CROSSPOSTED
    call.backend.journal.ring()
    return Answer(body=message_json(call.backend.world, message))
