"""The connection to Discord, supervised: what passes is waited for, what is final is said.

discord.py ends on a gateway that refuses at first, on one malformed event and on close codes it does not
know; here each of these costs one line in the log and a wait that doubles. Only a token or intents that
Discord will not take end the process, since no wait mends them.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
import structlog
from yarl import URL

from bot.account import REJECTED
from config.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.client import Wirewatch

log = structlog.get_logger()

Dial = Callable[..., Awaitable[aiohttp.ClientWebSocketResponse]]

SHORTEST, LONGEST_DIAL, LONGEST_RESTART = 1.0, 60.0, 300.0
"""Seconds between attempts. A restart identifies anew, which Discord allows 1,000 times a day."""

STEADY: Final = 60.0
"""A connection that held for so many seconds starts the waits from the shortest again."""

FINISH_SECONDS, GOODBYE_SECONDS, CANCEL_SECONDS, LEAVE_SECONDS = 1.0, 1.4, 1.5, 1.6
"""Since leaving began: when what is being answered or sent, Discord's goodbye, what was cancelled and the
connections may last no longer."""

SENDING: Final = "wirewatch-sending"
"""The name of a task that waits for Discord's answer to a delivery."""

HANDLERS: Final = ("discord.py: ", "CommandTree-", "discord-ui-", SENDING)
"""How the tasks are named that handle events, commands and buttons (by discord.py), and that send."""

INTENTS: Final = (
    "Discord refuses the bot's intents. Wirewatch asks for `guilds` alone, which needs no approval: check "
    "that DISCORD_TOKEN belongs to a bot application that is not disabled (Discord Developer Portal)."
)
SHARDS: Final = (
    "Discord wants the gateway in more parts than `shards` says, since the bot is in so many servers. Leave "
    "`shards` out of the settings, or give a larger number, the same for all processes."
)
TOO_FEW_SHARDS: Final = 4011
FINAL: Final = {4004: REJECTED, 4013: INTENTS, 4014: INTENTS}
"""Gateway close codes after which no wait helps (Discord: Gateway Close Event Codes)."""


class Dialler:
    """Opens gateway sockets, as often as it takes, at the address the settings name whatever Discord says."""

    def __init__(self, dial: Dial, home: URL | None, *, stay: bool) -> None:
        self._dial, self._home, self._stay = dial, home, stay

    async def __call__(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """The open socket; waits between attempts double up to a minute."""
        address = URL(url)
        if self._home is None and self._stay:
            self._home = address.with_query(None)
        if self._home is not None:
            address = self._home.with_query(address.query)
        wait = SHORTEST
        while True:
            try:
                return await self._dial(str(address), compress=compress)
            except (OSError, aiohttp.ClientError) as error:
                log.warning("Discord's gateway cannot be reached", reason=_reason(error), next_try_in=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_DIAL)


async def serve(client: "Wirewatch", token: str, stopping: asyncio.Event) -> None:
    """Keep the client connected until `stopping` is set; then leave within LEAVE_SECONDS.

    Raises ConfigurationError where Discord will never take the token or the intents.
    """
    if not re.fullmatch(r"[\w.\-]{1,200}", token, re.ASCII):
        raise ConfigurationError(REJECTED)
    _quieten()
    loop = asyncio.get_running_loop()
    wait = SHORTEST
    while not stopping.is_set():
        began = loop.time()
        error = await _session(client, token, stopping)
        if stopping.is_set():
            return
        if (message := _final(error, client)) is not None:
            raise ConfigurationError(message) from None
        wait = SHORTEST if loop.time() - began > STEADY else wait
        log.warning("the connection to Discord ended", reason=_reason(error), next_try_in=wait)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), wait)
        wait = min(wait * 2, LONGEST_RESTART)


async def _session(client: "Wirewatch", token: str, stopping: asyncio.Event) -> BaseException | None:
    """Sign in and stay until the connection ends or `stopping` is set; returns what ended it."""
    client.renew()
    running = asyncio.create_task(_start(client, token), name="discord")
    waiting = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        await _leave(client, running)
    return running.exception() if running.done() and not running.cancelled() else None


async def _start(client: "Wirewatch", token: str) -> None:
    async with client:
        await client.start(token)


async def _leave(client: "Wirewatch", running: asyncio.Task[None]) -> None:
    """Let handlers finish, close politely, and be gone within LEAVE_SECONDS whatever they and Discord do."""
    began = asyncio.get_running_loop().time()
    client.signed_in = False
    await _until(began + FINISH_SECONDS, _handlers())
    for task in _handlers():
        task.cancel()
    closing = asyncio.create_task(client.close())
    await _until(began + GOODBYE_SECONDS, {closing})
    left = {running, closing, *_handlers()}
    for task in left:
        task.cancel()
    await _until(began + CANCEL_SECONDS, left)
    await _until(began + LEAVE_SECONDS, {asyncio.create_task(client.http.close())})


async def _until(moment: float, tasks: set[asyncio.Task[Any]]) -> None:
    """Wait until the tasks are done, however they end, but no longer than to that moment of the loop."""
    if tasks:
        ended = asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait({ended}, timeout=moment - asyncio.get_running_loop().time())


def _handlers() -> set[asyncio.Task[Any]]:
    return {task for task in asyncio.all_tasks() if task.get_name().startswith(HANDLERS)}


def _final(error: BaseException | None, client: "Wirewatch") -> str | None:
    if isinstance(error, discord.LoginFailure):
        return REJECTED
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return INTENTS
    if not isinstance(error, discord.ConnectionClosed):
        return None
    if error.code == TOO_FEW_SHARDS and client.desk.settings.part.total is not None:
        return SHARDS
    return FINAL.get(error.code)


def _reason(error: BaseException | None) -> str:
    return "closed" if error is None else f"{type(error).__name__}: {error}"[:300]


class _Brief(logging.Filter):
    """discord.py's own reconnects as one line: the cause stays, the traceback goes."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = f"{record.getMessage()} ({_reason(record.exc_info[1])})", ()
            record.exc_info = None
        return True


_brief = _Brief()


def _quieten() -> None:
    for name in ("discord.client", "discord.shard", "discord.gateway"):
        logging.getLogger(name).addFilter(_brief)
