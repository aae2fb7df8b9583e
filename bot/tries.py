"""What each try of one request came to.

discord.py tries a request up to five times (after 429, 500, 502, 504 and 524) and tells of the last try
alone; whether an earlier one may have had its effect, and which limits apply, is known from aiohttp's
tracing.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final

import aiohttp

from bot.counts import Counts

FRUITLESS: Final = frozenset({30046})
"""Codes of a 429 that no repetition mends: edits of old messages."""


class FruitlessError(Exception):
    """A limit that repeating does not help against, told after its first 429."""

    def __init__(self, code: int, text: str, wait: timedelta | None) -> None:
        super().__init__(text)
        self.code, self.text, self.wait = code, text, wait


class DoubtfulError(Exception):
    """An answer that leaves open what became of a request that must not be repeated."""


class Tries:
    """The tries of one request: pass it as `trace_request_ctx` to a session that has `trace`.

    With `once` an answer of a server in trouble (500 and above) raises DoubtfulError, so that nothing repeats
    what may have had its effect.
    `limited` says that the last answer was 429, `wait` for how long, `everywhere` that this is for every
    request; `empty_for` is how long its bucket has nothing left.
    """

    def __init__(self, *, once: bool = False) -> None:
        self.once = once
        self._statuses: list[int | None] = []
        self.wait: timedelta | None = None
        self.limited = False
        self.everywhere = False
        self.empty_for: timedelta | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a try before the last may have arrived: only 429 says that it did nothing."""
        return any(status != 429 for status in self._statuses[:-1])

    def begin(self) -> None:
        """Another try, without an answer yet."""
        self._statuses.append(None)

    def answered(self, status: int, headers: Mapping[str, str]) -> None:
        """The answer to the try that began last."""
        self._statuses[-1] = status
        self.wait = _seconds(headers.get("Retry-After"))
        self.limited = status == 429
        by_edge = "Via" not in headers
        self.everywhere = self.limited and (by_edge or headers.get("X-RateLimit-Scope") == "global")
        empty = headers.get("X-RateLimit-Remaining") == "0"
        self.empty_for = _seconds(headers.get("X-RateLimit-Reset-After")) if empty else None


def trace(counts: Counts | None = None) -> aiohttp.TraceConfig:
    """Tells the `Tries` of every request that carries one; counts every 429."""
    config = aiohttp.TraceConfig()
    config.on_request_start.append(_begun)
    if counts is not None:
        config.on_request_end.append(_counting(counts))
    config.on_request_end.append(_answered)
    return config


def _counting(
    counts: Counts,
) -> Callable[[aiohttp.ClientSession, SimpleNamespace, aiohttp.TraceRequestEndParams], Awaitable[None]]:
    async def count(_: object, __: object, end: aiohttp.TraceRequestEndParams) -> None:
        if end.response.status == 429:
            headers = end.response.headers
            counts.refused(headers.get("X-RateLimit-Scope"), by_edge="Via" not in headers)

    return count


async def _begun(
    _: aiohttp.ClientSession, context: SimpleNamespace, __: aiohttp.TraceRequestStartParams
) -> None:
    if isinstance(tries := context.trace_request_ctx, Tries):
        tries.begin()


async def _answered(
    _: aiohttp.ClientSession, context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
) -> None:
    """Note the answer; raises FruitlessError for a 429 that discord.py would repeat in vain, DoubtfulError
    as Tries says."""
    if not isinstance(tries := context.trace_request_ctx, Tries):
        return
    response = end.response
    tries.answered(response.status, response.headers)
    if tries.once and response.status >= 500:
        response.close()
        raise DoubtfulError(f"HTTP {response.status}")
    if response.status == 429:
        body = await _body(response)
        if body.get("code") in FRUITLESS:
            response.close()
            raise FruitlessError(int(body["code"]), str(body.get("message", ""))[:200], tries.wait)


async def _body(response: aiohttp.ClientResponse) -> dict[str, Any]:
    """The answer's JSON object; empty where it is none. aiohttp keeps what was read for discord.py."""
    try:
        body = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return {}
    return body if isinstance(body, dict) else {}


def _seconds(text: str | None) -> timedelta | None:
    """A header's seconds; None where it has none, or more than a day's."""
    try:
        seconds = float(text or "nan")
    except ValueError:
        return None
    return timedelta(seconds=seconds) if 0 <= seconds <= 86_400 else None
