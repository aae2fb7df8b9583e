"""Whoever knocks where hubs do is answered briefly, and only what a hub has signed moves anything."""

import asyncio
import gzip
import hmac
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime

import aiohttp
import pytest

from bot.callback import MOST_CONNECTIONS, callback
from config.errors import ConfigurationError, StorageError
from config.settings import Settings
from feeds.model import Hub
from storage.archive import Archive
from tests.fakes.examples import HOUR, NOON, look
from tests.storage.scenes import wire

TOPIC = "https://wire.example/feed?a=1"
PATIENCE = 20.0


@dataclass
class Door:
    """The callback of a feed whose hub was asked, with its clock; `session` is a hub's or a stranger's."""

    archive: Archive
    session: aiohttp.ClientSession
    port: int
    feed: int
    token: str
    secret: str

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{path or '/here/websub/' + self.token}"

    async def verify(self, path: str = "", **query: str) -> tuple[int, str]:
        params = {f"hub.{name}": value for name, value in query.items()}
        async with self.session.get(self.url(path), params=params) as response:
            return response.status, await response.text()

    async def push(self, body: bytes = b"news", signature: str | None = None, **more: str) -> int:
        mac = hmac.new(self.secret.encode(), body, "sha256").hexdigest()
        signed = {"X-Hub-Signature": f"sha256={mac}" if signature is None else signature}
        async with self.session.post(self.url(), data=body, headers={**signed, **more}) as response:
            return response.status

    async def raw(self, data: bytes) -> bytes:
        """What comes back until the door closes the connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(data)
            await writer.drain()
            async with asyncio.timeout(PATIENCE):
                return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()

    async def due(self) -> datetime | None:
        feed = await self.archive.feeds.get(self.feed)
        assert feed is not None
        return feed.next_due_at

    async def lives(self) -> bool:
        feed = await self.archive.feeds.get(self.feed)
        return feed is not None and feed.pushed_until is not None


@pytest.fixture
async def door(archive: Archive) -> AsyncIterator[Door]:
    feed = await wire(archive)
    hub = Hub(address="https://hub.example/", topic=TOPIC)
    await archive.feeds.save(replace(look(feed, next_due_at=NOON + HOUR), hub=hub), NOON)
    port = free_port()
    public = f"http://127.0.0.1:{port}/here"
    settings = Settings(public_url=public, listen=f"127.0.0.1:{port}", fetch_megabytes=0.2)
    request = await archive.hubs.wanted(feed.id, public, NOON)
    assert request is not None
    async with (
        callback(settings, archive.hubs, lambda: NOON + HOUR / 2, patience=0.3),
        aiohttp.ClientSession() as session,
    ):
        yield Door(
            archive=archive,
            session=session,
            port=port,
            feed=feed.id,
            token=request.callback.rpartition("/")[2],
            secret=request.secret,
        )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


async def connection(port: int, flood: AsyncExitStack) -> asyncio.StreamReader:
    """A connection that says nothing until the flood ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    flood.callback(writer.close)
    return reader


async def test_challenge_is_echoed_where_we_asked(door: Door) -> None:
    answer = await door.verify(mode="subscribe", topic=TOPIC, challenge="<b>42</b>", lease_seconds="60")
    assert answer == (200, "<b>42</b>")
    assert await door.lives()


async def test_echo_is_plain_text_that_no_browser_takes_for_a_page(door: Door) -> None:
    query = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "<script>"}
    async with door.session.get(door.url(), params=query) as response:
        assert response.content_type == "text/plain"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_proxy_may_take_the_path_away(door: Door) -> None:
    path = f"/websub/{door.token}"
    assert await door.verify(path, mode="subscribe", topic=TOPIC, challenge="42") == (200, "42")


async def test_what_was_not_asked_for_is_not_found(door: Door) -> None:
    other = "https://wire.example/feed"
    queries: tuple[dict[str, str], ...] = (
        {},
        {"mode": "subscribe", "topic": TOPIC},
        {"mode": "subscribe", "topic": other, "challenge": "42"},
        {"mode": "unsubscribe", "topic": TOPIC, "challenge": "42"},
        {"mode": "denied", "topic": other},
        {"mode": "x" * 5000, "topic": TOPIC, "challenge": "42"},
    )
    for query in queries:
        assert (await door.verify(**query))[0] == 404, query
        assert not await door.lives(), query


async def test_unknown_address_is_not_found(door: Door) -> None:
    for path in (
        "/", "/here", "/websub/", "/websub/short", "/websub/" + "x" * 43, "/other/websub/" + "x" * 43,
        "/websub/%00" + "x" * 40, "/websub/" + "x" * 43 + "/more", "/..//websub/../" + "x" * 43,
    ):  # fmt: skip
        status, _ = await door.verify(path, mode="subscribe", topic=TOPIC, challenge="42")
        assert status == 404, path


async def test_hub_may_say_no(door: Door) -> None:
    await door.verify(mode="subscribe", topic=TOPIC, challenge="42")
    assert await door.verify(mode="denied", topic=TOPIC, reason="no\r\nmore") == (200, "")
    assert not await door.lives()


