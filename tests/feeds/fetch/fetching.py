"""A Fetcher for tests, and what is asked of it."""

import asyncio
import socket
import ssl
from datetime import UTC, datetime
from ipaddress import ip_network

from aiohttp.abc import AbstractResolver, ResolveResult

from feeds.fetch.fetcher import Fetcher
from feeds.guard import Network
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome
from feeds.ports import Rests
from tests.fakes.feeds import FeedServer, item, rss

LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
NOW = datetime(2022, 4, 26, 12, 0, tzinfo=UTC)
MAX_BYTES = 100_000
AGENT = "Wirewatch/test (news bot)"
BODY = rss(item("A headline", "A text.", url="https://outlet.example/1"))


class Resolver(AbstractResolver):
    """Answers every name with the next of its addresses, the last one for ever."""

    def __init__(self, *ips: str) -> None:
        self.ips = list(ips)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        ip = self.ips.pop(0) if len(self.ips) > 1 else self.ips[0]
        return [ResolveResult(hostname=host, host=ip, port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        self.ips.clear()


def fetcher(
    *,
    allowed: tuple[Network, ...] = LOOPBACK,
    timeout: float = 10,
    max_bytes: int = MAX_BYTES,
    resolver: AbstractResolver | None = None,
    proxy: str | None = None,
    tls: ssl.SSLContext | None = None,
    connections: int = 100,
    rests: Rests | None = None,
) -> Fetcher:
    """A Fetcher that may reach loopback."""
    return Fetcher(
        user_agent=AGENT,
        timeout=timeout,
        max_bytes=max_bytes,
        allowed=allowed,
        resolver=resolver,
        proxy=proxy,
        tls=tls,
        connections=connections,
        rests=rests,
        now=lambda: NOW,
    )


def feed(address: str, **known: str) -> Feed:
    """A feed at this address, with what is known of it."""
    return Feed(id=1, address=address, outlet="Outlet", **known)  # type: ignore[arg-type]


async def ask(address: str, seconds: float = 10, **known: str) -> FetchOutcome:
    """What a Fetcher makes of a feed."""
    async with fetcher(timeout=seconds) as fetch:
        return await fetch(feed(address, **known))


async def fetched(address: str, **known: str) -> Fetched:
    """The same, where a body comes."""
    outcome = await ask(address, 10, **known)
    assert isinstance(outcome, Fetched), outcome
    return outcome


async def failure(address: str, seconds: float = 10) -> FetchFailed:
    """The same, where none does; and the failure is one sentence."""
    return a_failure(await ask(address, seconds))


def a_failure(outcome: object) -> FetchFailed:
    """The failure that this is, told in one sentence."""
    assert isinstance(outcome, FetchFailed), outcome
    assert str(outcome.detail).endswith(".")
    assert "\n" not in str(outcome.detail)
    assert len(str(outcome.detail)) < 700
    return outcome


async def beside_another(address: str, server: FeedServer, seconds: float = 10) -> FetchFailed:
    """The failure, while the same Fetcher reads a good feed without harm."""
    fine = server.put("/fine", BODY)
    async with fetcher(timeout=seconds) as fetch:
        outcome, other = await asyncio.gather(fetch(feed(address)), fetch(feed(fine)))
        again = await fetch(feed(fine))
    assert isinstance(other, Fetched)
    assert isinstance(again, Fetched)
    assert other.body == again.body == BODY
    return a_failure(outcome)
