"""An article's page is asked for at its own address alone."""

from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest

from feeds.fetch.fetcher import Fetcher
from feeds.model import Fetched, FetchFailed, LeadsTo
from tests.fakes.feeds import FeedServer

HTML = "text/html"
LOOPBACK = (ip_network("127.0.0.0/8"),)
LIMIT = 1_000


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(user_agent="Test", timeout=5, max_bytes=10_000, allowed=LOOPBACK) as opened:
        yield opened


async def test_redirect_on_the_same_host_comes_back_to_be_judged(fetcher: Fetcher) -> None:
    async with FeedServer() as outlet:
        address = outlet.put("/new", "the article", content_type=HTML)
        assert await fetcher.page_of_host(outlet.redirect("/old", "/new"), LIMIT) == LeadsTo(address=address)
        found = await fetcher.page_of_host(address, LIMIT)
        assert isinstance(found, Fetched)
        assert (found.body, found.address) == (b"the article", address)
        assert [request.path for request in outlet.asked] == ["/old", "/new"]


async def test_redirect_to_another_host_comes_back_unasked(fetcher: Fetcher) -> None:
    async with FeedServer() as outlet, FeedServer("127.0.0.2") as other:
        address = other.put("/article", "the article", content_type=HTML)
        found = await fetcher.page_of_host(outlet.redirect("/old", address), LIMIT)
        assert found == LeadsTo(address=address)
        assert other.asked == []


async def test_redirect_to_what_is_no_web_address_is_refused_or_comes_back(fetcher: Fetcher) -> None:
    async with FeedServer() as outlet:
        for place in ("file:///etc/passwd", "//[::1", "javascript:alert(1)"):
            found = await fetcher.page_of_host(outlet.redirect("/old", place), LIMIT)
            assert isinstance(found, LeadsTo | FetchFailed)


async def test_page_may_be_smaller_than_a_feed_may(fetcher: Fetcher) -> None:
    async with FeedServer() as outlet:
        address = outlet.put("/article", "x" * (LIMIT + 1), content_type=HTML)
        found = await fetcher.page_of_host(address, LIMIT)
        assert isinstance(found, FetchFailed)
        assert found.reason == "too large"
        assert isinstance(await fetcher.page_of_host(address, LIMIT + 1), Fetched)