async def test_signed_push_makes_the_feed_due(door: Door) -> None:
    assert await door.push() == 202
    assert await door.due() == NOON + HOUR / 2


async def test_push_that_is_not_signed_is_accepted_and_ignored(door: Door) -> None:
    for signature in ("", "sha256=" + "0" * 64, "md5=00", "sha256=é"):
        assert await door.push(signature=signature) == 202, signature
        assert await door.due() == NOON + HOUR, signature


async def test_signature_is_of_the_body_as_it_came(door: Door) -> None:
    packed = gzip.compress(b"news" * 1000)
    assert await door.push(packed, **{"Content-Encoding": "gzip"}) == 202
    assert await door.due() == NOON + HOUR / 2


async def test_hub_learns_that_nobody_reads_the_feed_any_more(door: Door) -> None:
    await door.archive.subscriptions.unsubscribe("a", door.feed)
    assert await door.push() == 410


async def test_push_to_nobody_is_gone(door: Door) -> None:
    async with door.session.post(door.url("/websub/" + "x" * 43), data=b"news") as response:
        assert response.status == 410


async def test_push_that_is_too_large_is_refused(door: Door) -> None:
    assert await door.push(b"x" * 200_000) == 202
    assert await door.push(b"x" * 200_001) == 413


async def test_other_methods_are_not_allowed(door: Door) -> None:
    for method in ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        async with door.session.request(method, door.url()) as response:
            assert response.status == 405, method


async def test_slow_head_is_hung_up_on(door: Door) -> None:
    assert await door.raw(b"") == b""
    assert await door.raw(b"GET /websub/") == b""


async def test_slow_body_is_hung_up_on(door: Door) -> None:
    head = f"POST /websub/{door.token} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"
    assert (await door.raw(head.encode())).startswith(b"HTTP/1.1 408 ")
    assert await door.due() == NOON + HOUR


NO_REQUESTS = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 1000 + b"\r\n",
    b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
)


async def test_what_is_no_request_is_answered_shortly_or_not_at_all(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    for said in NO_REQUESTS:
        assert (await door.raw(said)).partition(b"\r\n")[0] in (
            b"", b"HTTP/1.1 400 Bad Request", b"HTTP/1.0 400 Bad Request", b"HTTP/1.1 404 Not Found",
        ), said[:60]  # fmt: skip
        assert caplog.records == [], said[:60]
        assert await door.push() == 202, said[:60]


async def test_broken_chunks_of_a_push_move_nothing(door: Door) -> None:
    head = f"POST /websub/{door.token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnews"
    assert (await door.raw(head.encode())).startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 "))
    assert await door.due() == NOON + HOUR


async def test_idle_connections_are_hung_up_on_and_leave_room(door: Door) -> None:
    async with AsyncExitStack() as flood, asyncio.timeout(PATIENCE):
        readers = [await connection(door.port, flood) for _ in range(MOST_CONNECTIONS)]
        assert [await reader.read() for reader in readers] == [b""] * MOST_CONNECTIONS
    assert await door.push() == 202


async def test_connection_too_many_is_refused_at_once(archive: Archive) -> None:
    port = free_port()
    settings = Settings(public_url="https://bot.example", listen=f"127.0.0.1:{port}")
    async with AsyncExitStack() as flood:
        await flood.enter_async_context(
            callback(settings, archive.hubs, lambda: NOON, patience=10 * PATIENCE)
        )
        for _ in range(MOST_CONNECTIONS):
            await connection(port, flood)
        async with asyncio.timeout(PATIENCE):
            assert await (await connection(port, flood)).read() == b""


async def test_push_is_heard_while_others_dawdle(door: Door) -> None:
    head = f"POST /websub/{door.token} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc".encode()
    dawdlers = [asyncio.create_task(door.raw(head)) for _ in range(30)]
    assert await door.push() == 202
    assert await door.due() == NOON + HOUR / 2
    await asyncio.gather(*dawdlers)


@pytest.mark.parametrize(("trouble", "status"), [(StorageError("away"), 503), (RuntimeError("a bug"), 500)])
async def test_hub_may_come_again_when_it_cannot_be_answered(
    door: Door, monkeypatch: pytest.MonkeyPatch, trouble: Exception, status: int
) -> None:
    async def fail(_token: str) -> str | None:
        raise trouble

    monkeypatch.setattr(door.archive.hubs, "secret", fail)
    assert await door.push() == status
    monkeypatch.undo()
    assert await door.push() == 202


async def test_nothing_listens_without_a_public_address(archive: Archive) -> None:
    port = free_port()
    async with callback(Settings(listen=f"127.0.0.1:{port}"), archive.hubs, lambda: NOON):
        with pytest.raises(OSError):
            await asyncio.open_connection("127.0.0.1", port)


async def test_port_that_is_taken_is_told(archive: Archive, door: Door) -> None:
    settings = Settings(public_url="https://bot.example", listen=f"127.0.0.1:{door.port}")
    with pytest.raises(ConfigurationError, match="nothing can listen at 127"):
        async with callback(settings, archive.hubs, lambda: NOON):
            pass
