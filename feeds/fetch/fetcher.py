"""One conditional GET, bounded in time, bytes and hops; whatever happens is a value."""

import asyncio
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self, TypeVar

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from feeds.clean import line
from feeds.fetch import failures
from feeds.fetch.answer import Landing, document, not_modified
from feeds.fetch.session import open_session
from feeds.fetch.trip import Errand, Finish, follow
from feeds.guard import Network, host_of
from feeds.holding import Hold
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, LeadsTo, NotModified
from feeds.ports import Clock, Rests

_FEED_TYPES: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
_PAGE_TYPES: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

T = TypeVar("T")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Fetches feeds and pages; use as an async context manager.

    `timeout` is in seconds and bounds a fetch from name to last byte, redirects included, counted from when
    one of the `connections` that may be open at once is free; `max_bytes` bounds the decompressed body.
    Private addresses are refused at connect time unless a network in `allowed` holds them. With a `proxy`
    (http:// or https://, with or without credentials) every connection leads to it, wherever it is; the
    spelling of an address is judged as ever, and what a name leads to is for the proxy to judge. `tls`
    replaces the trust in certificates. A redirect of a feed is not followed to a host that `rests`. Follows
    RFC 9110 (§13 conditional requests, §15.4 redirects) and RFC 3229 (`A-IM: feed`).
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
        rests: Rests | None = None,
    ) -> None:
        self._user_agent = line(user_agent, 300)
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._allowed = allowed
        self._proxy = URL(proxy) if proxy else None
        self._turns = asyncio.Semaphore(connections)
        self._resolver = resolver
        self._tls = tls
        self._now = now
        self._rests = rests
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = open_session(
            user_agent=self._user_agent,
            allowed=self._allowed,
            proxy=self._proxy,
            resolver=self._resolver,
            tls=self._tls,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def __call__(self, feed: Feed, hold: Hold | None = None) -> FetchOutcome:
        """Ask for a feed, conditionally where validators are known (byte for byte).

        The deadline stands still while the body waits for room in `hold`.
        """
        headers = {"Accept": _FEED_TYPES}
        if feed.etag:
            headers["If-None-Match"] = feed.etag
            headers["A-IM"] = "feed"
        if feed.last_modified:
            headers["If-Modified-Since"] = feed.last_modified

        async def finish(response: aiohttp.ClientResponse, landing: Landing) -> FetchOutcome:
            if response.status == HTTPStatus.NOT_MODIFIED and len(headers) > 1:
                return not_modified(response, landing, feed, self._now())
            outcome = await document(response, landing, self._max_bytes, self._now(), hold=hold)
            if isinstance(outcome, Fetched) and outcome.body_hash == feed.body_hash:
                return NotModified(
                    etag=outcome.etag,
                    last_modified=outcome.last_modified,
                    address=outcome.address,
                    moved=outcome.moved,
                    fresh_for=outcome.fresh_for,
                )
            return outcome

        async def leave(landing: Landing) -> FetchOutcome | None:
            host = host_of(landing.address)
            if self._rests is None or host == host_of(feed.address):
                return None
            wait = await self._rests(host)
            return failures.rests(landing.address, wait, feed.address) if wait else None

        return await self._ask(feed.address, Errand(finish=finish, headers=headers, leave=leave), hold)

    async def page(self, url: str, max_bytes: int | None = None) -> Fetched | FetchFailed:
        """Ask for one page, unconditionally, under the same guards; it may be smaller than a feed may."""
        return await self._ask(url, Errand(finish=self._page(max_bytes), headers={"Accept": _PAGE_TYPES}))

    async def page_of_host(self, url: str, max_bytes: int) -> Fetched | FetchFailed | LeadsTo:
        """Like `page`, but no other address is asked: where a redirect leads comes back instead."""

        async def leave(landing: Landing) -> LeadsTo:
            return LeadsTo(address=landing.address)

        errand: Errand[Fetched | FetchFailed | LeadsTo] = Errand(
            finish=self._page(max_bytes), headers={"Accept": _PAGE_TYPES}, leave=leave
        )
        return await self._ask(url, errand)

    async def post(self, url: str, form: Mapping[str, str]) -> int | FetchFailed:
        """Post a form under the same guards, where 307 and 308 lead too; the status of the answer."""

        async def finish(response: aiohttp.ClientResponse, _: Landing) -> int:
            return response.status

        return await self._ask(url, Errand(finish=finish, headers={"Accept": "*/*"}, form=form))

    def _page(self, max_bytes: int | None) -> Finish[Fetched | FetchFailed]:
        limit = self._max_bytes if max_bytes is None else min(max_bytes, self._max_bytes)

        async def finish(response: aiohttp.ClientResponse, landing: Landing) -> Fetched | FetchFailed:
            return await document(response, landing, limit, self._now(), setting=limit == self._max_bytes)

        return finish

    async def _ask(self, address: str, errand: Errand[T], hold: Hold | None = None) -> T | FetchFailed:
        if self._session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        async with self._turns:
            try:
                async with asyncio.timeout(self._timeout) as deadline:
                    if hold is not None:
                        hold.deadline = deadline
                    return await follow(address, errand, self._session, self._allowed)
            except TimeoutError:
                return failures.timed_out(address, self._timeout)
