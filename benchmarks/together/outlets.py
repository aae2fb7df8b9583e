"""`python -m benchmarks.together.outlets ARTICLES`: very many feeds, each on a loopback address of its own.

Each holds thirty items, those of one of a few documents of the wire; at every tenth look it has one more, an
article of the morgue. What they may come to tell, ARTICLES, is written before "ready" is said. Each line on
standard input is answered with the port, how often they were asked and how many articles they gave, as JSON;
after a line "over" they give no more.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.morgue import written
from benchmarks.server import Host, Mode
from benchmarks.wire import document, outlet

TEMPLATES: Final = 20
NEWS: Final = 0.1
"""The part of looks that find one item more."""

NOT_CHANGED: Final = b'HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: "%d"\r\n\r\n'
WHOLE: Final = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nConnection: close\r\nETag: "%d"\r\n'
    b"Content-Length: %d\r\n\r\n"
)
RSS: Final = (
    "<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>{rss}</pubDate>"
    "<description>{text}</description></item>\n"
)
ATOM: Final = (
    '<entry><title>{title}</title><link href="{url}"/><id>{url}</id><published>{atom}</published>'
    '<updated>{atom}</updated><content type="html">{text}</content></entry>\n'
)


@cache
def template(feed: int) -> bytes:
    """What a feed holds before anything comes; even ones are RSS, odd ones Atom."""
    return document(feed % TEMPLATES)


def items_of(feed: int, told: Sequence[tuple[str, str]], at: datetime) -> bytes:
    """What has come to a feed (titles and texts), newest last; as its document has them, the newest first."""
    form = ATOM if feed % 2 else RSS
    made = [
        form.format(
            title=escape(title),
            text=escape("".join(f"<p>{line}</p>" for line in text.splitlines())),
            url=f"https://outlet-{feed:05d}.example/late/{number}",
            rss=format_datetime(at),
            atom=at.isoformat(),
        )
        for number, (title, text) in enumerate(told)
    ]
    return "".join(reversed(made)).encode()


class Outlets:
    """What all of the feeds hold by now."""

    def __init__(self, articles: int, seed: int = 1) -> None:
        now, feeds = datetime.now(UTC), [(1, outlet(0))]
        # the last is told first
        self._unwritten = [written(number, feeds, now)[0] for number in range(articles, 0, -1)]
        self._told: dict[int, list[tuple[str, str]]] = {}
        self._looks: Counter[int] = Counter()
        self._seed = seed
        self.over = False

    def asked(self, feed: int) -> int:
        """A look at a feed; how many items have come to it by now."""
        look = self._looks[feed]
        self._looks[feed] += 1
        told = self._told.get(feed, [])
        if not self.over and random.Random(f"{self._seed} {feed} {look}").random() < NEWS:
            article = self._unwritten.pop()
            self._told[feed] = told = [*told, (article.title, article.text)]
        return len(told)

    def body(self, feed: int) -> bytes:
        """The document as it is by now."""
        first = b"<entry>" if feed % 2 else b"<item>"
        before, between, after = template(feed).partition(first)
        return before + items_of(feed, self._told.get(feed, ()), datetime.now(UTC)) + between + after

    def figures(self) -> dict[str, int]:
        """How often they were asked, and how many articles they gave."""
        return {"looks": self._looks.total(), "articles": sum(map(len, self._told.values()))}


class Outlet(Host):
    """One connection to one of the hosts."""

    def __init__(self, outlets: Outlets) -> None:
        super().__init__([Mode()])
        self._outlets = outlets

    def _answer(self, request: bytes) -> None:
        come = self._outlets.asked(self._feed)
        if b'\r\nif-none-match: "%d"\r\n' % come in request.lower():
            self._wire.write(NOT_CHANGED % come)
        else:
            body = self._outlets.body(self._feed)
            self._wire.write(WHOLE % (come, len(body)) + body)


async def serve(articles: int) -> None:
    """Serve until standard input ends."""
    outlets = Outlets(articles)
    for feed in range(TEMPLATES):
        template(feed)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Outlet(outlets), "0.0.0.0", 0, backlog=4_096)
    port = server.sockets[0].getsockname()[1]
    print("ready", flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        outlets.over = outlets.over or line == "over\n"
        print(json.dumps({"port": port, **outlets.figures()}), flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
