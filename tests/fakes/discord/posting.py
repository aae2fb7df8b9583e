"""Making, changing and removing messages, whoever asks: a channel, a reply, a follow-up, a forum post."""

from datetime import timedelta

from .backend import Backend
from .clock import created_at
from .errors import ApiError, invalid_form, missing_permissions, unknown
from .message import Message, MessageFlag, Version
from .message_payloads import stored_components
from .permissions import Permission, holds
from .rules.attachments import file_complaints
from .rules.mentions import pings
from .rules.messages import ON_CREATE, ON_EDIT, message_complaints
from .world import Attachment, Channel, ChannelType, Json, Pings, User

HOUR = timedelta(hours=1)


def check(
    body: Json,
    *,
    allowed: MessageFlag = ON_CREATE,
    files: tuple[Attachment, ...] = (),
    before: Message | None = None,
) -> None:
    """Raise the 400 Discord would give for a message that breaks a rule."""
    found = message_complaints(body, allowed=allowed, files=len(files), before=before)
    if found := [*found, *file_complaints(body, files, before)]:
        raise invalid_form(found)


def may_post(backend: Backend, channel: Channel, body: Json, files: tuple[Attachment, ...]) -> None:
    """Raise the 403 or 400 for a message the bot may not send to a channel."""
    if channel.type in (ChannelType.FORUM, ChannelType.CATEGORY):
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if channel.recipient is not None and not channel.recipient.accepts_dms:
        raise ApiError(403, 50007, "Cannot send messages to this user")
    if channel.locked:
        raise ApiError(403, 160005, "Thread is locked")
    in_thread = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    needed = [
        in_thread,
        *([Permission.EMBED_LINKS] if body.get("embeds") else []),
        *([Permission.ATTACH_FILES] if files else []),
    ]
    granted = backend.world.bot_permissions(channel)
    if body.get("message_reference") and not holds(granted, Permission.READ_MESSAGE_HISTORY):
        raise ApiError(403, 160002, "Cannot reply without permission to read message history")
    if not all(holds(granted, permission) for permission in needed):
        raise missing_permissions()


def post(
    backend: Backend,
    channel: Channel,
    body: Json,
    *,
    files: tuple[Attachment, ...] = (),
    interaction: Json | None = None,
    webhook_id: int | None = None,
    message_id: int | None = None,
    author: User | None = None,
) -> Message:
    """Store a checked message and tell whoever listens."""
    message = Message(
        id=backend.ids.next() if message_id is None else message_id,
        channel_id=channel.id,
        author_id=(author or backend.world.me).id,
        at=backend.clock.now(),
        flags=MessageFlag(body.get("flags") or 0),
        nonce=body.get("nonce"),
        reference=reference(backend, channel, body),
        poll=body.get("poll"),
        interaction=interaction,
        webhook_id=webhook_id,
    )
    fill(backend, message, body, files)
    backend.messages[message.id] = message
    channel.last_message_id = channel.last_message_id if message.ephemeral else message.id
    channel.archived = False
    if not message.ephemeral and not message.loading:
        backend.announce_message("MESSAGE_CREATE", channel, message)
    backend.journal.ring()
    return message


def fill(backend: Backend, message: Message, body: Json, files: tuple[Attachment, ...]) -> None:
    """Put the parts a request names into a message, and its files where they can be fetched."""
    backend.files |= {file.id: file for file in files}
    if "content" in body:
        message.content = body["content"] or ""
    if "embeds" in body:
        message.embeds = list(body["embeds"] or ())
    if "components" in body:
        message.components = stored_components(body["components"])
    if "attachments" in body or files:
        kept = {int(item["id"]) for item in body.get("attachments") or () if item.get("id") is not None}
        message.attachments = [a for a in message.attachments if a.id in kept] + list(files)
    message.pings |= named(backend, message, body)


def named(backend: Backend, message: Message, body: Json) -> Pings:
    """Return whom the message as it stands would ping, given what the bot may ping in its channel."""
    replied = backend.messages.get(int((message.reference or {}).get("message_id", 0)))
    found = pings(
        message.content,
        message.components,
        body.get("allowed_mentions"),
        replied_to=None if replied is None else replied.author_id,
    )
    channel = backend.world.channels[message.channel_id]
    if holds(backend.world.bot_permissions(channel), Permission.MENTION_EVERYONE):
        return found
    guild = backend.world.guilds.get(channel.guild_id or 0)
    open_roles = {role.id for role in guild.roles.values() if role.mentionable} if guild else set()
    return Pings(roles=found.roles & frozenset(open_roles), users=found.users)


def reference(backend: Backend, channel: Channel, body: Json) -> Json | None:
    """Return the message replied to; 50035 when it is not there and must be."""
    asked = body.get("message_reference")
    if not isinstance(asked, dict):
        return None
    found = backend.messages.get(int(asked.get("message_id") or 0))
    if found is None or found.deleted:
        if asked.get("fail_if_not_exists", True):
            raise ApiError(400, 50035, "Invalid Form Body", errors={"message_reference": unknown_message()})
        return None
    return {"message_id": str(found.id), "channel_id": str(channel.id)}


def unknown_message() -> Json:
    """Return the complaint about a reply to nothing."""
    return {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}


def edit(backend: Backend, message: Message, body: Json, files: tuple[Attachment, ...] = ()) -> None:
    """Change a message after checking what it would become, and keep what it was."""
    check(body, allowed=ON_EDIT, files=files, before=message)
    change(backend, message, body, files)


def change(backend: Backend, message: Message, body: Json, files: tuple[Attachment, ...]) -> None:
    """Change a message that has been checked."""
    now = backend.clock.now()
    if not message.loading:
        message.versions.append(
            Version(
                content=message.content,
                embeds=tuple(message.embeds),
                components=tuple(message.components),
                until=now,
            )
        )
        message.edited_at = now
    if isinstance(body.get("flags"), int):
        message.flags = message.flags & ~ON_EDIT | MessageFlag(body["flags"]) & ON_EDIT
    message.flags &= ~MessageFlag.LOADING
    fill(backend, message, body, files)
    channel = backend.world.channels[message.channel_id]
    if not message.ephemeral:
        backend.announce_message("MESSAGE_UPDATE", channel, message)
    backend.journal.ring()


def limit_old_edits(backend: Backend, message: Message) -> None:
    """Raise 30046 when a channel's messages older than an hour were edited too often within the last one."""
    now = backend.clock.now()
    if backend.old_edit_limit is None or now - created_at(message.id) < HOUR:
        return
    recent = [at for at in backend.old_edits.get(message.channel_id, ()) if now - at < HOUR]
    if len(recent) >= backend.old_edit_limit:
        raise ApiError(
            429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later"
        )
    backend.old_edits[message.channel_id] = [*recent, now]


def remove(backend: Backend, message: Message) -> None:
    """Delete a message and tell whoever listens; the test still sees it, marked."""
    if message.deleted:
        raise unknown(10008, "Message")
    message.deleted = True
    channel = backend.world.channels[message.channel_id]
    if not message.ephemeral:
        backend.announce_message("MESSAGE_DELETE", channel, message)
    backend.journal.ring()
