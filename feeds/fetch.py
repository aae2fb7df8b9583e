"""One conditional GET, bounded in time, bytes and hops; whatever happens is a value."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self, TypeVar

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from feeds import failures
from feeds.answer import Landing, document, not_modified
from feeds.bounds import BriefResponse, sipping
from feeds.clean import line
from feeds.guard import Network, connection_guard, shown
from feeds.hops import for_good, led_to, target
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, NotModified
from feeds.ports import Clock
from feeds.unpack import ACCEPTED
from feeds.validators import BytewiseRequest

MAX_REDIRECTS: Final = 5
MAX_HEADERS: Final = 128
MAX_HEADER: Final = 32_768

_FEED_TYPES: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
_PAGE_TYPES: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_FOR_A_GET: Final = frozenset((301, 302, 303, 307, 308))
_FOR_A_POST: Final = frozenset((307, 308))

T = TypeVar("T")
Finish = Callable[[aiohttp.ClientResponse, Landing], Awaitable[T]]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Fetches feeds and pages; use as an async context manager.

    `timeout` is in seconds and bounds a fetch from name to last byte, redirects included, counted from when
    one of the `connections` that may be open at once is free; `max_bytes` bounds the decompressed body.
    Private addresses are refused at connect time unless a network in `allowed` holds them. With a `proxy`
    (http:// or https://, with or without credentials) every connection leads to it, wherever it is; the
    spelling of an address is judged as ever, and what a name leads to is for the proxy to judge. `tls`
    replaces the trust in certificates. Follows RFC 9110 (§13 conditional requests, §15.4 redirects) and
    RFC 3229 (`A-IM: feed`).
    """

    def __init__(
        self,
        *,
        user_agent: str,
        timeout: float,
        max_bytes: int,
        allowed: tuple[Network, ...] = (),
        proxy: str | None = None,
        connections: int = 100,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
        now: Clock = _utc_now,
    ) -> None:
        self._user_agent = line(user_agent, 300)
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._allowed = allowed
        self._proxy = URL(proxy) if proxy else None
        self._turns = asyncio.Semaphore(connections)
        self._resolver = resolver
        self._tls: ssl.SSLContext | bool = tls or True
        self._now = now
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                socket_factory=sipping(None if self._proxy else connection_guard(self._allowed)),
                resolver=self._resolver,
                ssl=self._tls,
                force_close=True,
                limit=0,
                limit_per_host=2,
                ttl_dns_cache=60,
            ),
            request_class=BytewiseRequest,
            response_class=BriefResponse,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": ACCEPTED},
            timeout=aiohttp.ClientTimeout(total=None),
            proxy=self._proxy,
            auto_decompress=False,
            max_line_size=MAX_HEADER,
            max_field_size=MAX_HEADER,
            max_headers=MAX_HEADERS,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def __call__(self, feed: Feed) -> FetchOutcome:
        """Ask for a feed, conditionally where validators are known (byte for byte)."""
        headers = {"Accept": _FEED_TYPES}
        if feed.etag:
            headers["If-None-Match"] = feed.etag
            headers["A-IM"] = "feed"
        if feed.last_modified:
            headers["If-Modified-Since"] = feed.last_modified

        async def finish(response: aiohttp.ClientResponse, landing: Landing) -> FetchOutcome:
            if response.status == HTTPStatus.NOT_MODIFIED and len(headers) > 1:
                return not_modified(response, landing, feed, self._now())
            outcome = await document(response, landing, self._max_bytes, self._now())
            if isinstance(outcome, Fetched) and outcome.body_hash == feed.body_hash:
                return NotModified(
                    etag=outcome.etag,
                    last_modified=outcome.last_modified,
                    address=outcome.address,
                    moved=outcome.moved,
                    fresh_for=outcome.fresh_for,
                )
            return outcome

        return await self._ask(feed.address, finish, headers=headers)

    async def page(self, url: str, max_bytes: int | None = None) -> Fetched | FetchFailed:
        """Ask for one page, unconditionally, under the same guards; it may be smaller than a feed may."""
        limit = self._max_bytes if max_bytes is None else min(max_bytes, self._max_bytes)

        async def finish(response: aiohttp.ClientResponse, landing: Landing) -> Fetched | FetchFailed:
            return await document(response, landing, limit, self._now(), setting=limit == self._max_bytes)

        return await self._ask(url, finish, headers={"Accept": _PAGE_TYPES})

    async def post(self, url: str, form: Mapping[str, str]) -> int | FetchFailed:
        """Post a form under the same guards, where 307 and 308 lead too; the status of the answer."""

        async def finish(response: aiohttp.ClientResponse, _: Landing) -> int:
            return response.status

        return await self._ask(url, finish, headers={"Accept": "*/*"}, form=form)

    async def _ask(
        self,
        address: str,
        finish: Finish[T],
        *,
        headers: Mapping[str, str],
        form: Mapping[str, str] | None = None,
    ) -> T | FetchFailed:
        async with self._turns:
            try:
                async with asyncio.timeout(self._timeout):
                    return await self._follow(address, finish, headers, form)
            except TimeoutError:
                return failures.timed_out(address, self._timeout)

    async def _follow(
        self,
        address: str,
        finish: Finish[T],
        headers: Mapping[str, str],
        form: Mapping[str, str] | None,
    ) -> T | FetchFailed:
        """Ask the address and where it redirects to; every hop is judged before it is asked."""
        landing = Landing(address=address)
        for _ in range(MAX_REDIRECTS + 1):
            step = await self._step(landing, finish, headers, form)
            if isinstance(step, FetchFailed) and landing.hops:
                return replace(step, detail=f"{step.detail.removesuffix('.')} ({shown(address)} led there).")
            if not isinstance(step, Landing):
                return step
            landing = step
        return failures.redirected_too_often(address, MAX_REDIRECTS)

    async def _step(
        self,
        landing: Landing,
        finish: Finish[T],
        headers: Mapping[str, str],
        form: Mapping[str, str] | None,
    ) -> T | Landing | FetchFailed:
        if self._session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        url = target(landing.address, self._allowed)
        if isinstance(url, str):
            return failures.refused(landing.address, url)
        method, redirects = ("GET", _FOR_A_GET) if form is None else ("POST", _FOR_A_POST)
        try:
            async with self._session.request(
                method, url, headers=headers, data=form, allow_redirects=False
            ) as response:
                location = response.headers.get("Location")
                if response.status not in redirects or not location:
                    return await finish(response, landing)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return failures.no_answer(landing.address, error)
        to = led_to(url, location)
        return Landing(
            address=to,
            hops=landing.hops + 1,
            moved=for_good(url, response.status, to) and (landing.moved or not landing.hops),
        )
