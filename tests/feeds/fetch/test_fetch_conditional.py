"""A conditional GET over real sockets: validators byte for byte, there and back."""

from datetime import timedelta

import pytest

from feeds.model import Fetched, NotModified
from tests.fakes.feeds import FeedServer, Rude
from tests.feeds.fetch.fetching import AGENT, BODY, ask, failure, feed, fetched, fetcher


async def test_body_comes_with_its_hash_and_validators(server: FeedServer) -> None:
    address = server.put("/f", BODY, etag='W/"a b,c"', last_modified="Tue, 26 Apr 2022 10:00:00 GMT")
    outcome = await fetched(address)
    assert (outcome.body, outcome.address, outcome.received) == (BODY, address, len(BODY))
    assert (outcome.etag, outcome.last_modified) == ('W/"a b,c"', "Tue, 26 Apr 2022 10:00:00 GMT")
    assert outcome.content_type.startswith("application/rss+xml")
    assert len(outcome.body_hash) == 64
    asked = server.last("/f").headers
    assert asked["user-agent"] == AGENT
    assert asked["accept-encoding"] == "gzip, deflate, br, zstd"
    assert not {"if-none-match", "if-modified-since", "a-im"} & set(asked)


@pytest.mark.parametrize("etag", ['"1"', 'W/"weak"', '"a b, c"', "unquoted", '"', '"tab\tinside"'])
async def test_etag_is_sent_back_byte_for_byte(server: FeedServer, etag: str) -> None:
    address = server.put("/f", BODY, etag=etag)
    first = await fetched(address)
    assert first.etag == etag
    await ask(address, etag=first.etag or "")
    assert server.last("/f").headers["if-none-match"] == etag
    assert server.last("/f").headers["a-im"] == "feed"


@pytest.mark.parametrize("raw", [b'"\xe9"', '"é"'.encode(), b'"\x80\xff"', b'"\xc3\x28 a"', "“”".encode()])
async def test_validators_that_are_not_ascii_go_back_as_the_same_bytes(raw: bytes) -> None:
    head = (
        b"HTTP/1.1 200 OK\r\nETag: " + raw + b"\r\nLast-Modified: " + raw + b"\r\nContent-Length: 1\r\n\r\nx"
    )
    async with Rude(head) as server:
        first = await fetched(server.url())
        assert first.etag is not None
        assert first.last_modified == first.etag
        first.etag.encode()
        await fetched(server.url(), etag=first.etag, last_modified=first.etag)
        asked = server.requests[-1]
    assert b"\r\nIf-None-Match: " + raw + b"\r\n" in asked
    assert b"\r\nIf-Modified-Since: " + raw + b"\r\n" in asked
    assert asked.count(b"\r\n\r\n") == 1


async def test_validator_of_another_alphabet_goes_out_as_utf8() -> None:
    async with Rude(b"HTTP/1.1 304 Not Modified\r\n\r\n") as server:
        await ask(server.url(), etag='"новость"')
        assert '\r\nIf-None-Match: "новость"\r\n'.encode() in server.requests[-1]


@pytest.mark.parametrize("bad", [b"x" * 2_000, b""])
async def test_validator_that_cannot_be_kept_is_none(bad: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nETag: " + bad + b"\r\nContent-Length: 1\r\n\r\nx"
    async with Rude(head) as server:
        assert (await fetched(server.url())).etag is None


async def test_stored_validator_that_would_split_the_request_is_not_sent(server: FeedServer) -> None:
    assert (await failure_of_splitting(server)).startswith(server.url("/f"))
    assert server.count("/f") == 0


async def failure_of_splitting(server: FeedServer) -> str:
    async with fetcher() as fetch:
        outcome = await fetch(feed(server.put("/f", BODY), etag='"1"\r\nX-Evil: yes'))
    assert not isinstance(outcome, Fetched | NotModified)
    return str(outcome.detail)


async def test_unchanged_by_etag(server: FeedServer) -> None:
    address = server.put("/f", BODY, etag='"1"')
    assert await ask(address, etag='"1"') == NotModified(etag='"1"', address=address)


async def test_unchanged_by_last_modified(server: FeedServer) -> None:
    known = "Tue, 26 Apr 2022 10:00:00 GMT"
    address = server.put("/f", BODY, last_modified=known)
    assert await ask(address, last_modified=known) == NotModified(last_modified=known, address=address)


async def test_304_brings_new_validators_and_keeps_those_it_does_not_repeat(server: FeedServer) -> None:
    headers = {"ETag": '"new"', "Cache-Control": "max-age=900", "Age": "300"}
    address = server.put("/f", status=304, headers=headers)
    assert await ask(address, etag='"old"', last_modified="then") == NotModified(
        etag='"new"', last_modified="then", address=address, fresh_for=timedelta(minutes=10)
    )


async def test_304_that_nobody_asked_for_is_a_failure(server: FeedServer) -> None:
    assert (await failure(server.put("/f", status=304))).status == 304


async def test_equal_body_is_unchanged_and_brings_new_validators(server: FeedServer) -> None:
    first = await fetched(server.put("/f", BODY, etag='"1"'))
    address = server.put("/f", BODY, etag='"2"', headers={"Cache-Control": "max-age=60"})
    outcome = await ask(address, etag='"1"', body_hash=first.body_hash)
    assert outcome == NotModified(etag='"2"', address=address, fresh_for=timedelta(minutes=1))


async def test_226_holds_only_what_is_new(server: FeedServer) -> None:
    outcome = await fetched(server.put("/f", BODY, status=226, headers={"IM": "feed"}), etag='"1"')
    assert (outcome.partial, outcome.body) == (True, BODY)
    assert not (await fetched(server.put("/f", BODY))).partial


async def test_206_is_no_document(server: FeedServer) -> None:
    assert (await failure(server.put("/f", BODY, status=206))).status == 206


async def test_freshness_hub_and_topic_come_from_the_headers(server: FeedServer) -> None:
    headers = {
        "Expires": "Tue, 26 Apr 2022 13:00:00 GMT",
        "Date": "Tue, 26 Apr 2022 12:30:00 GMT",
        "Link": '<https://hub.example/>; rel="hub", </self>; rel=self',
    }
    outcome = await fetched(server.put("/f", BODY, headers=headers))
    assert outcome.fresh_for == timedelta(minutes=30)
    assert (outcome.hub, outcome.topic) == ("https://hub.example/", server.url("/self"))
