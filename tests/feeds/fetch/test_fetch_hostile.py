"""Answers that break the rules: each is one clear sentence, in time, and harms no other feed."""

import socket

import pytest

from feeds.fetch.bounds import MAX_INTERIM, SIP, SippingSocket
from feeds.fetch.session import MAX_HEADER, MAX_HEADERS
from feeds.model import Fetched
from tests.fakes.feeds import FeedServer, Rude
from tests.feeds.fetch.fetching import BODY, beside_another, feed, fetcher

FEED = BODY * 3
EARLY = b"HTTP/1.1 103 Early Hints\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\r\n\r\n",
        b"garbage\r\n\r\n",
        b"<html>HTTP/0.9 is over</html>",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 999999 Odd\r\n\r\n",
        b"HTTP/1.1 200 OK",
        OK + b"Content-Length: many\r\n\r\n",
        OK + b"Content-Length: -1\r\n\r\nx",
        OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        OK + b"no colon here\r\n\r\n",
        OK + b"\0: \0\r\n\r\n",
        OK + b"Content-Length: 100\r\n\r\nshort",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nwor",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nwords\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5;" + b"x" * 200_000,
        OK + b"X: " + b"y" * (MAX_HEADER + 1_000) + b"\r\n\r\n",
        OK + b"".join(b"X-%d: y\r\n" % number for number in range(MAX_HEADERS + 10)) + b"\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    ],
)
async def test_broken_answer_is_a_failure_in_one_sentence(answer: bytes, server: FeedServer) -> None:
    async with Rude(answer) as rude:
        outcome = await beside_another(rude.url(), server)
    assert outcome.reason in ("no answer", "address refused", "status")


@pytest.mark.parametrize(
    ("says", "again"),
    [
        (b"HTTP/1.1 200 O", b"k"),
        (OK, b"X"),
        (OK + b"Content-Length: 50000\r\n\r\n", b"x"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5;", b"x"),
        (OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\0", b"n"),
    ],
)
async def test_slow_drip_ends_at_the_deadline(server: FeedServer, says: bytes, again: bytes) -> None:
    async with Rude(says, again=again, pause=0.02) as rude:
        outcome = await beside_another(rude.url(), server, seconds=0.5)
    assert outcome.reason == "timed out"
    assert outcome.host == ""


async def test_silence_ends_at_the_deadline(server: FeedServer) -> None:
    async with Rude(waits=True) as rude:
        assert (await beside_another(rude.url(), server, seconds=0.5)).reason == "timed out"


@pytest.mark.parametrize(
    "again", [b"X-Header: value\r\n", b"X-Header: " + b"v" * 8_000 + b"\r\n", b"x" * 9_999]
)
async def test_headers_without_end_are_cut_short(server: FeedServer, again: bytes) -> None:
    async with Rude(OK, again=again) as rude:
        outcome = await beside_another(rude.url(), server)
    assert outcome.reason == "no answer"


async def test_early_hints_without_end_are_cut_short(server: FeedServer) -> None:
    async with Rude(again=EARLY * 1_000) as rude:
        assert (await beside_another(rude.url(), server)).reason == "no answer"


async def test_a_few_early_hints_are_ignored() -> None:
    answer = EARLY * MAX_INTERIM + OK + b"Content-Length: 5\r\n\r\nwords"
    async with Rude(answer) as rude, fetcher() as fetch:
        outcome = await fetch(feed(rude.url()))
    assert isinstance(outcome, Fetched)
    assert outcome.body == b"words"


async def test_an_answer_is_taken_in_small_sips() -> None:
    left, right = socket.socketpair()
    with left, right, SippingSocket(fileno=left.detach()) as sipping:
        right.sendall(b"x" * 3 * SIP)
        assert len(sipping.recv(10 * SIP)) == SIP
        assert sipping.recv_into(bytearray(10 * SIP)) == SIP
