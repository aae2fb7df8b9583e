"""What an answer of HTTP says: a document, nothing new, or a failure."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final

import aiohttp

from feeds.clean import line
from feeds.fetch import body, failures
from feeds.fetch.freshness import fresh_for
from feeds.fetch.links import hub_and_topic
from feeds.fetch.unpack import UnpackError
from feeds.fetch.validators import kept
from feeds.holding import CrowdedError, Hold
from feeds.model import Feed, Fetched, FetchFailed, NotModified

_IM_USED: Final = 226


@dataclass(frozen=True, kw_only=True, slots=True)
class Landing:
    """Where the redirects have led: after so many hops, all of them for good if `moved`."""

    address: str
    hops: int = 0
    moved: bool = False


def not_modified(
    response: aiohttp.ClientResponse, landing: Landing, feed: Feed, now: datetime
) -> NotModified:
    """304: the validators that it brings, else those that are known (RFC 9110 §15.4.5)."""
    headers = response.headers
    return NotModified(
        etag=kept(headers.get("ETag")) or feed.etag,
        last_modified=kept(headers.get("Last-Modified")) or feed.last_modified,
        address=landing.address,
        moved=landing.moved,
        fresh_for=fresh_for(headers, now),
    )


async def document(
    response: aiohttp.ClientResponse,
    landing: Landing,
    max_bytes: int,
    now: datetime,
    *,
    setting: bool = True,
    hold: Hold | None = None,
) -> Fetched | FetchFailed:
    """The document that came, or why none did; `setting` says that `max_bytes` is the operator's.

    It takes its room of `hold`, if one is given.
    Raises aiohttp.ClientPayloadError where the body breaks off.
    """
    address, headers, status = landing.address, response.headers, response.status
    if not 200 <= status < 300 or status == HTTPStatus.PARTIAL_CONTENT:
        wait = failures.retry_after(headers.get("Retry-After", ""), now)
        return failures.bad_status(address, status, wait)
    try:
        came = await body.read(response, max_bytes, hold)
    except UnpackError as error:
        return failures.not_unpacked(address, error.what)
    except CrowdedError:
        return failures.crowded(address)
    if came is None:
        return failures.too_large(address, max_bytes, setting=setting)
    hub, topic = hub_and_topic(headers.getall("Link", ()), address)
    return Fetched(
        address=address,
        body=came.data,
        body_hash=came.sha256,
        content_type=line(headers.get("Content-Type", ""), 200),
        etag=kept(headers.get("ETag")),
        last_modified=kept(headers.get("Last-Modified")),
        moved=landing.moved,
        partial=status == _IM_USED,
        fresh_for=fresh_for(headers, now),
        hub=hub,
        topic=topic,
        encoding=came.encoding,
        received=came.received,
    )
