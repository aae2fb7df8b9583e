"""What is kept of the guilds: a bot in thousands of them knows very many channels and roles."""

from collections.abc import Callable
from typing import Any, Final

from discord import Guild
from discord.gateway import DiscordWebSocket
from discord.state import AutoShardedConnectionState

UNREAD: Final = ("topic", "last_message_id")
"""Of a channel."""

UNUSED: Final = (
    "presences",
    "voice_states",
    "stage_instances",
    "guild_scheduled_events",
    "soundboard_sounds",
)
"""Of a guild."""


class Lean(AutoShardedConnectionState[Any]):
    """discord.py's memory of what the gateway told, without what nobody here asks for.

    What is kept are names, kinds, places and permissions of channels, threads and roles, and the bot itself.
    """

    opened: Callable[[DiscordWebSocket], None]
    """Told of each socket of the gateway before anything is said on it."""

    def _update_references(self, ws: DiscordWebSocket) -> None:
        super()._update_references(ws)
        self.opened(ws)

    def _get_create_guild(self, data: Any) -> Guild:
        """The guild that GUILD_CREATE brings."""
        for name in UNUSED:
            data.pop(name, None)
        for channel in (*data.get("channels", ()), *data.get("threads", ())):
            for name in UNREAD:
                channel.pop(name, None)
        guild = super()._get_create_guild(data)
        _share_numbers(guild)
        return guild


def _share_numbers(guild: Guild) -> None:
    """Keep each large number once: ids of roles and categories, and permissions, are told again and again."""
    held: dict[int, int] = {}

    def once(number: int) -> int:
        return held.setdefault(number, number)

    for role in guild._roles.values():
        once(role.id)
        role._permissions = once(role._permissions)
    for channel in guild._channels.values():
        once(channel.id)
    for channel in guild._channels.values():
        if channel.category_id is not None:
            channel.category_id = once(channel.category_id)
        for one in channel._overwrites:
            one.id, one.allow, one.deny = once(one.id), once(one.allow), once(one.deny)
        channel._overwrites = channel._overwrites or ()  # type: ignore[assignment]  # an empty list takes 56 bytes
