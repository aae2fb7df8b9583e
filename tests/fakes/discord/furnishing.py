"""Furnishing the world with channels, threads and what people say, each announced to a bot that is online."""

from typing import Any

from .inviting import Inviting
from .message import Message
from .permissions import Permission
from .posting import post
from .uploads import Upload
from .world import Channel, ChannelType, Guild, Tag, User


class Furnishing(Inviting):
    """What a test sets up, and changes while the bot runs."""

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

    def change_channel(self, channel: Channel, **changes: Any) -> None:
        """Change a channel's or a thread's type, tags, lock or whatever its fields are."""
        for name, value in changes.items():
            setattr(channel, name, value)
        self.backend.announce("THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE", channel)

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

    def add_private_channel(self, *people: User) -> Channel:
        """Let people have a conversation without the bot: of two, or of a group."""
        channel = Channel(
            id=self.backend.ids.next(),
            type=ChannelType.DM if len(people) == 2 else ChannelType.GROUP_DM,
            name="",
            private=people,
        )
        self.backend.world.channels[channel.id] = channel
        return channel

    def say(self, channel: Channel, user: User, content: str, *files: Upload) -> Message:
        """Let a person write in a channel."""
        uploaded = tuple(file.stored(self.backend.ids) for file in files)
        return post(self.backend, channel, {"content": content}, files=uploaded, author=user)
