"""What is kept of the guilds: a bot in thousands of them knows very many channels and roles."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
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

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._awaited: defaultdict[int, set[int]] = defaultdict(set)

    def parse_ready(self, data: Any) -> None:
        """READY: which guilds a shard is going to tell of."""
        self._awaited[data["shard"][0]] = {int(guild["id"]) for guild in data["guilds"]}
        super().parse_ready(data)

    async def _delay_shard_ready(self, shard_id: int) -> None:
        """Call a shard ready once it told of its guilds: discord.py's own waits for one more in any case."""
        with suppress(asyncio.CancelledError):
            while (guild := await self._next_guild(shard_id)) is not None:
                self.dispatch("guild_available" if guild.unavailable is False else "guild_join", guild)
            self._ready_states.pop(shard_id, None)
            self.dispatch("shard_ready", shard_id)

    async def _next_guild(self, shard_id: int) -> Guild | None:
        """The next guild that the shard tells of; None where it told of all, or of none for a while."""
        told, awaited = self._ready_states[shard_id], self._awaited[shard_id]
        if not told.empty():
            guild = told.get_nowait()
        elif not awaited:
            return None
        else:
            try:
                guild = await asyncio.wait_for(told.get(), self.guild_ready_timeout)
            except TimeoutError:
                return None
        awaited.discard(guild.id)
        return guild

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
