"""Messages, embeds and components written as Discord answers them."""

from itertools import count
from typing import Any
from urllib.parse import quote

from .message import Message
from .payloads import channel_json, user_json
from .uploads import picture_size
from .world import Attachment, Channel, Json, User, World, iso

SELECTS = frozenset({3, 5, 6, 7, 8})


def message_json(world: World, message: Message, *, nonce: bool = False) -> Json:
    """Return a message object; the nonce is repeated only in the answer to a send."""
    channel = world.channels.get(message.channel_id)
    body: Json = {
        "id": str(message.id),
        "type": 20
        if message.interaction and message.interaction["type"] == 2
        else 19
        if message.reference
        else 0,
        "channel_id": str(message.channel_id),
        "author": user_json(world.users[message.author_id]),
        "content": message.content,
        "timestamp": iso(message.at),
        "edited_timestamp": iso(message.edited_at) if message.edited_at else None,
        "tts": False,
        "mention_everyone": message.pings.everyone,
        "mentions": [user_json(world.users[u]) for u in sorted(message.pings.users) if u in world.users],
        "mention_roles": [str(role) for role in sorted(message.pings.roles)],
        "attachments": [attachment_json(world, message, a) for a in message.attachments],
        "embeds": [embed_json(embed) for embed in message.embeds],
        "components": message.components,
        "flags": int(message.flags),
        "pinned": False,
    }
    if nonce and message.nonce is not None:
        body["nonce"] = message.nonce
    if message.thread_id is not None and message.thread_id in world.channels:
        body["thread"] = channel_json(world, world.channels[message.thread_id])
    if message.reference is not None:
        body["message_reference"] = {"type": 0, **message.reference}
    if message.webhook_id is not None:
        body |= {"webhook_id": str(message.webhook_id), "application_id": str(world.application_id)}
    if message.interaction is not None:
        body["interaction_metadata"] = message.interaction
    if channel is not None and channel.guild_id is not None and message.reference is not None:
        body["message_reference"]["guild_id"] = str(channel.guild_id)
    return body


def event_json(world: World, channel: Channel, message: Message, *, hidden: bool) -> Json:
    """Return a message as a gateway event; `hidden` leaves out what the message content intent would show."""
    body = message_json(world, message, nonce=True)
    if channel.guild_id is not None:
        body["guild_id"] = str(channel.guild_id)
    if hidden:
        body |= {"content": "", "embeds": [], "attachments": [], "components": []}
    return body


def attachment_json(world: World, message: Message, attachment: Attachment) -> Json:
    """Return an attachment object of a message."""
    body = file_json(world, message.channel_id, attachment)
    return {**body, "ephemeral": True} if message.ephemeral else body


def file_json(world: World, channel_id: int, attachment: Attachment) -> Json:
    """Return an attachment object; its address is one that the fake serves while it listens."""
    address = f"{world.cdn}/attachments/{channel_id}/{attachment.id}/{quote(attachment.filename)}"
    body: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": attachment.size,
        "url": address,
        "proxy_url": address,
    }
    if attachment.description:
        body["description"] = attachment.description
    if attachment.content_type:
        body["content_type"] = attachment.content_type
    if shape := picture_size(attachment.data):
        body["width"], body["height"] = shape
    return body


def embed_json(embed: Json) -> Json:
    """Return an embed as Discord gives it back: no nulls, every field with `inline`."""
    body = {key: value for key, value in embed.items() if value is not None and key != "flags"}
    body["type"] = "rich"
    for key in ("author", "footer", "image", "thumbnail", "video", "provider"):
        if key in body:
            body[key] = {name: value for name, value in body[key].items() if value is not None}
    if "fields" in body:
        body["fields"] = [{**entry, "inline": bool(entry.get("inline"))} for entry in body["fields"]]
    return body


def stored_components(components: Any) -> list[Json]:
    """Return components as Discord keeps them: numbered, with the defaults filled in."""
    numbers = count(1)
    return [stored(component, numbers) for component in components or ()]


DEFAULTS: dict[int, Json] = {
    11: {"description": None, "spoiler": False},
    13: {"name": None, "size": None, "spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
}


def stored(component: Json, numbers: "count[int]") -> Json:
    """Return one component with its id and defaults, children included."""
    body = DEFAULTS.get(component.get("type", 0), {}) | {k: v for k, v in component.items() if v is not None}
    body["id"] = component.get("id") or next(numbers)
    for key in ("media", "file"):
        if key in body:
            body[key] = media(body[key], body["id"])
    if "items" in body:
        body["items"] = [gallery_item(item, body["id"]) for item in body["items"]]
    if "components" in body:
        body["components"] = [stored(child, numbers) for child in body["components"]]
    for key in ("accessory", "component"):
        if key in body:
            body[key] = stored(body[key], numbers)
    return body


def gallery_item(item: Json, number: int) -> Json:
    """Return a gallery's picture."""
    return {"description": None, "spoiler": False, **item, "media": media(item["media"], number)}


def media(item: Json, number: int) -> Json:
    """Return an unfurled media item."""
    return {"id": str(number), "url": item["url"], "proxy_url": item["url"]}


def metadata(interaction_id: int, kind: int, user: User, owners: Json) -> Json:
    """Return the interaction metadata a reply carries; `owners` tell the app's installations."""
    return {
        "id": str(interaction_id),
        "type": kind,
        "user": user_json(user),
        "authorizing_integration_owners": owners,
    }
