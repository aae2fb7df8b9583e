"""A loopback web server that outlets' feeds are served from, and builders of feeds.

async with FeedServer() as outlet:
    address = outlet.put("/world.xml", rss(item("A headline", "A text.")), etag='"1"')
    ...
    assert outlet.count("/world.xml") == 1
"""

import asyncio
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape, quoteattr

from aiohttp import web

RSS_TYPE = "application/rss+xml; charset=utf-8"
ATOM_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """What a feed says of one article; `guid` falls back to the address; "" leaves it out."""

    title: str
    text: str = ""
    url: str | None = None
    guid: str | None = None
    at: datetime | None = None
    author: str | None = None


def item(
    title: str,
    text: str = "",
    *,
    url: str | None = None,
    guid: str | None = None,
    at: datetime | None = None,
    author: str | None = None,
) -> Item:
    """An item from a few values; `text` may be HTML (it is escaped into the feed as feeds do)."""
    return Item(title=title, text=text, url=url, guid=guid, at=at, author=author)


def rss(
    *items: Item, title: str = "An Outlet", link: str = "https://outlet.example/", language: str = "en"
) -> bytes:
    """An RSS 2.0 document."""
    rows = "".join(_rss_item(each) for each in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>{escape(link)}</link><description/>"
        f"<language>{escape(language)}</language>{rows}</channel></rss>"
    ).encode()


def atom(
    *items: Item, title: str = "An Outlet", link: str = "https://outlet.example/", language: str = "en"
) -> bytes:
    """An Atom 1.0 document (RFC 4287)."""
    rows = "".join(_atom_entry(each, number) for number, each in enumerate(items))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        f" xml:lang={quoteattr(language)}>"
        f"<title>{escape(title)}</title><link href={quoteattr(link)}/><id>{escape(link)}</id>{rows}</feed>"
    ).encode()


def _rss_item(each: Item) -> str:
    guid = each.url if each.guid is None else each.guid
    return "".join(
        (
            f"<item><title>{escape(each.title)}</title><description>{escape(each.text)}</description>",
            f"<link>{escape(each.url)}</link>" if each.url else "",
            f'<guid isPermaLink="false">{escape(guid)}</guid>' if guid else "",
            f"<pubDate>{format_datetime(each.at)}</pubDate>" if each.at else "",
            f"<author>{escape(each.author)}</author>" if each.author else "",
            "</item>",
        )
    )


def _atom_entry(each: Item, number: int) -> str:
    when = each.at.isoformat() if each.at else ""
    return "".join(
        (
            f'<entry><title>{escape(each.title)}</title><content type="html">{escape(each.text)}</content>',
            f"<link href={quoteattr(each.url)}/>" if each.url else "",
            f"<id>{escape(each.guid or each.url or f'tag:outlet.example,2022:{number}')}</id>",
            f"<published>{when}</published><updated>{when}</updated>" if when else "",
            f"<author><name>{escape(each.author)}</name></author>" if each.author else "",
            "</entry>",
        )
    )


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
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
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
        site = web.TCPSite(self._runner, self.host, 0)
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
        return f"http://{self.host}:{self.port}{path}"

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


class Canary:
    """A loopback port that counts who connects; with `answer` it sends those bytes and hangs up."""

    def __init__(self, answer: bytes = b"") -> None:
        self.answer = answer
        self.connections = 0
        self.port = 0
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """An address of this port, with the host spelled as asked."""
        return f"http://{host}:{self.port}{path}"

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if self.answer:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self.answer)
            await writer.drain()
        writer.close()
        await writer.wait_closed()


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
