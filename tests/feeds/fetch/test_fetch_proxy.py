"""With a proxy every connection leads to it, the guard judges spellings, and its password is never seen."""

import base64
from pathlib import Path

import pytest

from feeds.model import Fetched
from tests.fakes.feeds import Canary, FeedServer, Proxy, certificate
from tests.feeds.fetch.fetching import BODY, Resolver, a_failure, feed, fetcher

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nwords"
TOKEN = "Proxy-Authorization: Basic " + base64.b64encode(b"me:s3cret").decode()


async def test_plain_address_is_asked_of_the_proxy(canary: Canary) -> None:
    async with (
        Proxy(ANSWER) as proxy,
        fetcher(allowed=(), proxy=proxy.url("me:s3cret"), resolver=Resolver("127.0.0.1")) as fetch,
    ):
        outcome = await fetch(feed(f"http://news.example:{canary.port}/f?a=1"))
    assert isinstance(outcome, Fetched)
    assert outcome.body == b"words"
    assert proxy.heads[0].startswith(f"GET http://news.example:{canary.port}/f?a=1 HTTP/1.1\r\n")
    assert TOKEN in proxy.heads[0]
    assert canary.connections == 0


async def test_encrypted_address_is_tunnelled_and_its_server_sees_no_password(tmp_path: Path) -> None:
    shown = certificate(tmp_path, "news.example")
    async with (
        FeedServer(tls=shown.server, name="news.example") as server,
        Proxy(port=server.port) as proxy,
        fetcher(allowed=(), proxy=proxy.url("me:s3cret"), tls=shown.trusting) as fetch,
    ):
        outcome = await fetch(feed(server.put("/f", BODY)))
        asked = server.last("/f").headers
    assert isinstance(outcome, Fetched)
    assert proxy.heads[0].startswith(f"CONNECT news.example:{server.port} HTTP/1.1\r\n")
    assert TOKEN in proxy.heads[0]
    assert "proxy-authorization" not in asked
    assert "authorization" not in asked


@pytest.mark.parametrize(
    "address",
    [
        "http://10.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0x7f.1/",
        "https://a.localhost/",
        "file:///x",
    ],
)
async def test_inner_addresses_are_refused_before_the_proxy_is_asked(address: str) -> None:
    async with Proxy(ANSWER) as proxy, fetcher(allowed=(), proxy=proxy.url()) as fetch:
        assert a_failure(await fetch(feed(address))).reason == "address refused"
    assert proxy.heads == []


async def test_redirect_by_the_proxy_to_an_inner_address_is_refused() -> None:
    away = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/meta\r\nContent-Length: 0\r\n\r\n"
    async with Proxy(away) as proxy, fetcher(allowed=(), proxy=proxy.url()) as fetch:
        assert a_failure(await fetch(feed("http://news.example/f"))).reason == "address refused"
    assert len(proxy.heads) == 1


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_proxy_that_is_gone_is_named_without_its_address(scheme: str) -> None:
    async with Proxy() as proxy:
        address = proxy.url("me:s3cret")
    async with fetcher(proxy=address) as fetch:
        outcome = a_failure(await fetch(feed(f"{scheme}://news.example/f")))
    assert "the proxy refused the connection" in str(outcome.detail)
    assert not [secret for secret in ("s3cret", str(proxy.port), "me:") if secret in str(outcome.detail)]


async def test_proxy_that_refuses_the_tunnel_is_named() -> None:
    async with Proxy(refuses=407) as proxy, fetcher(proxy=proxy.url("me:s3cret")) as fetch:
        outcome = a_failure(await fetch(feed("https://news.example/f")))
    assert "HTTP 407" in str(outcome.detail)
    assert "s3cret" not in str(outcome.detail)
    assert outcome.host == ""
