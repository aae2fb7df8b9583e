"""Where hubs reach us (WebSub): a web server for one kind of address, which any stranger may knock at.

A push is trusted to say that there is news, no more: the feed is then read where it lives, as ever.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import urlsplit

import aiohttp
import structlog
from aiohttp import web

from bot.listening import answer, listening
from config.errors import StorageError
from config.settings import Settings
from feeds.guard import shown
from feeds.ports import Clock
from feeds.websub.protocol import Seal, intent_of
from storage.hubs import Hubs

log = structlog.get_logger()

PATIENCE: Final = 10.0
"""Seconds that a request's head, and then its body, may take."""

MOST_CONNECTIONS: Final = 100
MOST_AT_WORK: Final = 4
"""How many requests ask the database at once; the others wait their turn."""

CHUNK: Final = 65_536


@asynccontextmanager
async def callback(
    settings: Settings, hubs: Hubs, now: Clock, patience: float = PATIENCE
) -> AsyncIterator[None]:
    """Take hubs' requests while inside, where the operator has set a public address.

    Subscriptions of another address are made anew, and dropped where there is none. `patience` bounds, in
    seconds, how long a request's head and its body may take. Raises ConfigurationError where nothing can
    listen at the address set.
    """
    await hubs.adopt(settings.public_url, now())
    if settings.public_url is None:
        yield
        return
    desk = Callback(hubs, now, int(settings.fetch_megabytes * 1_000_000), patience)
    trouble = (
        f"`listen`: nothing can listen at {settings.listen} ({{reason}}). Choose an address of this machine "
        "and a free port, or unset public_url: then feeds are only polled."
    )
    application = desk.application(urlsplit(settings.public_url).path)
    async with listening(
        application, settings.listens_at, most=MOST_CONNECTIONS, patience=patience, trouble=trouble
    ):
        log.info("hubs may push", listening=settings.listen, public=settings.public_url)
        yield


class Callback:
    """Answers hubs. A push of up to `max_bytes` is read for its signature; nothing of it is kept."""

    def __init__(self, hubs: Hubs, now: Clock, max_bytes: int, patience: float) -> None:
        self._hubs = hubs
        self._now = now
        self._max_bytes = max_bytes
        self._patience = patience
        self._turns = asyncio.Semaphore(MOST_AT_WORK)

    def application(self, path: str) -> web.Application:
        """The addresses below `path`, and below none, for proxies that take it away; 404 and 405 else."""
        app = web.Application(middlewares=[_safely])
        for above in dict.fromkeys(("", path.rstrip("/"))):
            resource = app.router.add_resource(f"{above}/websub/{{token:[A-Za-z0-9_-]{{20,80}}}}")
            resource.add_route("GET", self.verify)
            resource.add_route("POST", self.push)
        return app

    async def verify(self, request: web.Request) -> web.Response:
        """The hub asks whether we meant it (§5.3): its challenge, if so. Or it will not push (§5.2)."""
        token, intent = request.match_info["token"], intent_of(request.query)
        async with self._turns:
            if await self._hubs.secret(token) is None:
                return answer(404)
            if intent.mode == "subscribe" and intent.challenge:
                if await self._hubs.confirm(token, intent.topic, intent.lease, self._now()):
                    log.info("hub pushes a feed", topic=shown(intent.topic), lease=str(intent.lease))
                    return answer(200, intent.challenge)
            elif intent.mode == "denied" and await self._hubs.deny(token, intent.topic, self._now()):
                log.info("hub will not push a feed", topic=shown(intent.topic), reason=intent.reason)
                return answer(200)
        return answer(404)

    async def push(self, request: web.Request) -> web.Response:
        """The hub brings news (§7): its feed is looked at, if the signature holds.

        202 whether it holds or not: a stranger learns nothing. 410 lets a hub end what nobody reads.
        """
        token = request.match_info["token"]
        async with self._turns:
            secret = await self._hubs.secret(token)
        if secret is None:
            return answer(410)
        seal = Seal(request.headers.get("X-Hub-Signature", ""), secret)
        trouble = await self._read(request, seal)
        if trouble is not None:
            return answer(trouble)
        if not seal.holds:
            log.debug("push ignored", reason="its signature is missing or wrong")
            return answer(202)
        async with self._turns:
            feed = await self._hubs.ping(token, self._now())
        if feed is not None:
            log.debug("pushed", feed=feed)
        return answer(202)

    async def _read(self, request: web.Request, seal: Seal) -> int | None:
        """Let the body pass by the seal; the status where it is too large, too slow or breaks off."""
        received = 0
        try:
            async with asyncio.timeout(self._patience):
                async for chunk in request.content.iter_chunked(CHUNK):
                    received += len(chunk)
                    if received > self._max_bytes:
                        return 413
                    seal.update(chunk)
        except TimeoutError:
            return 408
        except (aiohttp.ClientError, web.RequestPayloadError, OSError):
            return 400
        return None


@web.middleware
async def _safely(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """The hub may come again when the database is within reach; what else fails is told once, here."""
    try:
        return await handler(request)
    except web.HTTPException as no:
        no.force_close()
        raise
    except StorageError as error:
        log.warning("a hub could not be answered", reason=str(error))
        return answer(503)
    except Exception:
        log.exception("a hub could not be answered")
        return answer(500)
