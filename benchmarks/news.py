"""Feeds of the made-up wire of which some have news, and hosts that know when each was first told of."""

import time
from collections.abc import Mapping

from benchmarks.server import Host, Mode, body_of
from bot.app import utc_now
from tests.soak.stream import OUTLETS, Happening, Story, report


class News:
    """What some feeds have beside their old articles, and when each was first answered with."""

    def __init__(self, told: Mapping[int, Story]) -> None:
        self.told = told
        self.answered: dict[int, float] = {}
        self.over = False
        self._bodies: dict[int, bytes] = {}

    def body(self, feed: int) -> bytes | None:
        """The feed with its news; None where there is none."""
        if feed not in self.told or (self.over and feed not in self.answered):
            return None
        self.answered.setdefault(feed, time.time())
        return self._bodies.setdefault(feed, _with(body_of(feed, 0), self.told[feed]))


class NewsHost(Host):
    """A host of the wire, some with news."""

    def __init__(self, news: News) -> None:
        super().__init__([Mode()])
        self._news = news

    def _answer(self, request: bytes) -> None:
        body = self._news.body(self._feed)
        etag = f'"news {self._feed}"'.encode()
        if body is None or b"\r\nif-none-match: " + etag in request.lower():
            super()._answer(request)
        else:
            head = (
                b"HTTP/1.1 200 OK",
                b"Content-Type: application/xml",
                b"Connection: close",
                b"ETag: " + etag,
            )
            length = b"Content-Length: %d" % len(body)
            self._wire.write(b"\r\n".join((*head, length, b"", b"")) + body)


def _with(body: bytes, story: Story) -> bytes:
    """An RSS document with one more article, the newest."""
    said = report(Happening(story=story, outlet=OUTLETS[0]), utc_now())
    item = (
        f"<item><title>{said.title}</title><link>{said.url}</link><guid>{said.url}</guid>"
        f"<description><![CDATA[{said.text}]]></description></item>\n"
    )
    return body.replace(b"<item>", item.encode() + b"<item>", 1)
