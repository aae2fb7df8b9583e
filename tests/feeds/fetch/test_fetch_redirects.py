"""Redirects: where they lead, whether for good, and where they may not lead."""

from datetime import timedelta

import pytest

from feeds.fetch.trip import MAX_REDIRECTS
from feeds.guard import host_of
from feeds.model import Fetched, NotModified
from tests.fakes.feeds import FeedServer, Rude
from tests.feeds.fetch.fetching import BODY, a_failure, ask, failure, feed, fetched, fetcher


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirect_is_followed(server: FeedServer, status: int) -> None:
    target = server.put("/new?a=%2f&b=c%20d", BODY)
    outcome = await fetched(server.redirect("/old", "/new?a=%2f&b=c%20d#top", status))
    assert outcome.address == target
    assert outcome.moved == (status in (301, 308))


@pytest.mark.parametrize(
    ("chain", "moved"),
    [((301, 308), True), ((308, 308, 301), True), ((301, 302), False), ((302, 301), False), ((307,), False)],
)
async def test_chain_is_for_good_only_where_every_hop_is(
    server: FeedServer, chain: tuple[int, ...], moved: bool
) -> None:
    for number, status in enumerate(chain):
        server.redirect(f"/{number}", f"/{number + 1}", status)
    last = server.put(f"/{len(chain)}", BODY, etag='"1"')
    outcome = await ask(server.url("/0"), etag='"0"')
    unchanged = await ask(server.url("/0"), etag='"1"')
    assert isinstance(outcome, Fetched)
    assert isinstance(unchanged, NotModified)
    assert (outcome.address, outcome.moved) == (unchanged.address, unchanged.moved) == (last, moved)


async def test_what_was_not_redirected_has_not_moved(server: FeedServer) -> None:
    assert not (await fetched(server.put("/f", BODY))).moved


async def test_redirect_loop_ends(server: FeedServer) -> None:
    outcome = await failure(server.redirect("/loop", "/loop"))
    assert outcome.reason == "redirects"
    assert server.count("/loop") == MAX_REDIRECTS + 1


async def test_redirect_between_two_ends(server: FeedServer) -> None:
    server.redirect("/b", "/a", 301)
    assert (await failure(server.redirect("/a", "/b", 301))).reason == "redirects"


async def test_redirect_without_an_address_is_a_status(server: FeedServer) -> None:
    assert (await failure(server.put("/f", status=301))).status == 301


async def test_failure_behind_a_redirect_names_both(server: FeedServer) -> None:
    outcome = await failure(server.redirect("/old", "/gone"))
    assert outcome.status == 404
    assert server.url("/gone") in str(outcome.detail)
    assert f"{server.url('/old')} led there." in str(outcome.detail)


async def test_location_in_bytes_that_are_no_utf8_is_escaped_as_it_came(server: FeedServer) -> None:
    server.put("/caf%E9", BODY)
    to = server.url("/caf").encode() + b"\xe9"
    async with Rude(b"HTTP/1.1 302 Found\r\nLocation: " + to + b"\r\nContent-Length: 0\r\n\r\n") as rude:
        outcome = await ask(rude.url())
    assert isinstance(outcome, Fetched | NotModified) or outcome.status == 404
    assert server.asked[-1].path.upper() == "/CAF%E9"


async def test_host_that_rests_is_not_asked_where_a_redirect_leads_there(server: FeedServer) -> None:
    async def rests(host: str) -> timedelta | None:
        return timedelta(hours=3) if host == host_of(other.url("/")) else None

    async with FeedServer("127.0.0.2") as other:
        led = server.redirect("/f", other.put("/f", BODY))
        own = other.redirect("/own", "/f")
        async with fetcher(rests=rests) as fetch:
            outcome = a_failure(await fetch(feed(led)))
            assert isinstance(await fetch(feed(own)), Fetched), "its own host's turn was claimed for it"
            assert isinstance(await fetch(feed(server.redirect("/g", server.put("/h", BODY)))), Fetched)
        assert other.count("/f") == 1
    assert (outcome.retry_after, outcome.redirected) == (timedelta(hours=3), True)
    assert str(outcome.detail).startswith(f"{other.url('/f')} asked for rest")
    assert f"({led} led there)" in str(outcome.detail)


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://a.example/", "http://169.254.169.254/meta", "http://10.0.0.1/", "http://[fe80::1]/",
     "http://me:secret@a.example/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/", "http://[2002:a00:1::]/",
     "http://0x0a000001/", "http://167772161/", "http://0xa.1/", "http://012.0.0.1/", "http://[::]/",
     "javascript:alert(1)", "data:text/plain,x", "http://[", "http://a.example:22/", "gopher://a.example/",
     "http://[fe80::1%25eth0]/", "unix:///run/docker.sock", "http://a.example:99999/"],
)  # fmt: skip
async def test_redirect_to_where_nobody_may_go_is_refused(server: FeedServer, target: str) -> None:
    outcome = await failure(server.redirect("/f", target))
    assert outcome.reason == "address refused"
    assert "secret" not in str(outcome.detail)
    assert server.url("/f") in str(outcome.detail)
