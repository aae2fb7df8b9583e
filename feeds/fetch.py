"""One conditional GET, bounded in time, bytes and hops; whatever happens is a value."""

import asyncio
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver

from feeds import failures
from feeds.clean import line
from feeds.guard import Network, address_refusal, guarded_socket, shown
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, NotModified
from feeds.ports import Clock

MAX_REDIRECTS: Final = 5
MAX_VALIDATOR: Final = 1_000
CHUNK: Final = 65_536

_FEED_TYPES: Final = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, "
    "text/xml;q=0.8, */*;q=0.1"
)
_PAGE_TYPES: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_CONDITIONS: Final = frozenset(("If-None-Match", "If-Modified-Since"))
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Fetches feeds and pages over one pool of connections; use as an async context manager.

    `timeout` is in seconds and bounds a fetch from name to last byte, redirects included; `max_bytes` bounds
    the decompressed body. Private addresses are refused at connect time unless a network in `allowed` holds
    them. Follows RFC 9110 (§13 conditional requests, §15.4 redirects).
    """

    def __init__(
        self,
        *,
        user_agent: str,
        timeout: float,
        max_bytes: int,
        allowed: tuple[Network, ...] = (),
        resolver: AbstractResolver | None = None,
        now: Clock = _utc_now,
    ) -> None:
        self._user_agent = user_agent
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._allowed = allowed
        self._resolver = resolver
        self._now = now
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            socket_factory=guarded_socket(self._allowed), resolver=self._resolver, limit=100
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent},
            timeout=aiohttp.ClientTimeout(total=None),
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
        if feed.last_modified:
            headers["If-Modified-Since"] = feed.last_modified
        outcome = await self._get(feed.address, headers)
        if isinstance(outcome, NotModified):
            return NotModified(
                etag=outcome.etag or feed.etag, last_modified=outcome.last_modified or feed.last_modified
            )
        if isinstance(outcome, Fetched) and outcome.body_hash == feed.body_hash:
            return NotModified(etag=outcome.etag, last_modified=outcome.last_modified)
        return outcome

    async def page(self, url: str) -> Fetched | FetchFailed:
        """Ask for one page, unconditionally, under the same guards."""
        outcome = await self._get(url, {"Accept": _PAGE_TYPES})
        if isinstance(outcome, NotModified):
            return failures.bad_status(url, HTTPStatus.NOT_MODIFIED, None)
        return outcome

    async def _get(self, address: str, headers: Mapping[str, str]) -> FetchOutcome:
        try:
            async with asyncio.timeout(self._timeout):
                return await self._follow(address, headers)
        except TimeoutError:
            return failures.timed_out(address, self._timeout)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return failures.no_answer(address, error)

    async def _follow(self, address: str, headers: Mapping[str, str]) -> FetchOutcome:
        """GET the address and where it redirects to; every hop is judged before it is asked."""
        if self._session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        hop = address
        for _ in range(MAX_REDIRECTS + 1):
            why = address_refusal(hop, self._allowed)
            if why:
                return failures.refused(hop, why if hop == address else f"{why} ({shown(address)} led there)")
            async with self._session.get(hop, headers=headers, allow_redirects=False) as response:
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or not location:
                    return await self._outcome(response, hop, conditional=not _CONDITIONS.isdisjoint(headers))
                hop = urljoin(str(response.url), location)
        return failures.redirected_too_often(address, MAX_REDIRECTS)

    async def _outcome(
        self, response: aiohttp.ClientResponse, address: str, *, conditional: bool
    ) -> FetchOutcome:
        etag, last_modified = _validator(response, "ETag"), _validator(response, "Last-Modified")
        if response.status == HTTPStatus.NOT_MODIFIED and conditional:
            return NotModified(etag=etag, last_modified=last_modified)
        if not 200 <= response.status < 300:
            wait = failures.retry_after(response.headers.get("Retry-After", ""), self._now())
            return failures.bad_status(address, response.status, wait)
        body = await self._body(response)
        if body is None:
            return failures.too_large(address, self._max_bytes)
        return Fetched(
            address=address,
            body=body,
            body_hash=hashlib.sha256(body).hexdigest(),
            content_type=line(response.headers.get("Content-Type", ""), 200),
            etag=etag,
            last_modified=last_modified,
        )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes | None:
        """The decompressed body, or None once it is larger than may be."""
        if (response.content_length or 0) > self._max_bytes:
            return None
        pieces, size = [], 0
        async for piece in response.content.iter_chunked(CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > self._max_bytes:
                return None
        return b"".join(pieces)


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    """The header as it came, or None where it is too long or cannot be sent back byte for byte."""
    value = response.headers.get(name)
    if not value or len(value) > MAX_VALIDATOR or not value.isprintable():
        return None
    return value
