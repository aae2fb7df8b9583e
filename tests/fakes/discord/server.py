"""The HTTP side: one door for all requests, from faults and limits over the judges to the routes and back."""

import asyncio
import json

from aiohttp import web

from . import routes
from .backend import Backend
from .contract import contract
from .errors import ApiError, invalid_form
from .faults import Fault, Then
from .journal import Request
from .reading import read_body
from .routing import Answer, Call, Route, find, major
from .world import Json

PREFIX = "/api/v10"
VIA = {"Via": "1.1 google"}
INVALID = frozenset({401, 403, 429})

assert routes.__all__


class Server:
    """Takes requests to the API; `invalid_requests` counts what Discord counts towards a ban."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.invalid_requests = 0

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, or do to it what a fault says."""
        backend = self._backend
        path = "/" + request.match_info["path"]
        found = find(request.method, path)
        entry = Request(
            method=request.method,
            path=path,
            route=found[0].template if found else "",
            body=None,
            query=dict(request.query),
            at=backend.clock.now(),
        )
        backend.journal.requests.append(entry)
        backend.journal.ring()
        before = backend.faults.take(entry, committed=False)
        if before is not None and (struck := await self._strike(before, request, entry)) is not None:
            return self._done(entry, struck)
        answer, headers = await self._answer(request, entry, found)
        after = backend.faults.take(entry, committed=True)
        if after is not None and (struck := await self._strike(after, request, entry)) is not None:
            return self._done(entry, struck)
        entry.answer = answer.body
        return self._done(entry, respond(answer, headers))

    async def file(self, request: web.Request) -> web.Response:
        """Give the bytes of a file that somebody attached, as Discord's CDN does."""
        found = self._backend.files.get(int(request.match_info["id"]))
        if found is None:
            return web.Response(status=404, text="This content is no longer available.")
        kind = found.content_type or "application/octet-stream"
        return web.Response(body=found.data, headers={"Content-Type": kind})

    def _done(self, entry: Request, response: web.StreamResponse) -> web.StreamResponse:
        lost = response.status == LOST
        entry.status = None if lost else response.status
        self.invalid_requests += response.status in INVALID
        self._backend.journal.ring()
        return response

    async def _answer(
        self, request: web.Request, entry: Request, found: tuple[Route, dict[str, str]] | None
    ) -> tuple[Answer, dict[str, str]]:
        if found is None:
            self._backend.journal.blame("unknown route", f"{entry.method} {entry.path}", "no such route here")
            return Answer(status=404, body={"message": "404: Not Found", "code": 0}), {}
        route, steps = found
        if (wait := self._backend.limits.exceeds_all()) is not None:
            return Answer(status=429, body=limited(wait, everywhere=True)), limit_headers(wait, "global")
        granted, headers = self._backend.limits.spend(entry, major(steps))
        if not granted:
            after = float(headers["X-RateLimit-Reset-After"])
            return Answer(status=429, body=limited(after, everywhere=False)), limit_headers(
                after, "user"
            ) | headers
        try:
            answer = await self._routed(request, entry, route, steps)
        except ApiError as error:
            if error.misuse is not None:
                self._backend.journal.blame("invalid request", f"{entry.method} {entry.path}", error.misuse)
            answer = Answer(status=error.status, body=error.body)
            if error.status == 429:
                answer.body.update(retry_after=0.05, **{"global": False})  # type: ignore[attr-defined]
                headers |= limit_headers(0.05, "shared")
        except Exception as error:
            self._backend.journal.blame("the fake failed", f"{entry.method} {entry.path}", repr(error))
            raise
        self._judge_answer(entry, answer)
        return answer, headers

    async def _routed(
        self, request: web.Request, entry: Request, route: Route, steps: dict[str, str]
    ) -> Answer:
        backend = self._backend
        if not route.public and request.headers.get("Authorization") != f"Bot {backend.world.token}":
            raise ApiError(401, 0, "401: Unauthorized")
        entry.body, files = await read_body(request, backend.ids)
        judge = contract()
        if judge is not None:
            complaints = judge.request(entry.method, route.template, entry.query, entry.body)
            if complaints:
                raise invalid_form(complaints)
        return route.handler(
            Call(backend=backend, steps=steps, query=entry.query, body=as_object(entry.body), files=files)
        )

    def _judge_answer(self, entry: Request, answer: Answer) -> None:
        judge = contract()
        if judge is None:
            return
        for complaint in judge.answer(entry.method, entry.route, answer.status, answer.body):
            self._backend.journal.blame("invalid answer", f"{entry.method} {entry.path}", str(complaint))

    async def _strike(self, fault: Fault, request: web.Request, entry: Request) -> web.StreamResponse | None:
        self._backend.journal.ring()
        if fault.then is Then.HANG:
            await asyncio.Event().wait()
        if fault.gate is not None:
            fault.gate.request = entry
            self._backend.journal.ring()
            await fault.gate.opened.wait()
            return severed(request, reset=False) if fault.gate.lost else None
        if fault.then in (Then.CLOSE, Then.RESET):
            return severed(request, reset=fault.then is Then.RESET)
        return spoiled(fault)


LOST = 599


def severed(request: web.Request, *, reset: bool) -> web.StreamResponse:
    """Break the connection; the response returned goes nowhere."""
    transport = request.transport
    if transport is not None:
        transport.abort() if reset else transport.close()
    return web.Response(status=LOST)


def spoiled(fault: Fault) -> web.StreamResponse:
    """Return the wrong answer a fault asks for."""
    if fault.then is Then.GARBLE:
        return written(200, b'{"id": "1', {})
    headers = dict(VIA) if fault.via else {}
    if fault.then is Then.LIMIT:
        body = limited(fault.retry_after, everywhere=fault.scope == "global")
        headers |= {k: v for k, v in limit_headers(fault.retry_after, fault.scope).items() if k != "Via"}
        return written(429, json.dumps(body).encode(), headers)
    body = {"message": f"{fault.status}: fault", "code": fault.code}
    return written(fault.status, json.dumps(body).encode(), headers)


def limited(retry_after: float, *, everywhere: bool) -> Json:
    """Return the body of a 429."""
    return {
        "message": "You are being rate limited.",
        "code": 0,
        "retry_after": retry_after,
        "global": everywhere,
    }


def limit_headers(retry_after: float, scope: str) -> dict[str, str]:
    """Return the headers of a 429 that comes from Discord itself."""
    headers = {**VIA, "Retry-After": f"{retry_after:.3f}", "X-RateLimit-Scope": scope}
    return headers | ({"X-RateLimit-Global": "true"} if scope == "global" else {})


def as_object(body: object) -> Json:
    """Return the body as an object; the list that replaces all commands goes under `commands`."""
    if isinstance(body, dict):
        return body
    return {"commands": body if isinstance(body, list) else []}


def respond(answer: Answer, headers: dict[str, str]) -> web.Response:
    """Write an answer as Discord does."""
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    return written(answer.status, json.dumps(answer.body).encode(), headers)


def written(status: int, body: bytes, headers: dict[str, str]) -> web.Response:
    """Return a response whose content type is JSON and nothing more, as discord.py expects."""
    return web.Response(status=status, body=body, headers=headers, content_type="application/json")
