"""One request to Discord: asked within its limits, its answer told from its refusals and from doubt."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import aiohttp
import discord
from discord.http import Route

from bot.gateway import SENDING
from bot.outcomes import Delayed, Unsettled
from bot.sending.edge import Edge, is_edge
from bot.sending.rests import EVERYTHING, Pace, Rests, loop_time
from bot.tries import FruitlessError, Tries
from config.phrase import phrase
from feeds.ports import Clock
from storage.model import Delivery

SEND_SECONDS: Final = 45
"""All requests of one delivery together, with Discord's rate limits waited for: less than a claim's lease."""

SHORTEST: Final = 3
"""Seconds that must be left for a request: one that is cut short leaves doubt."""

_ENDS: ContextVar[float] = ContextVar("ends")

ANSWER: Final = aiohttp.ClientTimeout(total=20)
A_SECOND: Final = 45
"""Requests that begin in any second, by all processes together: Discord allows 50."""

LONG: Final = timedelta(seconds=30)
"""A bucket that is empty for longer is remembered here: discord.py forgets it."""

EDGE_WAIT: Final = timedelta(minutes=1)
"""For a limit that does not say how long it lasts."""

ASKS_TO_WAIT: Final = phrase("Discord asks to wait")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What Discord answered."""

    body: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """An answer that is no success; `wait` is what it asks for.

    `doubtful` says that a try before it may have had its effect.
    """

    status: int
    code: int
    text: str
    wait: timedelta | None = None
    doubtful: bool = False


Said = Answer | Refusal | Delayed | Unsettled


class Deadlines:
    """Until when a try of a delivery may ask, in looking whether it arrived and then in sending it."""

    def __init__(self) -> None:
        self._looked: dict[tuple[int, int], float] = {}

    @contextmanager
    def looking(self, delivery: Delivery) -> Iterator[None]:
        """What is asked inside leaves so much less time to send."""
        now = asyncio.get_running_loop().time()
        ends = now + SEND_SECONDS
        self._looked = {tried: end for tried, end in self._looked.items() if end > now}
        self._looked[delivery.id, delivery.attempts] = ends
        with _until(ends):
            yield

    @contextmanager
    def sending(self, delivery: Delivery) -> Iterator[None]:
        """What is asked inside is asked in what time is left."""
        full = asyncio.get_running_loop().time() + SEND_SECONDS
        with _until(self._looked.pop((delivery.id, delivery.attempts), full)):
            yield


@contextmanager
def _until(moment: float) -> Iterator[None]:
    token = _ENDS.set(moment)
    try:
        yield
    finally:
        _ENDS.reset(token)


def _left() -> float:
    """Seconds that a request may take."""
    ends = _ENDS.get(None)
    return SEND_SECONDS if ends is None else ends - asyncio.get_running_loop().time()


class Requests:
    """Asks Discord on the client's session; long waits are given back instead of waited for."""

    def __init__(
        self,
        client: discord.Client,
        now: Clock,
        steady: Callable[[], float] = loop_time,
        speakers: Callable[[], int] = lambda: 1,
    ) -> None:
        """`speakers` tells how many processes share what Discord allows, this one included."""
        self._client = client
        self._now = now
        self._pace = Pace(A_SECOND)
        self._speakers = speakers
        self.rests = Rests(steady)
        self._edge = Edge(steady)

    async def ask(self, route: Route, **request: Any) -> Said:
        """One request with discord.py's own repetitions; what arrived perhaps is never called `Delayed`."""
        bucket = f"{route.key} {route.major_parameters}"
        if (until := self.rests.until(self._now(), EVERYTHING, bucket)) is not None:
            return Delayed(reason=ASKS_TO_WAIT, until=until)
        if (until := self._edge.until(self._now(), bucket)) is not None:
            return Delayed(reason=phrase("Discord cannot be reached beyond its edge"), until=until)
        await self._pace.wait(A_SECOND // self._speakers())
        if (left := _left()) < SHORTEST:
            return Delayed(reason=phrase("Discord's answer was not waited for any longer"))
        tries = Tries()
        asking = asyncio.create_task(
            self._client.http.request(route, timeout=ANSWER, trace_request_ctx=tries, **request), name=SENDING
        )
        try:
            await asyncio.wait({asking}, timeout=left)
        finally:
            asking.cancel()
        if not asking.done() or asking.cancelled():
            return Unsettled(reason=phrase("Discord's answer was not waited for any longer"))
        self._note(tries, bucket)
        said = self._said(asking, tries)
        if isinstance(said, Refusal) and is_edge(said.status, said.code):
            self._edge.refused(bucket, said.status)
        elif isinstance(said, Answer) or (isinstance(said, Refusal) and said.code):
            self._edge.answered(bucket)
        if isinstance(said, Delayed) and tries.doubtful:
            return Unsettled(reason=said.reason, until=said.until)
        return said

    def _said(self, asking: asyncio.Task[Any], tries: Tries) -> Said:
        """What the last try came to."""
        try:
            return Answer(body=asking.result())
        except FruitlessError as error:
            return Refusal(status=429, code=error.code, text=error.text, wait=error.wait)
        except discord.RateLimited as error:
            until = self._now() + timedelta(seconds=error.retry_after)
            return Delayed(reason=ASKS_TO_WAIT, until=until)
        except discord.HTTPException as error:
            text = error.text or error.response.reason or ""
            return Refusal(
                status=error.status, code=error.code, text=text, wait=tries.wait, doubtful=tries.doubtful
            )
        except aiohttp.ClientConnectorError:
            return Delayed(reason=phrase("Discord cannot be reached"))
        except (OSError, aiohttp.ClientError, TimeoutError, ValueError, LookupError) as error:
            return Unsettled(reason=phrase("Discord's answer was lost ({error})", error=type(error).__name__))
        except RuntimeError:  # aiohttp: the session was closed while we waited for our turn
            return Unsettled(reason=phrase("the connection to Discord was closed meanwhile"))

    def _note(self, tries: Tries, bucket: str) -> None:
        """Remember the limits that discord.py does not: those for everything, and those that last."""
        wait = tries.wait or EDGE_WAIT
        if tries.everywhere:
            self.rests.note(EVERYTHING, wait)
        elif tries.limited and wait > LONG:
            self.rests.note(bucket, wait)
        elif tries.empty_for is not None and tries.empty_for > LONG:
            self.rests.note(bucket, tries.empty_for)
