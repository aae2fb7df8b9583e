"""Threads and forum posts."""

from tests.fakes.discord.backend import Backend
from tests.fakes.discord.errors import ApiError, Complaint, invalid_form
from tests.fakes.discord.message import MessageFlag
from tests.fakes.discord.message_payloads import message_json
from tests.fakes.discord.payloads import channel_json
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.posting import check, may_post, post
from tests.fakes.discord.routing import Answer, Call, route
from tests.fakes.discord.rules.shape import length
from tests.fakes.discord.world import Channel, ChannelType, Json


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def from_message(call: Call) -> Answer:
    """Start a thread on a message; it takes the message's id."""
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS, Permission.READ_MESSAGE_HISTORY)
    message = call.message(channel)
    if message.thread_id is not None:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    thread = opened(call.backend, channel, call.body, message.id)
    message.thread_id = thread.id
    message.flags |= MessageFlag.HAS_THREAD
    return Answer(status=201, body=channel_json(call.backend.world, thread))


@route("POST", "/channels/{channel_id}/threads")
def without_message(call: Call) -> Answer:
    """Start a thread on nothing, or a post in a forum with its first message."""
    channel = call.channel()
    if channel.type is ChannelType.FORUM:
        return forum_post(call, channel)
    call.channel(Permission.CREATE_PUBLIC_THREADS)
    thread = opened(call.backend, channel, call.body, call.backend.ids.next())
    return Answer(status=201, body=channel_json(call.backend.world, thread))


def forum_post(call: Call, forum: Channel) -> Answer:
    """Open a post; its first message has the post's id."""
    call.channel(Permission.SEND_MESSAGES)
    content = call.body.get("message")
    if not isinstance(content, dict):
        raise invalid_form([Complaint(path=("message",), code="BASE_TYPE_REQUIRED", message="required")])
    check(content, files=call.files)
    tags = tuple(int(tag) for tag in call.body.get("applied_tags") or ())
    if forum.requires_tag and not tags:
        raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
    if set(tags) - {tag.id for tag in forum.tags}:
        raise ApiError(404, 10087, "Unknown tag")
    thread = opened(call.backend, forum, call.body, call.backend.ids.next())
    thread.applied_tags = tags
    may_post(call.backend, thread, content, call.files)
    message = post(call.backend, thread, content, files=call.files, message_id=thread.id)
    world = call.backend.world
    return Answer(status=201, body={**channel_json(world, thread), "message": message_json(world, message)})


def opened(backend: Backend, parent: Channel, body: Json, thread_id: int) -> Channel:
    """Store a thread of a channel and announce it."""
    if found := list(length(("name",), body.get("name"), 100, least=1)):
        raise invalid_form(found)
    announced = parent.type is ChannelType.ANNOUNCEMENT
    thread = Channel(
        id=thread_id,
        type=ChannelType.ANNOUNCEMENT_THREAD if announced else ChannelType.PUBLIC_THREAD,
        name=body["name"],
        guild_id=parent.guild_id,
        parent_id=parent.id,
        owner_id=backend.world.me.id,
        auto_archive_minutes=body.get("auto_archive_duration") or 1440,
    )
    backend.world.channels[thread.id] = thread
    backend.announce("THREAD_CREATE", thread)
    return thread


@route("GET", "/channels/{channel_id}/threads/archived/public")
def archived(call: Call) -> Answer:
    """Give a channel's archived threads, those archived last first."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    world, limit = call.backend.world, int(call.query.get("limit", 50))
    found = [c for c in world.channels.values() if c.parent_id == channel.id and c.is_thread and c.archived]
    threads = [channel_json(world, thread) for thread in reversed(found)]
    if (before := call.query.get("before")) is not None:
        threads = [one for one in threads if one["thread_metadata"]["archive_timestamp"] < before]
    return Answer(body={"threads": threads[:limit], "members": [], "has_more": len(threads) > limit})
