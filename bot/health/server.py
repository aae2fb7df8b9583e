"""The web server that tells how a process is: three addresses, a token if the operator wants one."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from typing import Final

from aiohttp import web

from bot.health.exposition import Exposition, Told
from bot.health.guarding import JSON, LIVE, METRICS, READY, Guard
from bot.health.vitals import Check, checks, is_ready
from bot.health.watching import Watching
from bot.listening import answer, listening
from bot.redaction import Redaction
from config.settings import Settings

PATIENCE: Final = 5.0
"""Seconds that a request's head may take."""

MOST_CONNECTIONS: Final = 32
TROUBLE: Final = (
    "`health`: nothing can listen at {place} ({{reason}}). Choose a free port, such as "
    "WIREWATCH_HEALTH=8482 for a second Wirewatch on this machine, or unset it."
)


@asynccontextmanager
async def serving(watching: Watching, settings: Settings, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Answer while inside where the settings say; ConfigurationError where nothing can listen there."""
    async with _open(Answers(watching, settings).application(), settings, patience):
        yield


@asynccontextmanager
async def serving_meanwhile(settings: Settings, reason: str) -> AsyncIterator[None]:
    """Answer while inside that the process lives, and is not ready for this reason."""
    async with _open(Meanwhile(settings, reason).application(), settings, PATIENCE):
        yield


def _open(
    application: web.Application, settings: Settings, patience: float
) -> AbstractAsyncContextManager[None]:
    place = settings.health_at
    assert place is not None
    trouble = TROUBLE.format(place=settings.health)
    return listening(application, place, most=MOST_CONNECTIONS, patience=patience, trouble=trouble)


class Answers:
    """Answers whoever asks; nothing that is asked changes anything."""

    def __init__(self, watching: Watching, settings: Settings) -> None:
        self._watching = watching
        self._exposition = Exposition()
        self._guard = Guard(settings)
        self._redaction = Redaction(settings.secrets)

    def application(self) -> web.Application:
        """The three addresses; 404 and 405 else."""
        app = web.Application(middlewares=[self._guard.guarded])
        app.router.add_get(LIVE, live)
        app.router.add_get(READY, self.ready)
        app.router.add_get(METRICS, self.metrics)
        return app

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
        text, kind = self._exposition.text(told, ",".join(request.headers.getall("Accept", ())))
        return answer(200, text, kind)

    def _body(self, found: tuple[Check, ...], ready: bool, roles: list[str]) -> str:
        told = {check.name: check.body for check in found}
        for said in told.values():
            if said.get("reason"):
                said["reason"] = self._redaction.hide(said["reason"])
        return _body(told, roles, ready=ready)


class Meanwhile:
    """Answers while there is nothing yet to tell of: the process lives, and is not ready."""

    def __init__(self, settings: Settings, reason: str) -> None:
        self._guard = Guard(settings)
        self._reason = reason
        self._body = _body(
            {"database_migrated": {"ok": False, "reason": reason}}, sorted(settings.roles), ready=False
        )

    def application(self) -> web.Application:
        """The same three addresses."""
        app = web.Application(middlewares=[self._guard.guarded])
        app.router.add_get(LIVE, live)
        app.router.add_get(READY, self.ready)
        app.router.add_get(METRICS, self.metrics)
        return app

    async def ready(self, _: web.Request) -> web.Response:
        """503, with the reason."""
        return answer(503, self._body, JSON)

    async def metrics(self, _: web.Request) -> web.Response:
        """503: there are none."""
        return answer(503, f"{self._reason}\n")


async def live(_: web.Request) -> web.Response:
    """200 as long as anything is answered at all: a restart would help against nothing that is known."""
    return answer(200, json.dumps({"live": True}), JSON)


def _body(told: Mapping[str, object], roles: list[str], *, ready: bool) -> str:
    body = {"ready": ready, "checks": told, "roles": roles, "version": version("wirewatch")}
    return json.dumps(body, ensure_ascii=False)
