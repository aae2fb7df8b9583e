"""A client that signs in on the shards which its process holds, as these change."""

import asyncio
import math
from typing import Any, Final

import aiohttp
import discord
import structlog
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.shards.holding import Holding
from bot.shards.keeping import Keeping
from bot.shards.lean import Lean
from bot.shards.line import Line
from bot.shards.signing import SignIns
from bot.shards.state import GatewayState
from config.errors import WirewatchError

log = structlog.get_logger()

AGAIN: Final = 5.0
"""Seconds until it is asked again whether a shard may sign in."""


class Sharded(discord.AutoShardedClient):
    """discord.py's client of many shards, of which others may hold some.

    Its own launching knows only shards that stay, and waits for each of them before it is ready.
    """

    def __init__(self, holding: Holding, **options: Any) -> None:
        """`holding` says which shards; the options are discord.py's."""
        super().__init__(**options)
        self.holding = holding
        self._sign_ins = SignIns(self.fetch_session_start_limits)
        self._keeping: asyncio.Task[None] | None = None
        self._lines: dict[int, Line] = {}
        self._known: set[int] = set()
        self._has_waited: set[int] = set()

    def _get_state(self, **options: Any) -> Lean:
        state = Lean(
            dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options
        )
        state.opened = self._opened
        return state

    async def launch_shards(self) -> None:
        """Begin to sign in on what is held, and go on as that changes; StorageError as `Holding.begin`."""
        if self.is_closed():
            return
        self._known.clear()
        self._has_waited.clear()
        advised, gateway, limits = await self.http.get_bot_gateway()
        self._sign_ins.note(discord.SessionStartLimits(**limits))
        await self.holding.begin(advised)
        keeping = Keeping(self, self.holding, self._divide, self._forget)
        self.holding.open, self.holding.connected = keeping.open, self.connected
        self._keeping = asyncio.create_task(keeping.run(URL(gateway)), name="shards")
        self._keeping.add_done_callback(self._ended)

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Sign in on a shard, as often as it takes; it waits for its turn before it connects."""
        while shard_id not in self._has_waited:
            try:
                await self._sign_ins.wait(shard_id, self.holding)
                self._has_waited.add(shard_id)
            except (WirewatchError, discord.DiscordException, OSError, aiohttp.ClientError) as error:
                log.warning("whether a shard may sign in cannot be asked", shard=shard_id, reason=str(error))
                await asyncio.sleep(AGAIN)
        line = self._lines.setdefault(shard_id, Line())
        try:
            await super().launch_shard(gateway, shard_id, initial=initial)
        finally:
            self._has_waited.discard(shard_id)
        line.keep(self.shards[shard_id]._parent)

    def connected(self) -> frozenset[int]:
        """The shards with an open connection."""
        return frozenset(number for number, line in self._lines.items() if line.is_open)

    async def leave_shard(self, shard: int) -> None:
        """Close whatever is open or being opened for a shard, within `bot.shards.line.GOODBYE`."""
        if (line := self._lines.get(shard)) is not None:
            await line.leave()
            self._lines.pop(shard, None)

    def _opened(self, socket: DiscordWebSocket) -> None:
        line = self._lines.get(socket.shard_id or 0)
        if line is not None:
            line.opened(socket)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002
        """Wait until the shard may sign in, unless it has waited; what is not held any more does not."""
        if shard_id in self._has_waited:
            self._has_waited.discard(shard_id)
        else:
            await self._sign_ins.wait(shard_id or 0, self.holding)
        held = self.holding.shards
        if held is None or (shard_id or 0) not in held.mine:
            raise asyncio.CancelledError  # which ends discord.py's attempt and nothing else

    async def close(self) -> None:
        """Leave Discord."""
        keeping, self._keeping = self._keeping, None
        if keeping is not None:
            keeping.cancel()
        for line in self._lines.values():
            line.end()
        await super().close()
        self._lines.clear()
        self.holding.open = self.holding.connected = frozenset

    def is_ready(self) -> bool:
        """Whether every guild is known of the shards that are held."""
        held = self.holding.shards
        return held is not None and bool(held.mine) and held.mine <= self._known

    def knows(self, guild: str) -> bool:
        """Whether the gateway has told of this guild, if the bot is in it at all."""
        held = self.holding.shards
        return held is not None and held.of(guild) in self._known & held.mine

    def state(self) -> GatewayState:
        """How it stands with the gateway at the moment."""
        held, shards = self.holding.shards, self.shards
        mine = frozenset() if held is None else held.mine
        open_ones = self.connected() & self._known & shards.keys()
        beats = [shards[number].latency for number in mine & open_ones]
        known = [beat for beat in beats if math.isfinite(beat)]
        return GatewayState(
            held=None if held is None or self.is_closed() else len(mine),
            connected=len(mine & open_ones),
            guilds=len(self.guilds),
            latency=max(known, default=None),
            lacking=self.holding.lacking,
        )

    async def on_shard_ready(self, shard: int) -> None:
        """A shard has told of its guilds."""
        self._known.add(shard)

    def _divide(self, total: int) -> None:
        """From now on so many shards in all; discord.py itself is ready only where all are held."""
        self.shard_count = self._connection.shard_count = total
        self._connection.shard_ids = range(total)

    def _forget(self, shard: int) -> None:
        """Forget the guilds of a shard that was left."""
        self._known.discard(shard)
        for guild in [guild for guild in self.guilds if guild.shard_id == shard]:
            self._connection._remove_guild(guild)

    def _ended(self, keeping: asyncio.Task[None]) -> None:
        """Without who keeps the shards the client ends, to be started anew."""
        if not keeping.cancelled() and (error := keeping.exception()) is not None and not self.is_closed():
            log.error("the shards of the gateway could not be kept", exc_info=error)
            self._keeping = asyncio.create_task(self.close(), name="leaving")
