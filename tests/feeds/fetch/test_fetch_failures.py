"""What a person is told when a server answers with a status, or not at all."""

import asyncio
import socket
from datetime import timedelta

import pytest
from aiohttp.abc import ResolveResult

from feeds.guard import host_of
from feeds.model import Fetched
from tests.fakes.feeds import Canary, FeedServer
from tests.feeds.fetch.fetching import BODY, Resolver, a_failure, failure, feed, fetcher


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "password"), (403, "refuses"), (404, "not there"), (410, "gone"), (418, "did not answer"),
     (429, "fewer"), (500, "trouble"), (502, "trouble"), (503, "trouble"), (599, "trouble"),
     (300, "did not answer")],
)  # fmt: skip
async def test_status_is_told_in_words(server: FeedServer, status: int, says: str) -> None:
    outcome = await failure(server.put("/f?key=secret", BODY, status=status))
    assert (outcome.reason, outcome.status) == ("status", status)
    assert says in str(outcome.detail)
    assert f"HTTP {status}" in str(outcome.detail)
    assert "secret" not in str(outcome.detail)
    assert outcome.host == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Tue, 26 Apr 2022 13:00:00 GMT", timedelta(hours=1)),
        ("Tuesday, 26-Apr-22 13:00:00 GMT", timedelta(hours=1)),
        ("Tue, 26 Apr 2022 15:00:00 +0200", timedelta(hours=1)),
        ("Tue, 26 Apr 2022 11:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 40, None),
        ("Tue, 99 Foo 99999", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_read_in_seconds_and_as_a_date(
    server: FeedServer, value: str, wait: timedelta | None, status: int
) -> None:
    outcome = await failure(server.put("/f", status=status, headers={"Retry-After": value}))
    assert outcome.retry_after == wait


@pytest.mark.parametrize(
    ("status", "rest", "says"),
    [
        (429, "", "asks for fewer requests; try again later (HTTP 429)."),
        (429, "90", "asks for fewer requests; try again in 2 min (HTTP 429)."),
        (503, "7201", "has trouble of its own; try again in 3 h (HTTP 503)."),
        (410, "", "is gone for good; look for a new address (HTTP 410)."),
    ],
)
async def test_nothing_is_promised_of_an_address_that_is_not_read(
    server: FeedServer, status: int, rest: str, says: str
) -> None:
    address = server.put("/f", status=status, headers={"Retry-After": rest} if rest else {})
    outcome = await failure(server.redirect("/from", address))
    assert str(outcome.unread).startswith(f"{address} {says} ")
    async with Canary() as gone:
        closed = gone.url("/feed")
    assert str((await failure(closed)).unread).endswith("refused the connection; try again later.")
    assert (await failure(server.put("/missing", status=404))).unread is None


async def test_host_of_a_failure_is_the_one_that_answered(server: FeedServer) -> None:
    async with FeedServer("127.0.0.2") as other:
        busy = other.put("/f", status=429, headers={"Retry-After": "60"})
        outcome = await failure(server.redirect("/f", busy))
    assert (outcome.host, outcome.retry_after) == (host_of(busy), timedelta(minutes=1))


async def test_closed_port_is_a_clear_sentence() -> None:
    async with Canary() as gone:
        address = gone.url("/feed")
    outcome = await failure(address)
    assert "refused the connection" in str(outcome.detail)
    assert outcome.host == ""


async def test_unknown_host_is_a_clear_sentence(server: FeedServer) -> None:
    class Nowhere(Resolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            raise OSError(None, "Name or service not known")

    address = server.redirect("/f", "http://nowhere.example/feed")
    async with fetcher(resolver=Nowhere("")) as fetch:
        plain = a_failure(await fetch(feed("http://nowhere.example/feed")))
        redirected = a_failure(await fetch(feed(address)))
    assert str(plain.detail).startswith("http://nowhere.example/feed: no such host")
    assert str(redirected.detail).startswith("http://nowhere.example/feed: no such host")
    assert f"{address} led there." in str(redirected.detail)


async def test_hung_server_ends_at_the_deadline_and_harms_no_other_feed(server: FeedServer) -> None:
    hung, fine = server.put("/hung", BODY), server.put("/fine", BODY)
    server.hang("/hung")
    async with fetcher(timeout=0.6) as fetch:
        waiting = asyncio.create_task(fetch(feed(hung)))
        await server.wait_for("/hung")
        assert isinstance(await fetch(feed(fine)), Fetched)
        outcome = a_failure(await waiting)
    assert outcome.reason == "timed out"
    assert "0.6 s" in str(outcome.detail)


async def test_waiting_for_a_free_connection_costs_no_time_of_the_deadline(server: FeedServer) -> None:
    hung, fine = server.put("/hung", BODY), server.put("/fine", BODY)
    server.hang("/hung")
    async with fetcher(timeout=0.6, connections=1) as fetch:
        first = asyncio.create_task(fetch(feed(hung)))
        await server.wait_for("/hung")
        others = [fetch(feed(fine)) for _ in range(3)]
        outcomes = await asyncio.gather(first, *others)
    assert a_failure(outcomes[0]).reason == "timed out"
    assert all(isinstance(outcome, Fetched) for outcome in outcomes[1:])


async def test_a_fetcher_that_is_not_open_is_a_mistake_of_ours() -> None:
    with pytest.raises(RuntimeError, match="async with"):
        await fetcher()(feed("http://outlet.example/"))
