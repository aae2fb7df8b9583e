"""Pages and forms go out under the same guards as feeds."""

from feeds.model import Fetched, LeadsTo
from tests.fakes.feeds import FeedServer, Rude
from tests.feeds.fetch.fetching import a_failure, feed, fetcher


async def test_page_is_asked_without_conditions_and_under_the_same_guards(server: FeedServer) -> None:
    address = server.put("/article", "<p>Words.</p>", content_type="text/html; charset=utf-8", etag='"1"')
    async with fetcher() as fetch:
        page = await fetch.page(server.redirect("/old", address, 301))
        refused = a_failure(await fetch.page("http://10.0.0.1/"))
        missing = a_failure(await fetch.page(server.url("/nothing")))
        unasked = a_failure(await fetch.page(server.put("/304", status=304)))
    assert isinstance(page, Fetched)
    assert (page.body, page.content_type) == (b"<p>Words.</p>", "text/html; charset=utf-8")
    assert (page.address, page.moved) == (address, True)
    assert (refused.reason, missing.status, unasked.status) == ("address refused", 404, 304)
    assert "text/html" in server.last("/article").headers["accept"]


async def test_page_may_be_smaller_than_a_feed_but_never_larger(server: FeedServer) -> None:
    address = server.put("/article", b"x" * 5_000)
    async with fetcher(max_bytes=10_000) as fetch:
        assert isinstance(await fetch.page(address, max_bytes=5_000), Fetched)
        outcome = a_failure(await fetch.page(address, max_bytes=4_999))
        server.put("/article", b"x" * 10_001)
        larger = a_failure(await fetch.page(address, max_bytes=50_000))
    assert outcome.reason == larger.reason == "too large"
    assert "fetch_megabytes" not in str(outcome.detail)
    assert "fetch_megabytes" in str(larger.detail)


async def test_page_of_a_host_comes_from_its_own_address_alone(server: FeedServer) -> None:
    async with FeedServer("127.0.0.2") as other, fetcher() as fetch:
        away = other.put("/article", "words")
        here = server.put("/article", "words")
        page = await fetch.page_of_host(here, 1_000)
        near = await fetch.page_of_host(server.redirect("/near", "/article", 301), 1_000)
        leads = await fetch.page_of_host(server.redirect("/far", away), 1_000)
        missing = a_failure(await fetch.page_of_host(server.url("/nothing"), 1_000))
        large = a_failure(await fetch.page_of_host(server.put("/large", "x" * 1_001), 1_000))
        assert other.asked == []
    assert isinstance(page, Fetched)
    assert (near, leads) == (LeadsTo(address=here), LeadsTo(address=away))
    assert missing.status == 404
    assert "fetch_megabytes" not in str(large.detail)


async def test_form_is_posted_and_its_status_comes_back() -> None:
    form = {"hub.mode": "subscribe", "hub.topic": "http://a.example/ä"}
    accepted = b"HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok"
    async with Rude(accepted, waits=True) as hub, fetcher() as fetch:
        status = await fetch.post(hub.url("/hub"), form)
    assert status == 202
    assert hub.requests[0].startswith(b"POST /hub HTTP/1.1\r\n")
    assert b"application/x-www-form-urlencoded" in hub.requests[0]


async def test_posting_follows_only_what_keeps_the_form(server: FeedServer) -> None:
    server.put("/hub", status=202)
    async with fetcher() as fetch:
        kept = await fetch.post(server.redirect("/307", "/hub", 307), {"a": "b"})
        plain = await fetch.post(server.redirect("/302", "/hub", 302), {"a": "b"})
        refused = a_failure(await fetch.post(server.redirect("/out", "http://10.0.0.1/", 308), {"a": "b"}))
        gone = await fetch.post(server.put("/gone", status=410), {"a": "b"})
    assert (kept, plain, gone) == (202, 302, 410)
    assert refused.reason == "address refused"
    assert [asked.method for asked in server.asked if asked.path == "/hub"] == ["POST"]


async def test_fetching_again_with_the_same_fetcher_works(server: FeedServer) -> None:
    address = server.put("/f", "x")
    async with fetcher() as fetch:
        for _ in range(3):
            assert isinstance(await fetch(feed(address)), Fetched)
    assert server.count("/f") == 3
