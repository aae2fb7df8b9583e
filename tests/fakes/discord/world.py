"""What the fake Discord knows: people, guilds, channels, messages, commands and events."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any

from .locales import ENGLISH
from .permissions import ALL, EVERYONE, INVITED_BOT, Permission

Json = dict[str, Any]
NOTHING = Permission(0)


class ChannelType(IntEnum):
    """The channel types a news bot meets."""

    TEXT = 0
    DM = 1
    GROUP_DM = 3
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    FORUM = 15


THREADS = frozenset({ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD})


@dataclass(kw_only=True, slots=True)
class User:
    """A person or a bot."""

    id: int
    name: str
    bot: bool = False
    accepts_dms: bool = True
    locale: str = ENGLISH


@dataclass(kw_only=True, slots=True)
class Role:
    """A guild's role; the one whose id is the guild's is @everyone."""

    id: int
    name: str
    permissions: Permission = NOTHING
    mentionable: bool = False
    position: int = 1
    managed: bool = False


@dataclass(kw_only=True, slots=True)
class Member:
    """A user in a guild; `permissions` None means what the roles give."""

    user: User
    role_ids: tuple[int, ...] = ()
    permissions: Permission | None = None


@dataclass(kw_only=True, slots=True)
class Tag:
    """A forum's tag."""

    id: int
    name: str


@dataclass(kw_only=True, slots=True)
class Channel:
    """A channel, a thread or a direct conversation; `bot_permissions` None means the guild's.

    `withheld` is what @everyone may not do there; it takes nothing from the bot.
    A private one is between people, without the bot.
    """

    id: int
    type: ChannelType
    name: str
    guild_id: int | None = None
    parent_id: int | None = None
    topic: str | None = None
    bot_permissions: Permission | None = None
    withheld: Permission = NOTHING
    recipient: User | None = None
    private: tuple[User, ...] = ()
    tags: tuple[Tag, ...] = ()
    requires_tag: bool = False
    applied_tags: tuple[int, ...] = ()
    owner_id: int | None = None
    archived: bool = False
    locked: bool = False
    auto_archive_minutes: int = 1440
    last_message_id: int | None = None

    @property
    def is_thread(self) -> bool:
        """Whether this is a thread or a forum post."""
        return self.type in THREADS


@dataclass(kw_only=True, slots=True)
class Guild:
    """A server: its owner, roles and members, and what the bot may do there by default."""

    id: int
    name: str
    owner: User
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    bot_permissions: Permission = INVITED_BOT
    bot_role_id: int = 0
    preferred_locale: str = "en-US"
    system_channel_id: int | None = None
    events: dict[int, Json] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pings:
    """Whom a message would notify; false when nobody."""

    everyone: bool = False
    roles: frozenset[int] = frozenset()
    users: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.everyone or self.roles or self.users)

    def __or__(self, other: "Pings") -> "Pings":
        return Pings(
            everyone=self.everyone or other.everyone,
            roles=self.roles | other.roles,
            users=self.users | other.users,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """An uploaded file, its bytes kept; `claimed_size` is told instead of their number."""

    id: int
    filename: str
    data: bytes
    description: str | None = None
    content_type: str | None = None
    claimed_size: int | None = None

    @property
    def size(self) -> int:
        """The size Discord tells, in bytes."""
        return len(self.data) if self.claimed_size is None else self.claimed_size


@dataclass(kw_only=True, slots=True)
class World:
    """Everything behind the API; the bot is in `guilds` and not in those `elsewhere`."""

    me: User
    owner: User
    application_id: int
    token: str
    application_flags: int = 0
    cdn: str = "https://cdn.invalid"
    guilds: dict[int, Guild] = field(default_factory=dict)
    elsewhere: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    commands: dict[int | None, dict[int, Json]] = field(default_factory=dict)

    def bot_permissions(self, channel: Channel) -> Permission:
        """Return what the bot may do in a channel; a thread follows its parent."""
        if channel.guild_id is None:
            return NOTHING if channel.private else ALL & ~Permission.ADMINISTRATOR
        guild = self.guilds.get(channel.guild_id)
        if guild is None:
            return NOTHING
        if channel.is_thread and channel.parent_id in self.channels:
            return self.bot_permissions(self.channels[channel.parent_id])
        return guild.bot_permissions if channel.bot_permissions is None else channel.bot_permissions

    def member_permissions(self, guild: Guild, user: User) -> Permission:
        """Return what a member may do: everything for the owner, else what was set or the roles give."""
        if user.id == guild.owner.id:
            return ALL
        member = guild.members.get(user.id)
        if member is None:
            return EVERYONE
        if member.permissions is not None:
            return member.permissions
        granted = guild.roles[guild.id].permissions
        for role_id in member.role_ids:
            granted |= guild.roles[role_id].permissions
        return granted

    def guild_of(self, channel: Channel) -> Guild | None:
        """Return a channel's guild, whether the bot is in it or not."""
        wanted = channel.guild_id or 0
        return self.guilds.get(wanted) or self.elsewhere.get(wanted)

    def channels_of(self, guild: Guild, *, threads: bool = False) -> list[Channel]:
        """Return a guild's channels, or its threads."""
        return [c for c in self.channels.values() if c.guild_id == guild.id and c.is_thread is threads]


def iso(moment: datetime) -> str:
    """Write a moment as Discord does."""
    return moment.isoformat()
