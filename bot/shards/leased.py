"""Shards by lease from the database: held anew with each beat, and left once that fails for too long."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog

from bot.shards.holding import APART, Open
from config.settings.part import Part
from storage.model import Shards
from storage.processes import BEAT
from storage.shards import LEASE, Held, ShardLeases
from storage.wishes import Wish

log = structlog.get_logger()

MARGIN: Final = timedelta(seconds=4)
"""So long before others may take a shard it is left: saying goodbye takes a moment."""

NEWCOMER: Final = 9
"""Among so many it counts itself at first: it asks no more than what the others leave of Discord's limit."""

CUT: Final = timedelta(minutes=1)
"""Who holds shards and has had none of them connected for so long steps back, where others can connect."""

TRIES_AGAIN: Final = timedelta(minutes=10)
"""After so long it asks for a share again."""

Tell = Callable[[Shards], None]


class Leased:
    """What this process holds while others hold the rest; implements `bot.shards.holding.Holding`."""

    def __init__(
        self, me: str, leases: ShardLeases, part: Part, tell: Tell, apart: timedelta = APART
    ) -> None:
        """`me` is the process's id, and `tell` is called with what is held whenever that changes."""
        self.changed = asyncio.Event()
        self.open: Open = frozenset
        self.connected: Open = frozenset
        self._me, self._leases, self._part, self._tell, self._apart = me, leases, part, tell, apart
        self._begun = self._ended = self._cut = False
        self._least = 0
        self._connected_at = 0.0
        self._shards: Shards | None = None
        self._speakers, self._share = 1, 0
        self._leading = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._end_of_lease: asyncio.TimerHandle | None = None
        self._waiting_told = False
        self._heard_at = asyncio.get_running_loop().time() + 2 * BEAT.total_seconds()

    @property
    def shards(self) -> Shards | None:
        """As the database had it at the last beat."""
        return self._shards

    @property
    def lacking(self) -> bool:
        """By the share of the last beat; who stepped back as it reaches nothing of Discord's lacks one."""
        is_idle = self._shards is not None and not self._shards.mine
        return is_idle and (self._share > 0 or self._cut)

    @property
    def speakers(self) -> int:
        """As many as the database had heard of at the last beat; more until they have heard of this one."""
        unheard = self._speakers > 1 and asyncio.get_running_loop().time() < self._heard_at
        return max(self._speakers, NEWCOMER) if unheard else self._speakers

    @property
    def leads(self) -> bool:
        """Whether it holds the first shard."""
        return self._leading.is_set()

    async def lead(self) -> None:
        """Return when it holds the first shard."""
        await self._leading.wait()

    async def begin(self, advised: int) -> None:
        """Agree with the others on how many shards there are, and take a share of them.

        Where the operator's number differs from what others hold, it waits for these to end.
        """
        wanted, told = self._part.total, False
        self._connected_at, self._cut = asyncio.get_running_loop().time(), False
        if self._begun and wanted is None and self._shards is not None and self._shards.total < advised:
            # Discord refuses shards of too many guilds; nobody takes any until all have left theirs
            log.warning(
                "Discord advises more shards: every bot leaves its own, and signs in on more", shards=advised
            )
            self._least = advised
            await self._leases.release(self._me)
            self._become(Shards(total=self._shards.total, mine=frozenset()))
        while not self._begun:
            if await self._leases.divide(wanted or advised, firm=wanted is not None) is not None:
                self._begun = True
            else:
                if not told:
                    log.warning(
                        "other processes hold the gateway in another number of shards: waiting for their end",
                        shards=wanted,
                    )
                told = True
                await asyncio.sleep(BEAT.total_seconds())
        await self.beat()

    async def turn(self, number: int) -> timedelta:
        """How long to wait: over all processes one of each turn signs in in `apart`."""
        return await self._leases.turn(number, self._apart)

    async def beat(self) -> None:
        """Hold for a further LEASE what is held, take what is free, leave what is above this process's share.

        What is to be left is released by the first beat after the client has left it.
        """
        async with self._one_at_a_time:
            began = asyncio.get_running_loop().time()
            if self._ended:
                return
            if not self._begun:
                self._speakers = max(1, await self._leases.speakers())
                return
            mine = frozenset() if self._shards is None else self._shards.mine
            still_open = self.open()
            self._see_whether_cut(mine, began)
            held = await self._leases.hold(self._me, mine | still_open, self._asks())
            if held is None:
                return
            self._speakers, self._share = held.speakers, held.share
            self._prolong(began)
            self._become(self._ours(held, mine, still_open))
            self._tell_of_waiting()

    async def end(self) -> None:
        """Leave everything to the others."""
        async with self._one_at_a_time:
            self._ended = True
            if self._end_of_lease is not None:
                self._end_of_lease.cancel()
            await self._leases.release(self._me)

    def _asks(self) -> Wish:
        firm = self._part.total is not None
        return Wish(total=self._least, firm=firm, only=self._part.mine, cut=self._cut)

    def _see_whether_cut(self, mine: frozenset[int], now: float) -> None:
        """Whether Discord's gateway is out of this process's reach, though it holds a part of it."""
        tries_again = self._cut and not mine and now > self._connected_at + TRIES_AGAIN.total_seconds()
        if self.connected() or not (mine or self._cut) or tries_again:
            self._connected_at, self._cut = now, False
        elif not self._cut and now > self._connected_at + CUT.total_seconds():
            log.error("none of this process's shards is connected: others take them where they can")
            self._cut = True

    def _ours(self, held: Held, mine: frozenset[int], still_open: frozenset[int]) -> Shards:
        """What to speak for: of another total nothing until all is left, else our share, the first of it."""
        if self._shards is not None and self._shards.total != held.total and still_open:
            return Shards(total=held.total, mine=frozenset())
        kept = held.mine - (still_open - mine) - held.named
        return Shards(total=held.total, mine=frozenset(sorted(kept)[: held.share]))

    def _become(self, shards: Shards) -> None:
        if shards == self._shards:
            return
        if shards.mine != (frozenset() if self._shards is None else self._shards.mine):
            log.info("holds shards of the gateway", shards=sorted(shards.mine), total=shards.total)
        self._shards = shards
        (self._leading.set if 0 in shards.mine else self._leading.clear)()
        self._tell(shards)
        self.changed.set()

    def _prolong(self, began: float) -> None:
        if self._end_of_lease is not None:
            self._end_of_lease.cancel()
        loop = asyncio.get_running_loop()
        self._end_of_lease = loop.call_at(began + (LEASE - MARGIN).total_seconds(), self._lapse)

    def _lapse(self) -> None:
        if self._shards is not None and self._shards.mine:
            log.error(
                "the database could not be told in time that this process holds its shards: it leaves them"
            )
            self._become(Shards(total=self._shards.total, mine=frozenset()))

    def _tell_of_waiting(self) -> None:
        """A range of its own that another process holds is waited for, and that is told once."""
        assert self._shards is not None
        missing = (self._part.mine or frozenset()) - self._shards.mine
        if missing and not self._waiting_told:
            log.warning(
                "another process holds shards that this one is to hold: waiting", shards=sorted(missing)
            )
        self._waiting_told = bool(missing)
