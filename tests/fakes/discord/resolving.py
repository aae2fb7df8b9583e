"""The objects that an interaction brings along for the ids in its options and values."""

from collections.abc import Iterable

from .asking import ATTACHMENT, CHANNEL, MENTIONABLE, ROLE, USER, NotOffered
from .backend import Backend
from .message_payloads import file_json
from .payloads import channel_json, member_json, role_json, user_json
from .permissions import ALL, Permission
from .scene import Scene
from .world import Channel, Guild, Json, World


def resolve(backend: Backend, scene: Scene, options: Iterable[Json]) -> Json:
    """Return the resolved users, members, roles, channels and files that options or values name."""
    resolved: Json = {}
    for option in options:
        kind = option["type"]
        if kind == ATTACHMENT:
            file = backend.files[int(option["value"])]
            shown = {**file_json(backend.world, scene.channel.id, file), "ephemeral": True}
            resolved.setdefault("attachments", {})[str(file.id)] = shown
        elif kind in (USER, CHANNEL, ROLE, MENTIONABLE):
            resolve_one(backend.world, scene.guild, int(option["value"]), kind, resolved)
    return resolved


def resolve_one(world: World, guild: Guild | None, wanted: int, kind: int, resolved: Json) -> None:
    """Add one snowflake's object."""
    if kind == CHANNEL:
        if wanted not in world.channels:
            raise NotOffered(f"there is no channel {wanted}")
        resolved.setdefault("channels", {})[str(wanted)] = seen_channel(world, world.channels[wanted], ALL)
    elif guild is not None and wanted in guild.roles and kind != USER:
        resolved.setdefault("roles", {})[str(wanted)] = role_json(guild.roles[wanted])
    elif wanted in world.users:
        resolved.setdefault("users", {})[str(wanted)] = user_json(world.users[wanted])
        if guild is not None and wanted in guild.members:
            shown = member_json(guild.members[wanted], permissions=ALL)
            resolved.setdefault("members", {})[str(wanted)] = {k: v for k, v in shown.items() if k != "user"}
    else:
        raise NotOffered(f"nothing here has the id {wanted}")


def seen_channel(world: World, channel: Channel, permissions: Permission) -> Json:
    """Return a channel as an interaction carries it, with the person's permissions in it."""
    body = channel_json(world, channel)
    body.pop("permission_overwrites", None)
    return {**body, "permissions": str(int(permissions))}


def person(scene: Scene) -> Json:
    """Return who is asking, as a member in a guild and as a user elsewhere."""
    if scene.guild is None:
        return {"user": user_json(scene.user)}
    return {"member": member_json(scene.guild.members[scene.user.id], permissions=scene.permissions)}
