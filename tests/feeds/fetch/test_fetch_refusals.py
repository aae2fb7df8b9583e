"""Nothing of the inside is connected to, however it is spelt and whoever leads there."""

import socket
from ipaddress import ip_network

import pytest
from aiohttp.abc import ResolveResult

from feeds.guard import Network
from feeds.model import Fetched
from tests.fakes.feeds import Canary, FeedServer
from tests.fakes.feeds.canary import SPELLINGS
from tests.feeds.fetch.fetching import BODY, Resolver, a_failure, failure, feed, fetcher

ONLY_ONE: tuple[Network, ...] = (ip_network("127.0.0.1/32"),)


@pytest.mark.parametrize("host", SPELLINGS)
async def test_loopback_is_never_reached_without_allowance(canary: Canary, host: str) -> None:
    async with fetcher(allowed=(), timeout=3) as fetch:
        outcome = a_failure(await fetch(feed(canary.url(host=host))))
        page = a_failure(await fetch.page(canary.url(host=host)))
        post = a_failure(await fetch.post(canary.url(host=host), {"a": "b"}))
    assert {outcome.reason, page.reason, post.reason} <= {"address refused", "no answer"}
    assert canary.connections == 0


@pytest.mark.parametrize("host", SPELLINGS)
async def test_no_redirect_reaches_loopback_either(canary: Canary, host: str) -> None:
    async with FeedServer("127.0.0.9") as outlet, fetcher(allowed=(ip_network("127.0.0.9/32"),)) as fetch:
        a_failure(await fetch(feed(outlet.redirect("/f", canary.url(host=host)))))
        assert outlet.count("/f") == 1
    assert canary.connections == 0


async def test_redirect_from_an_allowed_network_reaches_no_other(server: FeedServer, canary: Canary) -> None:
    async with fetcher(allowed=ONLY_ONE) as fetch:
        outcome = a_failure(await fetch(feed(server.redirect("/f", canary.url(host="127.0.0.2")))))
    assert outcome.reason == "address refused"
    assert server.url("/f") in str(outcome.detail)
    assert canary.connections == 0


async def test_name_that_leads_inside_is_refused_when_connecting(canary: Canary) -> None:
    async with fetcher(allowed=(), resolver=Resolver("127.0.0.1")) as fetch:
        outcome = a_failure(await fetch(feed(canary.url(host="news.example"))))
    assert outcome.reason == "address refused"
    assert "127.0.0.1" in str(outcome.detail)
    assert "allow_networks" in str(outcome.detail)
    assert canary.connections == 0


async def test_resolver_that_changes_its_answer_between_hops_opens_nothing(
    server: FeedServer, canary: Canary
) -> None:
    server.redirect("/f", f"http://other.example:{canary.port}/")
    async with fetcher(allowed=ONLY_ONE, resolver=Resolver("127.0.0.1", "127.0.0.2")) as fetch:
        outcome = a_failure(await fetch(feed(f"http://news.example:{server.port}/f")))
    assert outcome.reason == "address refused"
    assert (server.count("/f"), canary.connections) == (1, 0)


async def test_resolver_that_changes_its_answer_between_fetches_opens_nothing(canary: Canary) -> None:
    resolver = Resolver("127.0.0.1", "127.0.0.2")
    async with FeedServer() as server:
        server.put("/f", BODY)
        async with fetcher(allowed=ONLY_ONE, resolver=resolver) as fetch:
            assert isinstance(await fetch(feed(f"http://a.example:{server.port}/f")), Fetched)
        async with fetcher(allowed=ONLY_ONE, resolver=resolver) as fetch:
            assert (
                a_failure(await fetch(feed(f"http://a.example:{canary.port}/f"))).reason == "address refused"
            )
    assert canary.connections == 0


async def test_of_several_addresses_only_those_allowed_are_connected_to(canary: Canary) -> None:
    class Both(Resolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            return [*await super().resolve(host, port), *await super().resolve(host, port)]

    async with (
        FeedServer("127.0.0.3") as server,
        fetcher(allowed=(ip_network("127.0.0.3/32"),), resolver=Both("127.0.0.1", "127.0.0.3")) as fetch,
    ):
        server.put("/f", BODY)
        assert isinstance(await fetch(feed(f"http://news.example:{server.port}/f")), Fetched)
    async with fetcher(allowed=(ip_network("127.0.0.3/32"),), resolver=Both("127.0.0.1")) as fetch:
        a_failure(await fetch(feed(canary.url(host="news.example"))))
    assert canary.connections == 0


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "/etc/passwd", "feed.xml", "", "http://", "http://[::1", "ftp://a.example/f",
     "https://me:secret@outlet.example/feed", "http://a.example:6667/", "http://a example/",
     "http://" + "a" * 5_000],
)  # fmt: skip
async def test_what_is_no_web_address_is_refused(address: str) -> None:
    outcome = await failure(address)
    assert outcome.reason in ("address refused", "no answer")
    assert "secret" not in str(outcome.detail)
    assert outcome.host == ""
