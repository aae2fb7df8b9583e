"""Furnishing the world: guilds, channels, roles and people, each announced to a bot that is online."""

from typing import Any

from .backend import Backend
from .gateway import GUILDS
from .guild_payloads import guild_create_json
from .message import Message
from .payloads import role_json
from .permissions import EVERYONE, INVITED_BOT, Permission
from .posting import post
from .world import NOTHING, Channel, ChannelType, Guild, Member, Role, Tag, User


class Furnishing:
    """What a test sets up, and changes while the bot runs."""

    backend: Backend

    def add_guild(
        self,
        name: str = "Newsroom",
        *,
        bot_permissions: Permission = INVITED_BOT,
        channel: str | None = "wire",
    ) -> Guild:
        """Invite the bot to a new guild with an owner, and one text channel unless `channel` is None."""
        world, ids = self.backend.world, self.backend.ids
        owner = self._user(f"{name}-owner", bot=False)
        guild = Guild(id=ids.next(), name=name, owner=owner, bot_permissions=bot_permissions)
        bot_role = Role(id=ids.next(), name=world.me.name, permissions=bot_permissions, managed=True)
        everyone = Role(id=guild.id, name="@everyone", permissions=EVERYONE & bot_permissions, position=0)
        guild.roles = {everyone.id: everyone, bot_role.id: bot_role}
        guild.bot_role_id = bot_role.id
        guild.members = {
            owner.id: Member(user=owner),
            world.me.id: Member(user=world.me, role_ids=(bot_role.id,)),
        }
        world.guilds[guild.id] = guild
        if channel is not None:
            self._channel(guild, channel, ChannelType.TEXT)
        self._announce_guild(guild)
        return guild

    def remove_guild(self, guild: Guild) -> list[Channel]:
        """Throw the bot out of a guild; returns its channels, for `invite_again`."""
        world = self.backend.world
        del world.guilds[guild.id]
        channels = [c for c in world.channels.values() if c.guild_id == guild.id]
        for channel in channels:
            del world.channels[channel.id]
        self.backend.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild_id=guild.id, intent=GUILDS)
        return channels

    def invite_again(self, guild: Guild, channels: list[Channel]) -> None:
        """Let the bot into a guild that it was thrown out of."""
        self.backend.world.guilds[guild.id] = guild
        self.backend.world.channels |= {channel.id: channel for channel in channels}
        self._announce_guild(guild)

    def add_channel(
        self,
        guild: Guild,
        name: str,
        kind: ChannelType = ChannelType.TEXT,
        *,
        bot_permissions: Permission | None = None,
        tags: tuple[str, ...] = (),
        requires_tag: bool = False,
    ) -> Channel:
        """Open a channel; `bot_permissions` None means the guild's."""
        channel = self._channel(guild, name, kind)
        channel.bot_permissions, channel.requires_tag = bot_permissions, requires_tag
        channel.tags = tuple(Tag(id=self.backend.ids.next(), name=tag) for tag in tags)
        self.backend.announce("CHANNEL_CREATE", channel)
        return channel

    def add_thread(self, channel: Channel, name: str, owner: User) -> Channel:
        """Let a person open a thread in a channel."""
        thread = self._channel(
            self.backend.world.guilds[channel.guild_id or 0], name, ChannelType.PUBLIC_THREAD
        )
        thread.parent_id, thread.owner_id = channel.id, owner.id
        self.backend.announce("THREAD_CREATE", thread)
        return thread

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread with everything in it."""
        world = self.backend.world
        for thread in [c for c in world.channels.values() if c.parent_id == channel.id]:
            self.delete_channel(thread)
        del world.channels[channel.id]
        self.backend.announce("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", channel)

    def channel_of(self, guild: Guild) -> Channel:
        """Return a guild's first channel."""
        return self.backend.world.channels_of(guild)[0]

    def add_role(
        self, guild: Guild, name: str, *, mentionable: bool = False, permissions: Permission = NOTHING
    ) -> Role:
        """Add a role."""
        role = Role(id=self.backend.ids.next(), name=name, mentionable=mentionable, permissions=permissions)
        guild.roles[role.id] = role
        data = {"guild_id": str(guild.id), "role": role_json(role)}
        self.backend.gateway.dispatch("GUILD_ROLE_CREATE", data, guild_id=guild.id, intent=GUILDS)
        return role

    def add_member(
        self,
        guild: Guild,
        name: str = "reader",
        *,
        roles: tuple[Role, ...] = (),
        permissions: Permission | None = None,
        accepts_dms: bool = True,
    ) -> User:
        """Let a person join a guild; `permissions` None means what the roles give."""
        user = self._user(name, bot=False)
        user.accepts_dms = accepts_dms
        guild.members[user.id] = Member(
            user=user, role_ids=tuple(r.id for r in roles), permissions=permissions
        )
        return user

    def change_channel(self, channel: Channel, **changes: Any) -> None:
        """Change a channel's or a thread's type, tags, lock or whatever its fields are."""
        for name, value in changes.items():
            setattr(channel, name, value)
        self.backend.announce("THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE", channel)

    def set_guild_permissions(self, guild: Guild, permissions: Permission) -> None:
        """Give the bot's role in a guild exactly these permissions, and @everyone no more than that."""
        guild.bot_permissions = permissions
        guild.roles[guild.bot_role_id].permissions = permissions
        guild.roles[guild.id].permissions = EVERYONE & permissions
        for role in guild.roles.values():
            data = {"guild_id": str(guild.id), "role": role_json(role)}
            self.backend.gateway.dispatch("GUILD_ROLE_UPDATE", data, guild_id=guild.id, intent=GUILDS)

    def set_bot_permissions(self, channel: Channel, permissions: Permission) -> None:
        """Give the bot exactly these permissions in a channel."""
        channel.bot_permissions = permissions
        self.backend.announce("CHANNEL_UPDATE", channel)

    def deny(self, channel: Channel, *permissions: Permission) -> None:
        """Take permissions from the bot in a channel."""
        granted = self.backend.world.bot_permissions(channel)
        for permission in permissions:
            granted &= ~permission
        self.set_bot_permissions(channel, granted)

    def allow(self, channel: Channel, *permissions: Permission) -> None:
        """Give the bot permissions in a channel."""
        granted = self.backend.world.bot_permissions(channel)
        for permission in permissions:
            granted |= permission
        self.set_bot_permissions(channel, granted)

    def say(self, channel: Channel, user: User, content: str) -> Message:
        """Let a person write in a channel."""
        return post(self.backend, channel, {"content": content}, author=user)

    def _user(self, name: str, *, bot: bool) -> User:
        user = User(id=self.backend.ids.next(), name=name.lower(), bot=bot)
        self.backend.world.users[user.id] = user
        return user

    def _channel(self, guild: Guild, name: str, kind: ChannelType) -> Channel:
        channel = Channel(id=self.backend.ids.next(), type=kind, name=name, guild_id=guild.id)
        self.backend.world.channels[channel.id] = channel
        return channel

    def _announce_guild(self, guild: Guild) -> None:
        data = guild_create_json(self.backend.world, guild)
        del data["unavailable"]  # Discord names it for guilds that a session began with
        self.backend.gateway.dispatch("GUILD_CREATE", data, guild_id=guild.id, intent=GUILDS)
