"""What a test says in a person's stead: commands, clicks and forms, with sensible people and places."""

from collections.abc import Mapping
from typing import Any, Unpack

from .asking import NotOffered
from .backend import Backend
from .interaction import Interaction
from .locales import LOCALES
from .message import Message
from .people import People, conversation
from .permissions import ALL
from .scene import Installed, Scene, Where
from .world import Channel, Guild, User


class Talking:
    """Asks as the guild's owner, in its first channel, unless told otherwise.

    `locale` is the language of the person's client, theirs if not named. `installed_to` tells whose
    installation of the app is used: the "guild"'s, the "user"'s own or "both"; where the bot is not, in a
    guild elsewhere or in a private channel, it is the user's.
    """

    backend: Backend
    _people: People

    async def interact(
        self, command: str, options: Mapping[str, Any] | None = None, **where: Unpack[Where]
    ) -> Interaction:
        """Type a slash command such as `watch add`; options are values, users, roles, channels, files."""
        return self._people.command(command, options or {}, self._scene(where))

    async def autocomplete(
        self,
        command: str,
        option: str,
        typed: str | int | float = "",
        *,
        options: Mapping[str, Any] | None = None,
        **where: Unpack[Where],
    ) -> Interaction:
        """Have typed part of an option; the suggestions are the interaction's `choices()`."""
        given = {**(options or {}), option: typed}
        return self._people.command(command, given, self._scene(where), focused=option)

    async def context_menu(self, command: str, target: Message | User, **where: Unpack[Where]) -> Interaction:
        """Pick a command from the menu of a message or a user."""
        if where.get("channel") is None and isinstance(target, Message):
            where["channel"] = self.backend.world.channels[target.channel_id]
        return self._people.menu(command, target, self._scene(where))

    async def click(
        self, message: Message, custom_id: str, *values: Any, **where: Unpack[Where]
    ) -> Interaction:
        """Press a message's button, or choose values from its select."""
        where["channel"] = self.backend.world.channels[message.channel_id]
        if message.interaction is not None and where.get("installed_to") is None:
            where["installed_to"] = installed(message.interaction["authorizing_integration_owners"])
        return self._people.click(message, custom_id, values, self._scene(where))

    async def submit(self, opener: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Fill in and send the form that an interaction was answered with."""
        return self._people.submit(opener, await opener.modal(), values)

    def _scene(self, where: Where) -> Scene:
        world = self.backend.world
        guild, channel = self._place(where.get("guild"), where.get("channel"), where.get("user"))
        user = where.get("user") or (guild.owner if guild else world.owner)
        permissions, locale = where.get("permissions"), where.get("locale") or user.locale
        if permissions is None:
            permissions = world.member_permissions(guild, user) if guild else ALL
        if locale not in LOCALES:
            raise NotOffered(f"Discord's clients do not speak {locale!r}")
        there = guild.id in world.guilds if guild else not channel.private
        installed_to = where.get("installed_to") or ("guild" if there else "user")
        if installed_to != "user" and not there:
            raise NotOffered("the bot is not here: only who installed the app to themselves can use it")
        return Scene(
            guild=guild,
            channel=channel,
            user=user,
            permissions=permissions,
            locale=locale,
            installed_to=installed_to,
        )

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
        return world.guild_of(channel), channel


def installed(owners: Mapping[str, str]) -> Installed:
    """Return whose installation a message came through."""
    if set(owners) == {"0", "1"}:
        return "both"
    return "user" if "1" in owners else "guild"
