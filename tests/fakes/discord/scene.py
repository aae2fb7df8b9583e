"""Who asks, where, in what language, and through which installation of the app."""

from dataclasses import dataclass
from typing import Literal, TypedDict

from .locales import ENGLISH
from .permissions import Permission
from .world import Channel, Guild, Json, User, World

GUILD, BOT_DM, PRIVATE = 0, 1, 2
TO_GUILD, TO_USER = 0, 1
# What Discord grants an app that a person brought along, in "Interaction Structure" under `app_permissions`.
BROUGHT_ALONG = Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.MENTION_EVERYONE

Installed = Literal["guild", "user", "both"]


class Where(TypedDict, total=False):
    """What a test may name of a scene; the rest is the guild's owner in its first channel."""

    guild: Guild | None
    channel: Channel | None
    user: User | None
    permissions: Permission | None
    locale: str | None
    installed_to: Installed | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """One person in one place; `guild` is None in direct messages."""

    guild: Guild | None
    channel: Channel
    user: User
    permissions: Permission
    locale: str = ENGLISH
    installed_to: Installed = "guild"

    @property
    def context(self) -> int:
        """Discord's number for the kind of place: a guild, the bot's own conversation, another one."""
        if self.guild is not None:
            return GUILD
        return PRIVATE if self.channel.private else BOT_DM

    @property
    def installations(self) -> frozenset[int]:
        """The kinds of installation that bring the app here."""
        both = {"guild": {TO_GUILD}, "user": {TO_USER}, "both": {TO_GUILD, TO_USER}}
        return frozenset(both[self.installed_to])

    @property
    def owners(self) -> Json:
        """Return `authorizing_integration_owners`."""
        owners = {TO_GUILD: str(self.guild.id if self.guild else 0), TO_USER: str(self.user.id)}
        return {str(kind): owners[kind] for kind in sorted(self.installations)}

    def granted(self, world: World) -> Permission:
        """Return what the app may do here."""
        return world.bot_permissions(self.channel) if TO_GUILD in self.installations else BROUGHT_ALONG

    def payload(self, world: World) -> Json:
        """Return the part of an interaction that tells the place."""
        part: Json = {
            "channel_id": str(self.channel.id),
            "app_permissions": str(int(self.granted(world))),
            "locale": self.locale,
            "authorizing_integration_owners": self.owners,
            "context": self.context,
        }
        if self.guild is None:
            return part
        locale = self.guild.preferred_locale
        about = {"id": str(self.guild.id), "locale": locale, "features": []}
        return {**part, "guild_id": str(self.guild.id), "guild_locale": locale, "guild": about}
