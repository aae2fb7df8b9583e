"""A session of aiohttp as the wire needs it: guarded where it connects, bounded in what it hears."""

import ssl
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from feeds.fetch.bounds import BriefResponse, sipping
from feeds.fetch.unpack import ACCEPTED
from feeds.fetch.validators import BytewiseRequest
from feeds.guard import Network, connection_guard

MAX_HEADERS: Final = 128
MAX_HEADER: Final = 32_768
AT_ONE_HOST: Final = 2


def open_session(
    *,
    user_agent: str,
    allowed: tuple[Network, ...],
    proxy: URL | None,
    resolver: AbstractResolver | None,
    tls: ssl.SSLContext | None,
) -> aiohttp.ClientSession:
    """A session that connects to public addresses, to those in `allowed`, or to the proxy alone.

    Bodies come packed. There are no cookies, no connection is kept: a
    host is asked once in minutes. At most AT_ONE_HOST connections lead to one host. Close it in the end.
    """
    connector = aiohttp.TCPConnector(
        socket_factory=sipping(None if proxy else connection_guard(allowed)),
        resolver=resolver,
        ssl=tls or True,
        force_close=True,
        limit=0,
        limit_per_host=AT_ONE_HOST,
        ttl_dns_cache=60,
    )
    return aiohttp.ClientSession(
        connector=connector,
        request_class=BytewiseRequest,
        response_class=BriefResponse,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": user_agent, "Accept-Encoding": ACCEPTED},
        timeout=aiohttp.ClientTimeout(total=None),
        proxy=proxy,
        auto_decompress=False,
        max_line_size=MAX_HEADER,
        max_field_size=MAX_HEADER,
        max_headers=MAX_HEADERS,
    )
