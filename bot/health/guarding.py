"""Who may ask, and what they are told where the answer itself fails."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from aiohttp import web

from bot.listening import answer
from config.settings import Settings

log = structlog.get_logger()

LIVE: Final = "/health/live"
READY: Final = "/health/ready"
METRICS: Final = "/metrics"
JSON: Final = "application/json; charset=utf-8"
UNTOLD: Final = "How it is could not be told; the log says why."


class Guard:
    """Wants the token of the settings, if there is one, for all but whether the process lives."""

    def __init__(self, settings: Settings) -> None:
        token = settings.health_token
        self._token = None if token is None else token.get_secret_value().encode()
        self._failed: dict[str, str] = {}

    @web.middleware
    async def guarded(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """401 without the token. What fails is told in the log, once until it is another, not to who asks."""
        if request.path != LIVE and not self._may(request):
            return answer(401, "The token of WIREWATCH_HEALTH_TOKEN is wanted.\n", WWW_Authenticate="Bearer")
        try:
            answered = await handler(request)
        except web.HTTPException as no:
            no.force_close()
            raise
        except Exception as error:
            # only addresses that there are fail
            said = f"{type(error).__name__}: {error}"
            if self._failed.get(request.path) != said:
                self._failed[request.path] = said
                log.exception("how it is could not be told", asked=request.path)
            if request.path == READY:
                return answer(503, json.dumps({"ready": False, "reason": UNTOLD}), JSON)
            return answer(500, f"{UNTOLD}\n")
        self._failed.pop(request.path, None)
        return answered

    def _may(self, request: web.Request) -> bool:
        if self._token is None:
            return True
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        # surrogates stand for bytes that are no UTF-8
        said = given.strip().encode("utf-8", "surrogateescape")
        return hmac.compare_digest(said, self._token) and scheme.lower() == "bearer"
