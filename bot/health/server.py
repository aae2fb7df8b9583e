"""The web server that tells how a process is: three addresses, a token if the operator wants one."""

import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Final

import structlog
from aiohttp import web

from bot.health.exposition import Exposition, Told
from bot.health.vitals import Check, checks, is_ready
from bot.health.watching import Watching
from bot.listening import answer, listening
from bot.redaction import Redaction
from config.settings import Settings

log = structlog.get_logger()

PATIENCE: Final = 5.0
"""Seconds that a request's head may take."""

MOST_CONNECTIONS: Final = 32
JSON: Final = "application/json; charset=utf-8"
TROUBLE: Final = (
    "`health`: nothing can listen at {place} ({{reason}}). Choose a free port, such as "
    "WIREWATCH_HEALTH=8482 for a second Wirewatch on this machine, or unset it."
)

LIVE: Final = "/health/live"


@asynccontextmanager
async def serving(watching: Watching, settings: Settings, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Answer while inside where the settings say; ConfigurationError where nothing can listen there."""
    place = settings.health_at
    assert place is not None
    application = Answers(watching, settings).application()
    trouble = TROUBLE.format(place=settings.health)
    async with listening(application, place, most=MOST_CONNECTIONS, patience=patience, trouble=trouble):
        yield


class Answers:
    """Answers whoever asks; nothing that is asked changes anything."""

    def __init__(self, watching: Watching, settings: Settings) -> None:
        self._watching = watching
        self._exposition = Exposition()
        token = settings.health_token
        self._token = None if token is None else token.get_secret_value().encode()
        self._redaction = Redaction(settings.secrets)

    def application(self) -> web.Application:
        """The three addresses; 404 and 405 else."""
        app = web.Application(middlewares=[self._guarded])
        app.router.add_get(LIVE, self.live)
        app.router.add_get("/health/ready", self.ready)
        app.router.add_get("/metrics", self.metrics)
        return app

    async def live(self, _: web.Request) -> web.Response:
        """200 as long as anything is answered at all: a restart would help against nothing that is known."""
        return answer(200, json.dumps({"live": True}), JSON)

    async def ready(self, _: web.Request) -> web.Response:
        """200 where each check is in order, else 503; the body says each by name."""
        standing = await self._watching.standing()
        found = checks(standing)
        ready = is_ready(found)
        return answer(200 if ready else 503, self._body(found, ready, sorted(standing.roles)), JSON)

    async def metrics(self, request: web.Request) -> web.Response:
        """Prometheus' text, or OpenMetrics where that is asked for."""
        watching = self._watching
        told = Told(
            counts=watching.counts, standing=await watching.standing(), memory=await watching.memory()
        )
        text, kind = self._exposition.text(told, request.headers.get("Accept", ""))
        return answer(200, text, kind)

    def _body(self, found: tuple[Check, ...], ready: bool, roles: list[str]) -> str:
        told = {check.name: check.body for check in found}
        for said in told.values():
            if said.get("reason"):
                said["reason"] = self._redaction.hide(said["reason"])
        body = {"ready": ready, "checks": told, "roles": roles, "version": version("wirewatch")}
        return json.dumps(body, ensure_ascii=False)

    @web.middleware
    async def _guarded(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """401 without the token; what fails is told in the log, not to who asked."""
        if request.path != LIVE and not self._may(request):
            return answer(401, "The token of WIREWATCH_HEALTH_TOKEN is wanted.\n", WWW_Authenticate="Bearer")
        try:
            return await handler(request)
        except web.HTTPException as no:
            no.force_close()
            raise
        except Exception:
            log.exception("how it is could not be told", asked=request.path[:60])
            return answer(500)

    def _may(self, request: web.Request) -> bool:
        if self._token is None:
            return True
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        # surrogates stand for bytes that are no UTF-8
        said = given.strip().encode("utf-8", "surrogateescape")
        return hmac.compare_digest(said, self._token) and scheme.lower() == "bearer"
