"""What a person's Discord client would send for a slash command, resolved against the synced commands."""

from dataclasses import dataclass
from typing import Any

from .permissions import ALL, Permission, holds
from .scene import TO_GUILD, Scene
from .world import Attachment, Channel, Json, World

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(
    1, 12
)
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


def find_command(world: World, name: str, *, kind: int, scene: Scene) -> Found:
    """Return a registered command by its full name, in English or as the person's client shows it.

    NotOffered when the person would not see it.
    """
    words = [name] if kind != 1 else name.lstrip("/").split()
    scopes = [world.commands.get(scene.guild.id, {})] if scene.guild else []
    known = [c for s in [*scopes, world.commands.get(None, {})] for c in s.values() if c["type"] == kind]
    command = next((c for c in known if words[0] in names_of(c, scene.locale)), None)
    if command is None:
        raise NotOffered(
            f"no command {words[0]!r} of type {kind} is registered; there are {[c['name'] for c in known]}"
        )
    if refusal := why_hidden(command, scene):
        raise NotOffered(f"/{words[0]} {refusal}")
    return Found(command=command, path=descend(command, words[1:], scene.locale))


def names_of(thing: Json, locale: str) -> set[str]:
    """Return a command's or an option's name and its name in a language."""
    return {thing["name"], (thing.get("name_localizations") or {}).get(locale, thing["name"])}


def why_hidden(command: Json, scene: Scene) -> str:
    """Say why a person is not offered a command here; empty where they are.

    After "Contexts" and "Permissions" in Discord's reference of application commands: what a guild's
    moderators need is asked of the guild's installation alone.
    """
    contexts, needed = command["contexts"], command["default_member_permissions"]
    if not scene.installations & set(command["integration_types"]):
        return f"is for installations {command['integration_types']}, not to a {scene.installed_to}"
    if scene.context not in (contexts if contexts is not None else usual_contexts(command)):
        return f"is not offered in context {scene.context}, which direct messages have"
    if scene.guild is None or needed is None or TO_GUILD not in scene.installations:
        return ""
    withheld = not int(needed) and scene.permissions != ALL
    if withheld or not holds(scene.permissions, Permission(int(needed))):
        return f"needs permissions {needed}, the person has {int(scene.permissions)}"
    return ""


def usual_contexts(command: Json) -> tuple[int, ...]:
    """Return where a command that names no contexts is offered."""
    if not command["dm_permission"]:
        return (0,)
    return (0, 1, 2)


def descend(command: Json, words: list[str], locale: str) -> tuple[Json, ...]:
    """Follow the names of groups and subcommands."""
    path: list[Json] = []
    options = command.get("options") or []
    for word in words:
        nested = [o for o in options if o["type"] in (SUBCOMMAND, GROUP)]
        step = next((o for o in nested if word in names_of(o, locale)), None)
        if step is None:
            raise NotOffered(f"no subcommand {word!r}; there are {sorted(o['name'] for o in nested)}")
        path.append(step)
        options = step.get("options") or []
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


def suggested_type(found: Found, name: str, focused: str) -> int:
    """Return the type of the option being typed; NotOffered when it suggests nothing."""
    for option in found.options:
        if option["name"] == focused and option.get("autocomplete"):
            kind: int = option["type"]
            return kind
    raise NotOffered(f"option {focused!r} of {name!r} has no autocomplete")


def accepted(option: Json, value: Any) -> Any:
    """Return a value as its option's type sends it; NotOffered when the client would not send it."""
    kind, name = option["type"], option["name"]
    if isinstance(value, Attachment) is not (kind == ATTACHMENT) or not takes_channel(option, value):
        raise NotOffered(f"{value!r} does not fit option {name!r} of type {kind}")
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT):
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


def takes_channel(thing: Json, value: Any) -> bool:
    """Say whether an option or a select offers a channel, should the value be one."""
    kinds = thing.get("channel_types")
    return not kinds or not isinstance(value, Channel) or value.type in kinds


def nest(found: Found, options: list[Json]) -> list[Json]:
    """Wrap options in their subcommand and group."""
    for step in reversed(found.path):
        options = [{"name": step["name"], "type": step["type"], "options": options}]
    return options
