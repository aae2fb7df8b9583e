"""What people do: type a command, click, fill a form; each becomes an interaction on the bot's gateway."""

import asyncio
import secrets
from collections.abc import Mapping
from typing import Any

from . import asking
from .asking import NotOffered
from .backend import Backend
from .forms import chosen, filled
from .interaction import Interaction
from .message import Message, walk
from .message_payloads import message_json
from .permissions import Permission
from .world import Channel, ChannelType, Guild, Json, User

COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
BUTTON = 2
SELECT_OPTION = {5: asking.USER, 6: asking.ROLE, 7: asking.MENTIONABLE, 8: asking.CHANNEL}


class People:
    """Everyone who may use the bot; the guild's owner acts when the test names nobody."""

    def __init__(self, backend: Backend, *, answer_within: float = 3.0) -> None:
        self._backend = backend
        self._answer_within = answer_within
        self._timers: list[asyncio.TimerHandle] = []

    def command(
        self,
        name: str,
        options: Mapping[str, Any],
        *,
        place: tuple[Guild | None, Channel],
        user: User,
        permissions: Permission,
        focused: str | None = None,
    ) -> Interaction:
        """Type a slash command, or, with `focused`, be in the middle of typing that option."""
        guild = place[0]
        found = asking.find_command(self._backend.world, name, kind=1, guild=guild, permissions=permissions)
        values = asking.fill_options(
            found, {k: v for k, v in options.items() if k != focused}, partial=focused is not None
        )
        option_type = asking.STRING
        if focused is not None:
            declared = next(
                (o for o in found.options if o["name"] == focused and o.get("autocomplete")), None
            )
            if declared is None:
                raise NotOffered(f"option {focused!r} of {name!r} has no autocomplete")
            option_type = declared["type"]
            values.append({"name": focused, "type": option_type, "value": options[focused], "focused": True})
        data: Json = {"id": found.command["id"], "name": found.command["name"], "type": 1}
        data["options"] = asking.nest(found, values)
        if resolved := asking.resolve(self._backend.world, guild, values):
            data["resolved"] = resolved
        if "guild_id" in found.command:
            data["guild_id"] = found.command["guild_id"]
        made = self._make(AUTOCOMPLETE if focused else COMMAND, data, place, user, permissions)
        made.option_type = option_type
        return self._send(made)

    def menu(
        self,
        name: str,
        target: Message | User,
        *,
        place: tuple[Guild | None, Channel],
        user: User,
        permissions: Permission,
    ) -> Interaction:
        """Pick a context menu command on a message or a user."""
        world, kind = self._backend.world, 3 if isinstance(target, Message) else 2
        found = asking.find_command(world, name, kind=kind, guild=place[0], permissions=permissions)
        data: Json = {"id": found.command["id"], "name": name, "type": kind, "target_id": str(target.id)}
        if isinstance(target, Message):
            data["resolved"] = {"messages": {str(target.id): message_json(world, target)}}
        else:
            values = [{"type": asking.USER, "value": str(target.id)}]
            data["resolved"] = asking.resolve(world, place[0], values)
        if "guild_id" in found.command:
            data["guild_id"] = found.command["guild_id"]
        return self._send(self._make(COMMAND, data, place, user, permissions))

    def click(
        self,
        message: Message,
        custom_id: str,
        values: tuple[Any, ...],
        *,
        user: User,
        permissions: Permission,
    ) -> Interaction:
        """Press a button or choose from a select of a message."""
        world = self._backend.world
        channel = world.channels[message.channel_id]
        guild = world.guilds.get(channel.guild_id or 0)
        component = message.component(custom_id)
        if component.get("disabled") or message.deleted:
            raise NotOffered(f"{custom_id!r} cannot be used: it is disabled or its message is gone")
        kind = component["type"]
        data: Json = {"custom_id": custom_id, "component_type": kind, "id": component["id"]}
        if kind != BUTTON:
            data["values"] = chosen(component, values)
        if kind in SELECT_OPTION:
            listed = [{"type": SELECT_OPTION[kind], "value": value} for value in data["values"]]
            data["resolved"] = asking.resolve(world, guild, listed)
        made = self._make(COMPONENT, data, (guild, channel), user, permissions)
        made.source = message
        made.payload["message"] = message_json(world, message)
        return self._send(made)

    def submit(self, opener: Interaction, form: Json, values: Mapping[str, Any]) -> Interaction:
        """Fill in and send the form an interaction was answered with."""
        world = self._backend.world
        guild = world.guilds.get(opener.guild_id or 0)
        names = {c["custom_id"] for c in walk(form["components"]) if c.get("custom_id")}
        if unknown := set(values) - names:
            raise NotOffered(f"the form has no {sorted(unknown)}; it has {sorted(names)}")
        data = {"custom_id": form["custom_id"], "components": [filled(c, values) for c in form["components"]]}
        permissions = Permission(int(opener.payload.get("member", {}).get("permissions", 0)))
        made = self._make(FORM, data, (guild, opener.channel), opener.user, permissions)
        if opener.source is not None:
            made.source = opener.source
            made.payload["message"] = message_json(world, opener.source)
        return self._send(made)

    def leave(self) -> None:
        """Stop watching for answers."""
        for timer in self._timers:
            timer.cancel()

    def _make(
        self,
        kind: int,
        data: Json,
        place: tuple[Guild | None, Channel],
        user: User,
        permissions: Permission,
    ) -> Interaction:
        backend, (guild, channel) = self._backend, place
        granted = backend.world.bot_permissions(channel)
        payload: Json = {
            "id": str(backend.ids.next()),
            "application_id": str(backend.world.application_id),
            "type": kind,
            "version": 1,
            "token": secrets.token_urlsafe(32),
            "data": data,
            "channel_id": str(channel.id),
            "channel": asking.seen_channel(backend.world, channel, permissions),
            "app_permissions": str(int(granted)),
            "locale": "en-GB",
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(guild.id if guild else 0)},
            "context": 0 if guild else 1,
            "attachment_size_limit": 10485760,
            **asking.person(guild, user, permissions),
        }
        if guild is not None:
            payload |= {"guild_id": str(guild.id), "guild_locale": "en-US"}
            payload["guild"] = {"id": str(guild.id), "locale": "en-US", "features": []}
        return Interaction(
            id=int(payload["id"]),
            token=payload["token"],
            type=kind,
            payload=payload,
            created=backend.clock.now(),
            channel=channel,
            user=user,
            journal=backend.journal,
            guild_id=guild.id if guild else None,
        )

    def _send(self, made: Interaction) -> Interaction:
        if not self._backend.gateway.sessions:
            raise NotOffered("no bot has ever been online: wait for `connected` first")
        self._backend.interactions[made.id] = made
        self._backend.gateway.dispatch("INTERACTION_CREATE", made.payload, guild_id=made.guild_id)
        self._timers.append(asyncio.get_running_loop().call_later(self._answer_within, self._overdue, made))
        return made

    def _overdue(self, made: Interaction) -> None:
        if made.first is None:
            made.blame("unanswered", f"no answer within {self._answer_within} s")


def conversation(backend: Backend, user: User) -> Channel:
    """Return the bot's direct conversation with a user, opened if need be."""
    for channel in backend.world.channels.values():
        if channel.recipient is user:
            return channel
    made = Channel(id=backend.ids.next(), type=ChannelType.DM, name="", recipient=user)
    backend.world.channels[made.id] = made
    return made
