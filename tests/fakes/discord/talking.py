"""What a test says in a person's stead: commands, clicks and forms, with sensible people and places."""

from collections.abc import Mapping
from typing import Any

from .backend import Backend
from .interaction import Interaction
from .message import Message
from .people import People, conversation
from .permissions import ALL, Permission
from .world import Channel, Guild, User


class Talking:
    """Asks as the guild's owner, in its first channel, unless told otherwise."""

    backend: Backend
    _people: People

    async def interact(
        self,
        command: str,
        options: Mapping[str, Any] | None = None,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        user: User | None = None,
        permissions: Permission | None = None,
    ) -> Interaction:
        """Type a slash command such as `watch add`; options are plain values, users, roles or channels."""
        return self._ask(command, options or {}, None, guild, channel, user, permissions)

    async def autocomplete(
        self,
        command: str,
        option: str,
        typed: str | int | float = "",
        *,
        options: Mapping[str, Any] | None = None,
        guild: Guild | None = None,
        channel: Channel | None = None,
        user: User | None = None,
        permissions: Permission | None = None,
    ) -> Interaction:
        """Have typed part of an option; the suggestions are the interaction's `choices()`."""
        given = {**(options or {}), option: typed}
        return self._ask(command, given, option, guild, channel, user, permissions)

    async def context_menu(
        self,
        command: str,
        target: Message | User,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        user: User | None = None,
        permissions: Permission | None = None,
    ) -> Interaction:
        """Pick a command from the menu of a message or a user."""
        if channel is None and isinstance(target, Message):
            channel = self.backend.world.channels[target.channel_id]
        place = self._place(guild, channel, user)
        who = self._who(place[0], user)
        return self._people.menu(
            command, target, place=place, user=who, permissions=self._may(place[0], who, permissions)
        )

    async def click(
        self,
        message: Message,
        custom_id: str,
        *values: Any,
        user: User | None = None,
        permissions: Permission | None = None,
    ) -> Interaction:
        """Press a message's button, or choose values from its select."""
        place = self._place(None, self.backend.world.channels[message.channel_id], user)
        who = self._who(place[0], user)
        return self._people.click(
            message, custom_id, values, user=who, permissions=self._may(place[0], who, permissions)
        )

    async def submit(self, opener: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Fill in and send the form that an interaction was answered with."""
        return self._people.submit(opener, await opener.modal(), values)

    def _ask(
        self,
        command: str,
        options: Mapping[str, Any],
        focused: str | None,
        guild: Guild | None,
        channel: Channel | None,
        user: User | None,
        permissions: Permission | None,
    ) -> Interaction:
        place = self._place(guild, channel, user)
        who = self._who(place[0], user)
        may = self._may(place[0], who, permissions)
        return self._people.command(command, options, place=place, user=who, permissions=may, focused=focused)

    def _place(
        self, guild: Guild | None, channel: Channel | None, user: User | None
    ) -> tuple[Guild | None, Channel]:
        world = self.backend.world
        if channel is None and guild is None:
            if not world.guilds:
                return None, conversation(self.backend, user or world.owner)
            guild = next(iter(world.guilds.values()))
        if channel is None:
            assert guild is not None
            return guild, world.channels_of(guild)[0]
        return world.guilds.get(channel.guild_id or 0), channel

    def _who(self, guild: Guild | None, user: User | None) -> User:
        return user or (guild.owner if guild else self.backend.world.owner)

    def _may(self, guild: Guild | None, user: User, permissions: Permission | None) -> Permission:
        if permissions is not None:
            return permissions
        return self.backend.world.member_permissions(guild, user) if guild else ALL
