"""A web server that strangers may reach: so many connections and no more, and nobody may be slow."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from config.errors import ConfigurationError

MAX_LINE: Final = 16_384
LINGER: Final = 0.2
"""The share of the patience for which the rest of a refused body is taken: so the refusal can be read."""

PARTING: Final = 1.0
"""Seconds for what is being answered when the process ends."""

PLAIN: Final = "text/plain; charset=utf-8"

_ANSWER: Final = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}

# what strangers send that is no HTTP is theirs to mend, not a traceback in our log
_quiet = logging.getLogger("wirewatch.listening")
_quiet.disabled = True


@asynccontextmanager
async def listening(
    application: web.Application, place: tuple[str, int], *, most: int, patience: float, trouble: str
) -> AsyncIterator[None]:
    """Answer at this host and port while inside, at most so many connections at once.

    `patience` bounds, in seconds, how long a request's head may take. Where nothing can listen there,
    ConfigurationError says `trouble` with {reason} filled in.
    """
    runner = web.AppRunner(
        application,
        access_log=None,
        logger=_quiet,
        keepalive_timeout=patience,
        lingering_time=patience * LINGER,
        auto_decompress=False,
        max_line_size=MAX_LINE,
        shutdown_timeout=PARTING,
    )
    await runner.setup()
    try:
        server = await _listen(runner, place, most, trouble)
        try:
            yield
        finally:
            server.close()
    finally:
        await runner.cleanup()


def answer(status: int, text: str = "", kind: str = PLAIN, **more: str) -> web.Response:
    """The connection ends with it: whoever wants another has to queue again. `more` are its headers."""
    headers = _ANSWER | {"Content-Type": kind} | {name.replace("_", "-"): said for name, said in more.items()}
    response = web.Response(status=status, body=text.encode(), headers=headers)
    response.force_close()
    return response


class _Closed(asyncio.Protocol):
    """A connection too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


async def _listen(runner: web.AppRunner, place: tuple[str, int], most: int, trouble: str) -> asyncio.Server:
    server = runner.server
    assert server is not None

    def connect() -> asyncio.Protocol:
        return server() if len(server.connections) < most else _Closed()

    try:
        return await asyncio.get_running_loop().create_server(connect, *place)
    except OSError as error:
        raise ConfigurationError(trouble.format(reason=error.strerror or error)) from None
