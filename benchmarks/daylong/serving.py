"""`python -m benchmarks.daylong.serving CLOCK WORLD`: the feeds, each on a loopback address of its own.

WORLD is JSON: how many feeds, the seed, `haste`, the first article's number, and for how many hours they
publish. Each feed holds thirty items, the newest of its own before those of a document of the wire. Each
line on standard input is answered with the port, how often they were asked and what they gave, as JSON.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from email.utils import format_datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from benchmarks.daylong.common_time import CommonTime
from benchmarks.daylong.world import EPOCH, Item, Outlet, is_out, outlets, published
from benchmarks.morgue import written
from benchmarks.server import Host, Mode
from benchmarks.together.outlets import ATOM, RSS, template
from benchmarks.wire import ITEMS, outlet

LATE: Final = 0.2
"""Seconds that a slow host takes, by the machine's clock."""

HEAD: Final = "HTTP/1.1 {status}\r\nContent-Type: application/xml\r\nConnection: close\r\n{more}\r\n"
NAMES: Final = {200: "200 OK", 304: "304 Not Modified", 404: "404 Not Found"}
ERROR, BUSY = "500 Internal Server Error", "503 Service Unavailable"

_ONE: Final = re.compile(rb"<(item|entry)>.*?</\1>\n", re.DOTALL)


@cache
def _parts(feed: int) -> tuple[bytes, tuple[bytes, ...], bytes]:
    """What stands before a document's items, they, and what stands after."""
    whole = template(feed)
    found = list(_ONE.finditer(whole))
    return whole[: found[0].start()], tuple(one[0] for one in found), whole[found[-1].end() :]


@lru_cache(maxsize=4096)
def _item(item: Item) -> bytes:
    article, _ = written(item.number, [(item.feed, outlet(item.feed))], item.at)
    form = ATOM if item.feed % 2 else RSS
    return form.format(
        title=escape(article.title),
        text=escape("".join(f"<p>{line}</p>" for line in article.text.splitlines())),
        url=f"https://outlet-{item.feed:05d}.example/late/{item.number}",
        rss=format_datetime(item.at),
        atom=item.at.isoformat(),
    ).encode()


class Wire:
    """What all of the feeds hold by now, and what was given of it."""

    def __init__(self, world: Sequence[Outlet], items: Sequence[Item], now: CommonTime) -> None:
        self._now = now
        self._outlets = world
        self._come: dict[int, list[Item]] = {held.feed: [] for held in world}
        for item in items:
            self._come[item.feed].append(item)
        self._asked: Counter[str] = Counter()
        self._given: dict[int, int] = {}

    def asked(self, feed: int, request: bytes) -> bytes | None:
        """The answer of this feed's host to a request; None where it never says anything."""
        of, now = self._outlets[feed], self._now()
        self._asked["looks"] += 1
        if of.trouble == "hung":
            return None
        if of.trouble in ("error", "gone") or is_out(of.trouble, now):
            said = {"error": ERROR, "gone": NAMES[404]}.get(of.trouble, BUSY)
            return HEAD.format(status=said, more="Content-Length: 0\r\n").encode()
        come = [item for item in self._come[feed] if item.at <= now]
        marks = _marks(of, come)
        if any(mark and mark.encode() in request for mark in marks.values()):
            self._asked["not modified"] += 1
            said = "".join(f"{name}: {mark}\r\n" for name, mark in marks.items())
            return HEAD.format(status=NAMES[304], more=said).encode()
        self._given[feed] = len(come)
        body = self._body(feed, come)
        said = "".join(f"{name}: {mark}\r\n" for name, mark in marks.items() if mark)
        return HEAD.format(status=NAMES[200], more=f"{said}Content-Length: {len(body)}\r\n").encode() + body

    @staticmethod
    def _body(feed: int, come: Sequence[Item]) -> bytes:
        before, old, after = _parts(feed)
        new = tuple(_item(item) for item in reversed(come[-ITEMS:]))
        return before + b"".join((new + old)[:ITEMS]) + after

    def is_slow(self, feed: int) -> bool:
        """Whether the feed's host answers late."""
        return self._outlets[feed].trouble == "slow"

    def figures(self) -> dict[str, int]:
        """How often they were asked, how often nothing was new, and how many articles they gave."""
        return {**{name: self._asked[name] for name in ("looks", "not modified")}, "articles": self.articles}

    @property
    def articles(self) -> int:
        """How many have been in an answer."""
        return sum(self._given.values())


def _marks(of: Outlet, come: Sequence[Item]) -> dict[str, str]:
    """The validators of what has come."""
    if of.validators == "etag":
        return {"ETag": f'"{len(come)}"'}
    if of.validators == "date" and come:
        return {"Last-Modified": format_datetime(come[-1].at, usegmt=True)}
    return {}


class DayHost(Host):
    """One connection to one of the hosts."""

    def __init__(self, wire: Wire) -> None:
        super().__init__([Mode()])
        self._world = wire

    def data_received(self, data: bytes) -> None:
        """Answer the request once it is whole."""
        self._heard += data
        if b"\r\n\r\n" not in self._heard:
            return
        answer = self._world.asked(self._feed, self._heard)
        if answer is not None:
            wait = LATE if self._world.is_slow(self._feed) else 0.0
            asyncio.get_running_loop().call_later(wait, self._say, answer)

    def _say(self, answer: bytes) -> None:
        self._wire.write(answer)
        self._wire.close()


async def serve(clock: Path, *, feeds: int, seed: int, haste: float, first: int, hours: float) -> None:
    """Serve until standard input ends."""
    world = outlets(feeds, seed, haste)
    items = published(world, EPOCH, timedelta(hours=hours), seed, first)
    wire = Wire(world, items, CommonTime(clock))
    for feed in range(feeds):
        _parts(feed)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: DayHost(wire), "0.0.0.0", 0, backlog=4_096)
    port = server.sockets[0].getsockname()[1]
    print("ready", flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps({"port": port, **wire.figures()}), flush=True)


if __name__ == "__main__":
    told: dict[str, Any] = json.loads(sys.argv[2])
    asyncio.run(serve(Path(sys.argv[1]), **told))
