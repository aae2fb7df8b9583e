"""Into the operator's own networks only what the operator vouches for is asked; 127.0.0.2 stands for one."""

from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest

from feeds.fetch.fetcher import Fetcher
from feeds.fetch.reach import OwnNetworks, shut_out
from feeds.model import Feed, Fetched, FetchFailed, LeadsTo
from tests.fakes.feeds import FeedServer
from tests.feeds.fetch.fetching import BODY, MAX_BYTES, a_failure, fetcher

PUBLIC = (ip_network("127.0.0.1/32"),)
OWN = (ip_network("127.0.0.2/32"),)


@pytest.fixture
async def own() -> AsyncIterator[FeedServer]:
    async with FeedServer("127.0.0.2") as server:
        yield server


@pytest.fixture
async def web() -> AsyncIterator[OwnNetworks]:
    async with fetcher(allowed=PUBLIC) as everyone, fetcher(allowed=OWN) as further:
        yield OwnNetworks(everyone, further)


def feed(address: str, *, vouched: bool = True) -> Feed:
    return Feed(id=1, address=address, outlet="Outlet", vouched=vouched)


async def test_feed_in_an_own_network_is_read_where_the_operator_vouches_for_it(
    own: FeedServer, web: OwnNetworks
) -> None:
    outcome = await web(feed(own.put("/f", BODY)))
    assert isinstance(outcome, Fetched)
    assert own.count("/f") == 1


async def test_feed_in_an_own_network_is_refused_where_members_added_it(
    own: FeedServer, web: OwnNetworks
) -> None:
    outcome = await web(feed(own.put("/f", BODY), vouched=False))
    assert a_failure(outcome).reason == "address refused"
    assert own.asked == []


async def test_feed_on_the_web_leads_into_no_own_network_though_the_operator_vouches_for_it(
    server: FeedServer, own: FeedServer, web: OwnNetworks
) -> None:
    outcome = await web(feed(server.redirect("/f", own.put("/f", BODY))))
    assert a_failure(outcome).reason == "address refused"
    assert (server.count("/f"), own.asked) == (1, [])


async def test_feed_that_cannot_be_read_is_asked_once(server: FeedServer, web: OwnNetworks) -> None:
    outcome = await web(feed(server.url("/missing")))
    assert a_failure(outcome).status == 404
    assert server.count("/missing") == 1


async def test_page_in_an_own_network_is_private_and_others_are_not(
    server: FeedServer, own: FeedServer, web: OwnNetworks
) -> None:
    inside, outside = own.put("/p", BODY), server.put("/p", BODY)
    for ask in (web.page, web.page_of_host):
        private, public = await ask(inside, MAX_BYTES), await ask(outside, MAX_BYTES)
        assert isinstance(private, Fetched)
        assert isinstance(public, Fetched)
        assert (private.private, public.private) == (True, False)


async def test_page_on_the_web_leads_into_no_own_network(
    server: FeedServer, own: FeedServer, web: OwnNetworks
) -> None:
    leads = server.redirect("/p", own.put("/p", BODY))
    assert isinstance(await web.page(leads, MAX_BYTES), FetchFailed)
    assert isinstance(await web.page_of_host(leads, MAX_BYTES), LeadsTo)
    assert own.asked == []


async def test_only_an_address_that_was_not_asked_for_is_shut_out(
    server: FeedServer, own: FeedServer
) -> None:
    async def asked(web: Fetcher, address: str) -> bool:
        return shut_out(await web.page(address, MAX_BYTES))

    async with fetcher(allowed=PUBLIC) as everyone:
        assert await asked(everyone, own.url("/p"))
        assert not await asked(everyone, server.redirect("/p", own.url("/p")))
        assert not await asked(everyone, server.url("/missing"))
        assert not await asked(everyone, server.put("/fine", BODY))
