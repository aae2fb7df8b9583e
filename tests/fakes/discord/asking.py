"""What a person's Discord client would send for a slash command, resolved against the synced commands."""

from dataclasses import dataclass
from typing import Any

from .payloads import channel_json, member_json, role_json, user_json
from .permissions import ALL, Permission, holds
from .world import Channel, Guild, Json, User, World

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = range(1, 11)
TYPES: dict[int, type | tuple[type, ...]] = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}


class NotOffered(LookupError):
    """Discord's client would not let the person do this; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A command as the person picked it: the registered one, the path to the subcommand, its options."""

    command: Json
    path: tuple[Json, ...]

    @property
    def options(self) -> list[Json]:
        """The options of the innermost command."""
        innermost = self.path[-1] if self.path else self.command
        return list(innermost.get("options") or ())


def find_command(
    world: World, name: str, *, kind: int, guild: Guild | None, permissions: Permission
) -> Found:
    """Return a registered command by its full name; NotOffered when the person would not see it."""
    words = [name] if kind != 1 else name.lstrip("/").split()
    scopes = [world.commands.get(guild.id, {})] if guild else []
    known = [c for s in [*scopes, world.commands.get(None, {})] for c in s.values() if c["type"] == kind]
    command = next((c for c in known if c["name"] == words[0]), None)
    if command is None:
        raise NotOffered(
            f"no command {words[0]!r} of type {kind} is registered; there are {[c['name'] for c in known]}"
        )
    needed = command["default_member_permissions"]
    if (
        guild
        and needed is not None
        and ((not int(needed) and permissions != ALL) or not holds(permissions, Permission(int(needed))))
    ):
        raise NotOffered(f"/{words[0]} needs permissions {needed}, the person has {int(permissions)}")
    contexts = command["contexts"]
    if guild is None and (not command["dm_permission"] if contexts is None else 1 not in contexts):
        raise NotOffered(f"/{words[0]} is not offered in direct messages")
    return Found(command=command, path=descend(command, words[1:]))


def descend(command: Json, words: list[str]) -> tuple[Json, ...]:
    """Follow the names of groups and subcommands."""
    path: list[Json] = []
    options = command.get("options") or []
    for word in words:
        nested = {o["name"]: o for o in options if o["type"] in (SUBCOMMAND, GROUP)}
        if word not in nested:
            raise NotOffered(f"no subcommand {word!r}; there are {sorted(nested)}")
        path.append(nested[word])
        options = nested[word].get("options") or []
    left = [o["name"] for o in options if o["type"] in (SUBCOMMAND, GROUP)]
    if left:
        raise NotOffered(f"name a subcommand: {left}")
    return tuple(path)


def fill_options(found: Found, given: dict[str, Any], *, partial: bool) -> list[Json]:
    """Return the options as sent; NotOffered for what a client would refuse. `partial`: still typing."""
    declared = {option["name"]: option for option in found.options}
    unknown = set(given) - set(declared)
    missing = [o["name"] for o in declared.values() if o.get("required") and o["name"] not in given]
    if unknown or (missing and not partial):
        raise NotOffered(
            f"unknown options {sorted(unknown)}, missing options {missing}; declared {sorted(declared)}"
        )
    return [
        {"name": name, "type": option["type"], "value": accepted(option, given[name])}
        for name, option in declared.items()
        if name in given
    ]


def accepted(option: Json, value: Any) -> Any:
    """Return a value as its option's type sends it; NotOffered when the client would not send it."""
    kind, name = option["type"], option["name"]
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        return str(getattr(value, "id", value))
    if not isinstance(value, TYPES.get(kind, object)) or (isinstance(value, bool) and kind != BOOLEAN):
        raise NotOffered(f"{value!r} does not fit option {name!r} of type {kind}")
    choices = [choice["value"] for choice in option.get("choices") or ()]
    if choices and value not in choices:
        raise NotOffered(f"{value!r} is not one of the choices of {name!r}: {choices}")
    size: Any = len(str(value)) if kind == STRING else value
    low, high = ("min_length", "max_length") if kind == STRING else ("min_value", "max_value")
    if option.get(low, size) > size or option.get(high, size) < size:
        raise NotOffered(
            f"{value!r} is outside {low} {option.get(low)} to {high} {option.get(high)} of {name!r}"
        )
    return value


def nest(found: Found, options: list[Json]) -> list[Json]:
    """Wrap options in their subcommand and group."""
    for step in reversed(found.path):
        options = [{"name": step["name"], "type": step["type"], "options": options}]
    return options


def resolve(world: World, guild: Guild | None, options: list[Json]) -> Json:
    """Return the resolved users, members, roles and channels that options or values name."""
    resolved: Json = {}
    for option in options:
        kind = option["type"]
        if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
            resolve_one(world, guild, int(option["value"]), kind, resolved)
    return resolved


def resolve_one(world: World, guild: Guild | None, wanted: int, kind: int, resolved: Json) -> None:
    """Add one snowflake's object."""
    if kind == CHANNEL:
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


def person(guild: Guild | None, user: User, permissions: Permission) -> Json:
    """Return who is asking, as a member in a guild and as a user elsewhere."""
    if guild is None:
        return {"user": user_json(user)}
    return {"member": member_json(guild.members[user.id], permissions=permissions)}
