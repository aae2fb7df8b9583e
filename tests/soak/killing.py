"""The run: stories appear, lives of the bot begin and end, and at last everything is let come to rest."""

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from tests.fakes.discord import FakeDiscord
from tests.fakes.feeds import FeedServer, Item
from tests.fakes.quick import QuickClock
from tests.soak.house import House
from tests.soak.last_words import unfinished
from tests.soak.ledger import Ledger
from tests.soak.plan import Life
from tests.soak.stream import OUTLETS, Happening, document, report
from tests.soak.troubles import BEFORE, DURING, PATHS

GLANCE = 0.25
"""Seconds between two looks at what is left."""

RESERVE = 8
"""Reports that are kept for each life to come that is aimed at a point."""

APART = 0.6
"""Seconds between two reports in a life that is aimed at a point: there must be something to do."""

HELD = 5.0
"""Seconds after which a report appears in such a life though the ones before were not told."""

UNTOLD = """
SELECT (SELECT count(*) FROM article),
    (SELECT count(*) FROM reading WHERE state IN ('due', 'page') AND due_at IS NULL)
    + (SELECT count(*) FROM delivery WHERE state IN ('due', 'claimed') AND action = 'post')
"""
"""How many reports there are, and of how much nothing was read or told yet; edits and corrections wait."""

CALM = (timedelta(minutes=15), timedelta(hours=4))
"""Time that passes before all is read, and before all is told: corrections wait there, and edits."""

REST = 300.0
"""Seconds in which everything must have come to rest."""


@dataclass(kw_only=True)
class Run:
    """One run; `tell` hears of its progress."""

    discord: FakeDiscord
    wire: FeedServer
    house: House
    clock: QuickClock
    ledger: Ledger
    lives: Sequence[Life]
    happenings: Sequence[Happening]
    tell: Callable[[str], None]
    calm: Sequence[timedelta] = CALM
    apart: float = APART
    missed: list[str] = field(default_factory=list)
    _appeared: dict[str, list[Item]] = field(default_factory=lambda: {outlet: [] for outlet in OUTLETS})
    _told: int = 0
    _begun: int = 0

    async def run(self) -> None:
        """Live all lives, then come to rest."""
        self.appear(0)
        for number, life in enumerate(self.lives):
            self._begun = number
            appearing = asyncio.create_task(self._keep_appearing(life))
            try:
                await self._live(life)
            finally:
                appearing.cancel()
                with suppress(asyncio.CancelledError):
                    await appearing
        await self._rest()

    def appear(self, count: int) -> None:
        """Let the feeds say so much more of what they come to say."""
        changed = set() if self._told else set(OUTLETS)
        for happening in self.happenings[self._told : self._told + count]:
            items = self._appeared[happening.outlet]
            said = report(happening, self.clock())
            if happening.corrects:  # in its old place, under the same address
                items[:] = [said if held.url == said.url else held for held in items]
            else:
                items.append(said)
            changed.add(happening.outlet)
            self._told += 1
        for outlet in changed:
            self.wire.put(path(outlet), document(self._appeared[outlet], outlet))

    async def _keep_appearing(self, life: Life) -> None:
        """This life's share of what is left, and more while it has not come to its point."""
        left = self.lives[self._begun :]
        kept = RESERVE * sum(other.aim is not None for other in left[1:])
        share = max(0, math.ceil((len(self.happenings) - self._told - kept) / len(left)))
        for _ in range(share):
            self.appear(1)
            await (asyncio.sleep(life.seconds / share) if life.aim is None else self._let_it_be_told())
        while life.aim is not None:
            self.appear(1)
            await self._let_it_be_told()

    async def _let_it_be_told(self) -> None:
        """However slow the bot is, the next report finds it done with this one, or held by a trouble."""
        with suppress(TimeoutError):
            async with asyncio.timeout(HELD):
                await asyncio.sleep(self.apart)
                while not await self._is_told():  # noqa: ASYNC110 - another process rings no bell
                    await asyncio.sleep(GLANCE)

    async def _is_told(self) -> bool:
        if not all(self.wire.count(path(outlet)) for outlet in OUTLETS):
            return False
        ((articles, untold),) = await self.ledger.rows(UNTOLD)
        return bool(articles >= sum(map(len, self._appeared.values())) and not untold)

    async def _live(self, life: Life) -> None:
        self._pass(life.after)
        for name in life.troubles:
            if name in BEFORE:
                BEFORE[name](self.discord)
        began = time.monotonic()
        await self.house.begin(self.clock, life)
        disturbing = asyncio.create_task(self._disturb(life))
        reached = await self._reaches(life)
        disturbing.cancel()
        await self.house.kill()
        self._note(life, reached, time.monotonic() - began)

    async def _reaches(self, life: Life) -> bool:
        """Whether the life came to what it was aimed at, in its time."""
        if life.answer is None:
            return await self.house.ended(life.seconds)
        gate = await self.discord.faults.pause(life.answer, PATHS[life.answer])
        try:
            await gate.reached(life.seconds)
        except TimeoutError:
            return False
        finally:
            await self.house.kill()
            gate.lose()
        return True

    async def _disturb(self, life: Life) -> None:
        names = [name for name in life.troubles if name in DURING]
        if names and self.house.anew:
            await self.discord.wait_for(lambda discord: not discord.connected, life.seconds)
        if names:
            await self.discord.wait_for(lambda discord: discord.connected, life.seconds)
        for name in names:
            DURING[name](self.discord)

    def _note(self, life: Life, reached: bool, seconds: float) -> None:
        if life.aim is None and reached:
            self.missed.append(f"life {self._begun + 1} ended by itself after {seconds:.1f} s")
        if life.aim is not None and not reached:
            self.missed.append(f"life {self._begun + 1} did not come to: {life.aim}")
        aim = "killed" if life.aim is None else f"{life.aim}{'' if reached else ' (not reached)'}"
        self.tell(
            f"life {self._begun + 1} of {len(self.lives)}: {aim} after {seconds:.1f} s; "
            f"{', '.join(life.troubles) or 'no trouble'}; {self._told} of {len(self.happenings)} reports"
        )

    def _pass(self, by: timedelta) -> None:
        self.clock = self.clock.leapt(by)
        self.discord.clock.wall = self.clock

    async def _rest(self) -> None:
        """Without trouble: all is read, then all is told, and the process ends when asked to."""
        self.discord.faults.clear()
        self.appear(len(self.happenings))
        for after in self.calm[:-1]:
            await self._until_none({"articles", "stories"}, after=after)
        await self._until_none({"articles", "stories", "deliveries"}, after=self.calm[-1])

    async def _until_none(self, kinds: set[str], *, after: timedelta) -> None:
        """Let the bot run, after this time, until every feed was read again and nothing of this is left."""
        self._pass(after)
        await self.house.begin(self.clock, None)
        seen = {path(outlet): self.wire.count(path(outlet)) for outlet in OUTLETS}
        deadline = time.monotonic() + REST
        while (left := await unfinished(self.ledger)).keys() & kinds or any(
            self.wire.count(feed) < count + 2 for feed, count in seen.items()
        ):
            self.tell(f"waiting for rest: {left}")
            await asyncio.sleep(GLANCE)
            if time.monotonic() > deadline:
                self.missed.append(f"no rest after {REST:.0f} s: {left}")
                break
        status = await self.house.terminate()
        if status:
            self.missed.append(f"asked to end, it ended with wait status {status}")


def path(outlet: str) -> str:
    """Where the outlet's feed is served."""
    return f"/{outlet.lower().replace(' ', '-')}.xml"
