"""What each try of one request came to.

discord.py tries a request up to five times (after 429, 500, 502, 504 and 524) and tells of the last try
alone; whether an earlier one may have had its effect is known from aiohttp's tracing.
"""

from types import SimpleNamespace

import aiohttp


class Tries:
    """The tries of one request: pass it as `trace_request_ctx` to a session that has `trace`."""

    def __init__(self) -> None:
        self._statuses: list[int | None] = []

    @property
    def doubtful(self) -> bool:
        """Whether a try before the last may have arrived: only 429 says that it did nothing."""
        return any(status != 429 for status in self._statuses[:-1])

    def begin(self) -> None:
        """Another try, without an answer yet."""
        self._statuses.append(None)

    def answered(self, status: int) -> None:
        """The answer to the try that began last."""
        self._statuses[-1] = status


def trace() -> aiohttp.TraceConfig:
    """Tells the `Tries` of every request that carries one."""
    config = aiohttp.TraceConfig()
    config.on_request_start.append(_begun)
    config.on_request_end.append(_answered)
    return config


async def _begun(
    _: aiohttp.ClientSession, context: SimpleNamespace, __: aiohttp.TraceRequestStartParams
) -> None:
    if isinstance(tries := context.trace_request_ctx, Tries):
        tries.begin()


async def _answered(
    _: aiohttp.ClientSession, context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
) -> None:
    if isinstance(tries := context.trace_request_ctx, Tries):
        tries.answered(end.response.status)
