"""What people do: type a command, click, fill a form; each becomes an interaction on the bot's gateway."""

import asyncio
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from . import asking
from .asking import Found, NotOffered
from .backend import Backend
from .forms import chosen, entries, filled
from .interaction import Interaction
from .message import Message, walk
from .message_payloads import message_json
from .resolving import person, resolve, seen_channel
from .scene import Scene
from .uploads import Upload
from .world import Channel, ChannelType, Json, User

COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
BUTTON = 2
SIZE_LIMIT = 10485760


class People:
    """Everyone who may use the bot."""

    def __init__(self, backend: Backend, *, answer_within: float = 3.0) -> None:
        self._backend = backend
        self._answer_within = answer_within
        self._timers: list[asyncio.TimerHandle] = []

    def command(
        self, name: str, options: Mapping[str, Any], scene: Scene, focused: str | None = None
    ) -> Interaction:
        """Type a slash command, or, with `focused`, be in the middle of typing that option."""
        found = asking.find_command(self._backend.world, name, kind=1, scene=scene)
        given = {k: self._uploaded(v) for k, v in options.items() if k != focused}
        values = asking.fill_options(found, given, partial=focused is not None)
        option_type = asking.STRING
        if focused is not None:
            option_type = asking.suggested_type(found, name, focused)
            values.append({"name": focused, "type": option_type, "value": options[focused], "focused": True})
        data = {**about(found), "options": asking.nest(found, values)}
        if resolved := resolve(self._backend, scene, values):
            data["resolved"] = resolved
        made = self._make(AUTOCOMPLETE if focused else COMMAND, data, scene)
        made.option_type = option_type
        return self._send(made)

    def menu(self, name: str, target: Message | User, scene: Scene) -> Interaction:
        """Pick a context menu command on a message or a user."""
        world, kind = self._backend.world, 3 if isinstance(target, Message) else 2
        found = asking.find_command(world, name, kind=kind, scene=scene)
        data: Json = {**about(found), "target_id": str(target.id)}
        if isinstance(target, Message):
            data["resolved"] = {"messages": {str(target.id): message_json(world, target)}}
        else:
            values = [{"type": asking.USER, "value": str(target.id)}]
            data["resolved"] = resolve(self._backend, scene, values)
        return self._send(self._make(COMMAND, data, scene))

    def click(self, message: Message, custom_id: str, values: tuple[Any, ...], scene: Scene) -> Interaction:
        """Press a button or choose from a select of a message."""
        component = message.component(custom_id)
        if component.get("disabled") or message.deleted:
            raise NotOffered(f"{custom_id!r} cannot be used: it is disabled or its message is gone")
        kind = component["type"]
        data: Json = {"custom_id": custom_id, "component_type": kind, "id": component["id"]}
        if kind != BUTTON:
            data["values"] = chosen(component, values)
        if named := entries(component, data.get("values", ())):
            data["resolved"] = resolve(self._backend, scene, named)
        return self._send(self._of(message, self._make(COMPONENT, data, scene)))

    def submit(self, opener: Interaction, form: Json, values: Mapping[str, Any]) -> Interaction:
        """Fill in and send the form an interaction was answered with."""
        fields = [c for c in walk(form["components"]) if c.get("custom_id")]
        if unknown := set(values) - {c["custom_id"] for c in fields}:
            raise NotOffered(f"the form has no {sorted(unknown)}; it has {[c['custom_id'] for c in fields]}")
        given = {name: self._uploaded(value) for name, value in values.items()}
        sent = [filled(c, given) for c in form["components"]]
        data: Json = {"custom_id": form["custom_id"], "components": sent}
        kinds = {c["custom_id"]: c for c in fields}
        named = [e for c in walk(sent) if "values" in c for e in entries(kinds[c["custom_id"]], c["values"])]
        if resolved := resolve(self._backend, opener.scene, named):
            data["resolved"] = resolved
        made = self._make(FORM, data, opener.scene)
        return self._send(made if opener.source is None else self._of(opener.source, made))

    def leave(self) -> None:
        """Stop watching for answers."""
        for timer in self._timers:
            timer.cancel()

    def _uploaded(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [self._uploaded(one) for one in value]
        if not isinstance(value, Upload):
            return value
        if (len(value.data) if value.size is None else value.size) > SIZE_LIMIT:
            raise NotOffered(f"{value.filename} is over 10 MiB: the client would not send it")
        file = value.stored(self._backend.ids)
        self._backend.files[file.id] = file
        return file

    def _of(self, message: Message, made: Interaction) -> Interaction:
        made.source = message
        made.payload["message"] = message_json(self._backend.world, message)
        return made

    def _make(self, kind: int, data: Json, scene: Scene) -> Interaction:
        backend = self._backend
        payload: Json = {
            "id": str(backend.ids.next()),
            "application_id": str(backend.world.application_id),
            "type": kind,
            "version": 1,
            "token": secrets.token_urlsafe(32),
            "data": data,
            "channel": seen_channel(backend.world, scene.channel, scene.permissions),
            "entitlements": [],
            "attachment_size_limit": SIZE_LIMIT,
            **scene.payload(backend.world),
            **person(scene),
        }
        return Interaction(
            id=int(payload["id"]),
            token=payload["token"],
            type=kind,
            payload=payload,
            created=backend.clock.now(),
            scene=scene,
            journal=backend.journal,
        )

    def _send(self, made: Interaction) -> Interaction:
        if not self._backend.gateway.sessions:
            raise NotOffered("no bot has ever been online: wait for `connected` first")
        self._backend.interactions[made.id] = self._backend.tokens[made.token] = made
        self._backend.gateway.dispatch("INTERACTION_CREATE", made.payload, guild_id=made.guild_id)
        self._watch(made)
        return made

    def _watch(self, made: Interaction) -> None:
        loop = asyncio.get_running_loop()
        self._timers.append(loop.call_later(self._answer_within, self._overdue, made))

    def _overdue(self, made: Interaction) -> None:
        if made.first is not None:
            return
        if self._backend.clock.now() - made.created < timedelta(seconds=self._answer_within):
            self._watch(made)  # Discord's time runs slower than this machine's
        else:
            made.blame("unanswered", f"no answer within {self._answer_within} s")


def about(found: Found) -> Json:
    """Return what an interaction tells of its command: the English name, whatever the person typed."""
    command = found.command
    data = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return {**data, "guild_id": command["guild_id"]} if "guild_id" in command else data


def conversation(backend: Backend, user: User) -> Channel:
    """Return the bot's direct conversation with a user, opened if need be."""
    for channel in backend.world.channels.values():
        if channel.recipient is user:
            return channel
    made = Channel(id=backend.ids.next(), type=ChannelType.DM, name="", recipient=user)
    backend.world.channels[made.id] = made
    return made
