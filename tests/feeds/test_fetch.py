"""One conditional GET over real sockets: what comes, what does not, and what is never reached."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from feeds.fetch import MAX_REDIRECTS, Fetcher
from feeds.guard import Network
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, NotModified
from tests.fakes.feeds import Canary, FeedServer, item, rss

LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
NOW = datetime(2022, 4, 26, 12, 0, tzinfo=UTC)
MAX_BYTES = 100_000
BODY = rss(item("A headline", "A text.", url="https://outlet.example/1"))


class Resolver(AbstractResolver):
    """Answers every name with the next of its addresses, the last one for ever."""

    def __init__(self, *ips: str) -> None:
        self.ips = list(ips)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        ip = self.ips.pop(0) if len(self.ips) > 1 else self.ips[0]
        return [ResolveResult(hostname=host, host=ip, port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        self.ips.clear()


def fetcher(
    *, allowed: tuple[Network, ...] = LOOPBACK, timeout: float = 10, resolver: AbstractResolver | None = None
) -> Fetcher:
    return Fetcher(
        user_agent="Wirewatch/test (news bot)",
        timeout=timeout,
        max_bytes=MAX_BYTES,
        allowed=allowed,
        resolver=resolver,
        now=lambda: NOW,
    )


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


@pytest.fixture
async def canary() -> AsyncIterator[Canary]:
    async with Canary() as running:
        yield running


def feed(address: str, **known: str) -> Feed:
    return Feed(id=1, address=address, outlet="Outlet", **known)  # type: ignore[arg-type]


async def ask(address: str, seconds: float = 10, **known: str) -> FetchOutcome:
    async with fetcher(timeout=seconds) as fetch:
        return await fetch(feed(address, **known))


async def failure(address: str, seconds: float = 10) -> FetchFailed:
    outcome = await ask(address, seconds)
    assert isinstance(outcome, FetchFailed), outcome
    assert outcome.detail.endswith(".")
    assert "\n" not in outcome.detail
    return outcome


async def test_body_comes_with_its_hash_and_validators(server: FeedServer) -> None:
    address = server.put("/f", BODY, etag='W/"a b,c"', last_modified="Tue, 26 Apr 2022 10:00:00 GMT")
    outcome = await ask(address)
    assert isinstance(outcome, Fetched)
    assert (outcome.body, outcome.address) == (BODY, address)
    assert (outcome.etag, outcome.last_modified) == ('W/"a b,c"', "Tue, 26 Apr 2022 10:00:00 GMT")
    assert outcome.content_type.startswith("application/rss+xml")
    assert len(outcome.body_hash) == 64
    assert server.last("/f").headers["user-agent"] == "Wirewatch/test (news bot)"
    assert "if-none-match" not in server.last("/f").headers


@pytest.mark.parametrize("etag", ['"plain"', 'W/"weak"', "unquoted", '"with, comma"', '"ünïcode"'])
async def test_etag_is_sent_back_byte_for_byte(server: FeedServer, etag: str) -> None:
    address = server.put("/f", BODY, etag=etag)
    first = await ask(address)
    assert isinstance(first, Fetched)
    assert first.etag == etag
    await ask(address, etag=first.etag)
    assert server.last("/f").headers["if-none-match"] == etag


async def test_unchanged_by_etag(server: FeedServer) -> None:
    assert await ask(server.put("/f", BODY, etag='"1"'), etag='"1"') == NotModified(etag='"1"')


async def test_unchanged_by_last_modified(server: FeedServer) -> None:
    known = "Tue, 26 Apr 2022 10:00:00 GMT"
    assert await ask(server.put("/f", BODY, last_modified=known), last_modified=known) == NotModified(
        last_modified=known
    )


async def test_304_keeps_the_validators_it_does_not_repeat(server: FeedServer) -> None:
    address = server.put("/f", status=304, headers={"ETag": '"new"'})
    assert await ask(address, etag='"old"', last_modified="then") == NotModified(
        etag='"new"', last_modified="then"
    )


async def test_304_that_nobody_asked_for_is_a_failure(server: FeedServer) -> None:
    assert (await failure(server.put("/f", status=304))).status == 304


async def test_equal_body_is_unchanged_and_brings_new_validators(server: FeedServer) -> None:
    first = await ask(server.put("/f", BODY, etag='"1"'))
    assert isinstance(first, Fetched)
    address = server.put("/f", BODY, etag='"2"')
    assert await ask(address, etag='"1"', body_hash=first.body_hash) == NotModified(etag='"2"')


async def test_gzip_is_unpacked(server: FeedServer) -> None:
    outcome = await ask(server.put_gzipped("/f", BODY))
    assert isinstance(outcome, Fetched)
    assert outcome.body == BODY
    assert "gzip" in server.last("/f").headers["accept-encoding"]


async def test_gzip_bomb_is_capped(server: FeedServer) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, mtime=0)
    address = server.put("/f", bomb, headers={"Content-Encoding": "gzip"})
    assert len(bomb) < MAX_BYTES
    outcome = await failure(address)
    assert outcome.reason == "too large"
    assert "0.1 MB" in outcome.detail


async def test_large_body_is_refused(server: FeedServer) -> None:
    assert (await failure(server.put("/f", b"x" * (MAX_BYTES + 1)))).reason == "too large"


async def test_empty_body_comes_as_it_is(server: FeedServer) -> None:
    outcome = await ask(server.put("/f", b""))
    assert isinstance(outcome, Fetched)
    assert outcome.body == b""


async def test_slow_drip_ends_at_the_deadline(server: FeedServer) -> None:
    outcome = await failure(server.put("/f", b"x" * 10_000, drip=True), seconds=0.3)
    assert outcome.reason == "timed out"
    assert "0.3 s" in outcome.detail


async def test_hung_server_ends_at_the_deadline_and_harms_no_other_feed(server: FeedServer) -> None:
    hung, fine = server.put("/hung", BODY), server.put("/fine", BODY)
    server.hang("/hung")
    async with fetcher(timeout=0.5) as fetch:
        waiting = asyncio.create_task(fetch(feed(hung)))
        await server.wait_for("/hung")
        assert isinstance(await fetch(feed(fine)), Fetched)
        outcome = await waiting
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason == "timed out"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirect_is_followed(server: FeedServer, status: int) -> None:
    target = server.put("/new", BODY)
    outcome = await ask(server.redirect("/old", "/new", status))
    assert isinstance(outcome, Fetched)
    assert outcome.address == target


async def test_redirect_loop_ends(server: FeedServer) -> None:
    outcome = await failure(server.redirect("/loop", "/loop"))
    assert outcome.reason == "redirects"
    assert server.count("/loop") == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://a.example/", "http://169.254.169.254/meta", "http://10.0.0.1/", "http://[fe80::1]/",
     "http://me:secret@a.example/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/", "http://0x0a000001/",
     "javascript:alert(1)", "http://[", "http://a.example:22/"],
)  # fmt: skip
async def test_redirect_to_where_nobody_may_go_is_refused(server: FeedServer, target: str) -> None:
    outcome = await failure(server.redirect("/f", target))
    assert outcome.reason in ("address refused", "no answer")
    assert "secret" not in outcome.detail


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.2", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1.",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "localhost", "①②⑦.0.0.1"],
)  # fmt: skip
async def test_loopback_is_never_reached_without_allowance(canary: Canary, host: str) -> None:
    async with fetcher(allowed=(), timeout=3) as fetch:
        outcome = await fetch(feed(canary.url(host=host)))
        page = await fetch.page(canary.url(host=host))
    assert isinstance(outcome, FetchFailed)
    assert isinstance(page, FetchFailed)
    assert outcome.reason in ("address refused", "no answer")
    assert canary.connections == 0


async def test_redirect_from_an_allowed_network_reaches_no_other(server: FeedServer, canary: Canary) -> None:
    only_server: tuple[Network, ...] = (ip_network("127.0.0.1/32"),)
    async with fetcher(allowed=only_server) as fetch:
        outcome = await fetch(feed(server.redirect("/f", canary.url(host="127.0.0.2"))))
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason == "address refused"
    assert server.url("/f") in outcome.detail
    assert canary.connections == 0


async def test_name_that_leads_inside_is_refused_when_connecting(canary: Canary) -> None:
    async with fetcher(allowed=(), resolver=Resolver("127.0.0.1")) as fetch:
        outcome = await fetch(feed(canary.url(host="news.example")))
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason == "address refused"
    assert "127.0.0.1" in outcome.detail
    assert "allow_networks" in outcome.detail
    assert canary.connections == 0


async def test_resolver_that_changes_its_answer_opens_nothing(server: FeedServer, canary: Canary) -> None:
    server.redirect("/f", f"http://other.example:{canary.port}/")
    only_server: tuple[Network, ...] = (ip_network("127.0.0.1/32"),)
    async with fetcher(allowed=only_server, resolver=Resolver("127.0.0.1", "127.0.0.2")) as fetch:
        outcome = await fetch(feed(f"http://news.example:{server.port}/f"))
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason == "address refused"
    assert (server.count("/f"), canary.connections) == (1, 0)


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "password"), (403, "refuses"), (404, "not there"), (410, "gone"), (418, "did not answer"),
     (429, "fewer"),
     (500, "trouble"), (503, "trouble"), (300, "did not answer")],
)  # fmt: skip
async def test_status_is_told_in_words(server: FeedServer, status: int, says: str) -> None:
    outcome = await failure(server.put("/f?key=secret", status=status))
    assert (outcome.reason, outcome.status) == ("status", status)
    assert says in outcome.detail
    assert f"HTTP {status}" in outcome.detail
    assert "secret" not in outcome.detail


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Tue, 26 Apr 2022 13:00:00 GMT", timedelta(hours=1)),
        ("Tue, 26 Apr 2022 11:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("-5", None),
        ("9" * 40, None),
        ("Tue, 99 Foo 99999", None),
    ],
)
async def test_retry_after_is_read_in_seconds_and_as_a_date(
    server: FeedServer, value: str, wait: timedelta | None
) -> None:
    outcome = await failure(server.put("/f", status=429, headers={"Retry-After": value}))
    assert outcome.retry_after == wait


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe\r\nContent-Length: 0\r\n\r\n",
    ],
)
async def test_broken_answer_is_a_failure_in_one_sentence(answer: bytes) -> None:
    async with Canary(answer) as server:
        assert (await failure(server.url())).reason in ("no answer", "address refused")


async def test_validator_that_cannot_be_sent_back_is_not_kept() -> None:
    answer = (
        b'HTTP/1.1 200 OK\r\nETag: "\xe9"\r\nLast-Modified: '
        + b"x" * 2000
        + b"\r\nContent-Length: 1\r\n\r\nx"
    )
    async with Canary(answer) as server:
        outcome = await ask(server.url())
    assert isinstance(outcome, Fetched)
    assert (outcome.etag, outcome.last_modified) == (None, None)


async def test_closed_port_is_a_clear_sentence() -> None:
    async with Canary() as gone:
        address = gone.url("/feed")
    assert "refused the connection" in (await failure(address)).detail


async def test_unencrypted_server_behind_https_is_a_certificate_failure(server: FeedServer) -> None:
    address = server.put("/f", BODY).replace("http://", "https://")
    assert (await failure(address)).reason == "certificate"


async def test_unknown_host_is_a_clear_sentence() -> None:
    class Nowhere(Resolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            raise OSError(None, "Name or service not known")

    async with fetcher(resolver=Nowhere()) as fetch:
        outcome = await fetch(feed("http://nowhere.example/feed"))
    assert isinstance(outcome, FetchFailed)
    assert "no such host" in outcome.detail


async def test_page_is_asked_without_conditions_and_under_the_same_guards(server: FeedServer) -> None:
    address = server.put("/article", "<p>Words.</p>", content_type="text/html; charset=utf-8", etag='"1"')
    async with fetcher() as fetch:
        page = await fetch.page(address)
        refused = await fetch.page("http://10.0.0.1/")
        missing = await fetch.page(server.url("/nothing"))
    assert isinstance(page, Fetched)
    assert (page.body, page.content_type) == (b"<p>Words.</p>", "text/html; charset=utf-8")
    assert isinstance(refused, FetchFailed)
    assert isinstance(missing, FetchFailed)
    assert (refused.reason, missing.status) == ("address refused", 404)


async def test_a_feed_with_credentials_is_refused_without_showing_them() -> None:
    outcome = await failure("https://me:secret@outlet.example/feed")
    assert "secret" not in outcome.detail
