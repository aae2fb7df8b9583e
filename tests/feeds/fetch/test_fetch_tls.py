"""Certificates over real TLS: only a good one is trusted, and a bad one is named."""

from pathlib import Path

from feeds.fetch.fetcher import Fetcher
from feeds.model import Fetched
from tests.fakes.feeds import Certificate, FeedServer, certificate
from tests.feeds.fetch.fetching import BODY, Resolver, a_failure, failure, feed, fetcher

HOST = "news.example"


def trusting(shown: Certificate) -> Fetcher:
    return fetcher(tls=shown.trusting, resolver=Resolver("127.0.0.1"))


async def test_good_certificate_is_trusted_and_the_way_back_to_http_is_not_for_good(tmp_path: Path) -> None:
    shown = certificate(tmp_path, HOST)
    async with (
        FeedServer(tls=shown.server, name=HOST) as server,
        FeedServer() as plain,
        trusting(shown) as fetch,
    ):
        outcome = await fetch(feed(server.put("/f", BODY)))
        lower = await fetch(feed(server.redirect("/down", plain.put("/f", BODY), 301)))
        higher = await fetch(feed(plain.redirect("/up", server.url("/f"), 301)))
    assert isinstance(outcome, Fetched)
    assert isinstance(lower, Fetched)
    assert isinstance(higher, Fetched)
    assert outcome.address.startswith(f"https://{HOST}:")
    assert (lower.address, lower.moved, higher.moved) == (plain.url("/f"), False, True)


async def test_self_signed_certificate_is_refused_and_harms_no_other_feed(tmp_path: Path) -> None:
    shown = certificate(tmp_path, HOST)
    async with FeedServer(tls=shown.server, name=HOST) as server, FeedServer() as plain:
        address, fine = server.put("/f", BODY), plain.put("/f", BODY)
        async with fetcher(resolver=Resolver("127.0.0.1")) as fetch:
            outcome = a_failure(await fetch(feed(address)))
            assert isinstance(await fetch(feed(fine)), Fetched)
        assert server.count("/f") == 0
    assert outcome.reason == "certificate"
    assert "self-signed" in str(outcome.detail)


async def test_certificate_of_another_host_is_refused(tmp_path: Path) -> None:
    shown = certificate(tmp_path, "other.example")
    async with FeedServer(tls=shown.server, name=HOST) as server, trusting(shown) as fetch:
        outcome = a_failure(await fetch(feed(server.put("/f", BODY))))
        assert server.count("/f") == 0
    assert outcome.reason == "certificate"
    assert "mismatch" in str(outcome.detail)


async def test_expired_certificate_is_refused(tmp_path: Path) -> None:
    shown = certificate(tmp_path, HOST, days=-1)
    async with FeedServer(tls=shown.server, name=HOST) as server, trusting(shown) as fetch:
        outcome = a_failure(await fetch(feed(server.put("/f", BODY))))
        assert server.count("/f") == 0
    assert outcome.reason == "certificate"
    assert "expired" in str(outcome.detail)


async def test_unencrypted_server_behind_https_is_a_certificate_failure(server: FeedServer) -> None:
    address = server.put("/f", BODY).replace("http://", "https://")
    assert (await failure(address)).reason == "certificate"
