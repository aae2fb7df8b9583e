"""Bodies over real sockets: unpacked whole, capped, and never half a feed."""

import asyncio
import gzip
import tracemalloc
import zlib

import pytest

from feeds.model import Fetched
from tests.fakes.feeds import FeedServer, Rude
from tests.feeds.fetch.fetching import BODY, MAX_BYTES, a_failure, beside_another, failure, feed, fetcher
from tests.feeds.fetch.packing import packed

FEED = BODY * 3
EARLY = b"HTTP/1.1 103 Early Hints\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize("framed", [True, False])
async def test_packed_body_that_breaks_off_is_never_half_a_feed(
    server: FeedServer, coding: str, framed: bool
) -> None:
    half = packed(coding, FEED)[:-20]
    length = b"Content-Length: %d\r\n" % len(half) if framed else b""
    async with Rude(OK + b"Content-Encoding: %s\r\n%s\r\n" % (coding.encode(), length) + half) as rude:
        outcome = await beside_another(rude.url(), server)
    assert outcome.reason == "unreadable"
    assert f"broke off in the middle of what it had packed as {coding}" in str(outcome.detail)
    assert outcome.host == f"127.0.0.1:{rude.port}"


@pytest.mark.parametrize("wrong", [-5, 1, 1_000])
@pytest.mark.parametrize("coding", ["", "gzip", "br", "zstd"])
async def test_false_length_is_a_failure(server: FeedServer, wrong: int, coding: str) -> None:
    body = packed(coding, FEED) if coding else FEED
    head = OK + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (coding.encode(), len(body) + wrong)
    async with Rude(head + body) as rude:
        outcome = await beside_another(rude.url(), server)
    assert outcome.reason in ("no answer", "unreadable")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
async def test_every_coding_is_unpacked(server: FeedServer, coding: str) -> None:
    address = server.put("/f", packed(coding, FEED), headers={"Content-Encoding": coding})
    async with fetcher() as fetch:
        outcome = await fetch(feed(address))
    assert isinstance(outcome, Fetched)
    assert (outcome.body, outcome.encoding, outcome.received) == (FEED, coding, len(packed(coding, FEED)))


@pytest.mark.parametrize("coding", ["compress", "gzip, br", "rot13"])
async def test_coding_that_nobody_asked_for_is_a_failure(server: FeedServer, coding: str) -> None:
    address = server.put("/f", b"words", headers={"Content-Encoding": coding})
    assert "Content-Encoding" in str((await beside_another(address, server)).detail)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
async def test_body_that_is_not_packed_as_it_says_is_a_failure(server: FeedServer, coding: str) -> None:
    address = server.put("/f", b"plain words", headers={"Content-Encoding": coding})
    assert (await beside_another(address, server)).reason == "unreadable"


async def test_empty_body_comes_as_it_is(server: FeedServer) -> None:
    async with fetcher() as fetch:
        for headers in ({}, {"Content-Encoding": "gzip"}):
            outcome = await fetch(feed(server.put("/f", b"", headers=headers)))
            assert isinstance(outcome, Fetched)
            assert outcome.body == b""


async def test_large_body_is_refused_with_and_without_a_length(server: FeedServer) -> None:
    assert (await failure(server.put("/f", b"x" * (MAX_BYTES + 1)))).reason == "too large"
    async with Rude(OK + b"\r\n", again=b"x" * 50_000) as rude:
        assert (await beside_another(rude.url(), server)).reason == "too large"


async def test_chunks_without_end_are_refused(server: FeedServer) -> None:
    head = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    async with Rude(head, again=b"3e8\r\n" + b"x" * 1_000 + b"\r\n") as rude:
        assert (await beside_another(rude.url(), server)).reason == "too large"


async def test_gigabyte_in_a_megabyte_ends_at_the_cap_and_leaves_others_their_turns(
    server: FeedServer,
) -> None:
    block = zlib.compressobj(9, wbits=31)
    once = block.compress(bytes(1_000_000)) + block.flush(zlib.Z_FULL_FLUSH)
    again = block.compress(bytes(1_000_000)) + block.flush(zlib.Z_FULL_FLUSH)
    bomb = server.put("/bomb", once + again * 999, headers={"Content-Encoding": "gzip"})
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with fetcher(max_bytes=10_000_000) as fetch:
        tracemalloc.start()
        other = asyncio.create_task(others())
        outcome = a_failure(await fetch(feed(bomb)))
        other.cancel()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert outcome.reason == "too large"
    assert "10 MB" in str(outcome.detail)
    assert peak < 32_000_000
    assert turns > 10


async def test_empty_members_without_end_are_refused(server: FeedServer) -> None:
    head = OK + b"Content-Encoding: gzip\r\n\r\n"
    async with Rude(head, again=gzip.compress(b"", mtime=0) * 100) as rude:
        assert (await beside_another(rude.url(), server)).reason == "unreadable"
