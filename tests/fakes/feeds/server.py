"""A loopback web server that outlets' feeds are served from."""

import asyncio
import gzip
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.fakes.feeds.documents import RSS_TYPE


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A request that arrived; header names in lower case."""

    path: str
    method: str
    headers: Mapping[str, str]


@dataclass(kw_only=True, slots=True)
class Page:
    """What a path answers. `gate` holds the answer back until it is set; `drip` sends it byte by byte."""

    body: bytes = b""
    content_type: str = RSS_TYPE
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None
    gate: asyncio.Event | None = None
    drip: bool = False


class FeedServer:
    """Serves what tests put on its paths, on 127.0.0.1 and a free port; unknown paths answer 404.

    Conditional requests are answered as RFC 9110 §13 says, wherever a page has `etag` or `last_modified`.
    With `tls` it speaks https, and its addresses name the host `name`, for a resolver to lead here.
    """

    def __init__(
        self, host: str = "127.0.0.1", *, tls: ssl.SSLContext | None = None, name: str | None = None
    ) -> None:
        self.host = host
        self.name = name or host
        self._tls = tls
        self.port = 0
        self.asked: list[Asked] = []
        self._pages: dict[str, Page] = {}
        self._arrival = asyncio.Condition()
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, 0, ssl_context=self._tls)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._runner is not None:
            await self._runner.cleanup()

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http{'s' if self._tls else ''}://{self.name}:{self.port}{path}"

    def put(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        content_type: str = RSS_TYPE,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: datetime | str | None = None,
        gate: asyncio.Event | None = None,
        drip: bool = False,
    ) -> str:
        """Set what a path answers from now on, and return its address."""
        modified = (
            format_datetime(last_modified, usegmt=True)
            if isinstance(last_modified, datetime)
            else last_modified
        )
        self._pages[path] = Page(
            body=body.encode() if isinstance(body, str) else body,
            content_type=content_type,
            status=status,
            headers=dict(headers or {}),
            etag=etag,
            last_modified=modified,
            gate=gate,
            drip=drip,
        )
        return self.url(path)

    def put_gzipped(self, path: str, body: bytes, **settings: str) -> str:
        """Like `put`, the body gzipped and declared so."""
        packed = gzip.compress(body, mtime=0)
        return self.put(path, packed, headers={"Content-Encoding": "gzip"}, **settings)  # type: ignore[arg-type]

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Let a path redirect, and return its address."""
        return self.put(path, status=status, headers={"Location": to})

    def hang(self, path: str) -> asyncio.Event:
        """Let a path that was put hold its answers until the event that comes back is set."""
        gate = asyncio.Event()
        self._pages[path].gate = gate
        return gate

    def remove(self, path: str) -> None:
        """Let a path answer 404 again."""
        self._pages.pop(path, None)

    def count(self, path: str) -> int:
        """How many requests for this path arrived."""
        return sum(1 for asked in self.asked if asked.path == path)

    def last(self, path: str) -> Asked:
        """The latest request for this path."""
        return next(asked for asked in reversed(self.asked) if asked.path == path)

    async def wait_for(self, path: str, times: int = 1) -> None:
        """Return once `times` requests for this path have arrived."""
        async with self._arrival:
            await self._arrival.wait_for(lambda: self.count(path) >= times)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        async with self._arrival:
            self.asked.append(Asked(path=request.path_qs, method=request.method, headers=headers))
            self._arrival.notify_all()
        page = self._pages.get(request.path_qs)
        if page is None:
            return web.Response(status=404, text="nothing is here")
        if page.gate is not None:
            await _first(page.gate, self._closing)
        answer = {**_validators(page), **page.headers}
        if page.status == 200 and _unchanged(page, headers):
            return web.Response(status=304, headers=answer)
        answer.setdefault("Content-Type", page.content_type)
        if page.drip:
            return await self._drip(request, page, answer)
        return web.Response(status=page.status, body=page.body, headers=answer)

    async def _drip(self, request: web.Request, page: Page, headers: dict[str, str]) -> web.StreamResponse:
        response = web.StreamResponse(status=page.status, headers=headers)
        response.content_length = len(page.body)
        await response.prepare(request)
        for byte in page.body:
            await response.write(bytes((byte,)))
            try:
                await asyncio.wait_for(self._closing.wait(), 0.02)
            except TimeoutError:
                continue
            break
        return response


async def _first(*events: asyncio.Event) -> None:
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


def _validators(page: Page) -> dict[str, str]:
    pairs: Iterable[tuple[str, str | None]] = (("ETag", page.etag), ("Last-Modified", page.last_modified))
    return {name: value for name, value in pairs if value is not None}


def _unchanged(page: Page, headers: Mapping[str, str]) -> bool:
    """If-None-Match wins over If-Modified-Since; tags are compared weakly (RFC 9110 §13.1.2, §13.1.3)."""
    known = headers.get("if-none-match")
    if known is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return page.etag is not None and (known.strip() == "*" or page.etag.removeprefix("W/") in tags)
    since = headers.get("if-modified-since")
    if since is None or page.last_modified is None:
        return False
    try:
        return parsedate_to_datetime(page.last_modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return since == page.last_modified
