"""The table of REST routes, named as Discord's OpenAPI document names them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .backend import Backend
from .errors import missing_access, missing_permissions, unknown
from .message import Message
from .permissions import Permission, holds
from .world import Attachment, Channel, Guild, Json


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a route gives back; a body of None is an empty one."""

    status: int = 200
    body: object = None


@dataclass(kw_only=True, slots=True)
class Call:
    """One request on its way through a route."""

    backend: Backend
    steps: dict[str, str]
    query: dict[str, str]
    body: Json
    files: tuple[Attachment, ...] = field(default_factory=tuple)

    def id(self, name: str) -> int:
        """Return a snowflake from the path."""
        text = self.steps[name]
        if not text.isdecimal():
            raise unknown(0, f"{name} {text!r}")
        return int(text)

    def guild(self) -> Guild:
        """Return the guild of the path; 10004 or 50001 where there is none the bot is in."""
        guild = self.backend.world.guilds.get(self.id("guild_id"))
        if guild is None:
            raise unknown(10004, "Guild")
        return guild

    def channel(self, *needed: Permission) -> Channel:
        """Return the channel of the path; 10003, 50001 or 50013 where the bot may not."""
        return reachable(self.backend, self.id("channel_id"), *needed)

    def message(self, channel: Channel) -> Message:
        """Return the message of the path; 10008 where it is not, or not for the bot to see."""
        message = self.backend.messages.get(self.id("message_id"))
        if message is None or message.deleted or message.ephemeral or message.channel_id != channel.id:
            raise unknown(10008, "Message")
        return message


def reachable(backend: Backend, channel_id: int, *needed: Permission) -> Channel:
    """Return a channel the bot sees and where it holds every permission needed."""
    channel = backend.world.channels.get(channel_id)
    if channel is None:
        raise unknown(10003, "Channel")
    granted = backend.world.bot_permissions(channel)
    if not holds(granted, Permission.VIEW_CHANNEL):
        raise missing_access()
    if not all(holds(granted, permission) for permission in needed):
        raise missing_permissions()
    return channel


Handler = Callable[[Call], Answer]


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """One operation; `public` ones carry their own token and take no bot authorisation."""

    method: str
    template: str
    pattern: re.Pattern[str]
    handler: Handler
    public: bool


TABLE: list[Route] = []


def route(method: str, template: str, *, public: bool = False) -> Callable[[Handler], Handler]:
    """Register the handler of an operation."""
    pattern = re.compile(re.sub(r"\{([a-z_]+)\}", r"(?P<\1>[^/]+)", template))

    def register(handler: Handler) -> Handler:
        TABLE.append(Route(method=method, template=template, pattern=pattern, handler=handler, public=public))
        # `/messages/@original` must win over `/messages/{message_id}`.
        TABLE.sort(key=lambda known: known.template.count("{"))
        return handler

    return register


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """Return the route of a path and the steps it names."""
    for known in TABLE:
        if known.method == method and (match := known.pattern.fullmatch(path)):
            return known, match.groupdict()
    return None


def major(steps: dict[str, str]) -> str:
    """Return the parameters that give a route its own rate-limit bucket."""
    names = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")
    return "+".join(steps[name] for name in names if name in steps)
