"""A wire for processes that are killed while they poll: feeds that were read once, and have news since."""

import json
from dataclasses import dataclass
from typing import Any

from storage.archive import Archive
from storage.edits import CALM
from storage.queue import NoNudges
from tests.acceptance.dying import look
from tests.acceptance.forked import written
from tests.fakes.examples import HOUR, NOON
from tests.fakes.feeds import FeedServer, item, rss

FIRST = rss(item("One", "The first report.", guid="1"), item("Two", "The second report.", guid="2"))
SECOND = rss(
    item("Three", "The third report.", guid="3"),
    item("One", "The first report.", guid="1"),
    item("Two, corrected", "The second report, corrected.", guid="2"),
)
WHOLE = {"1": "One", "2": "Two, corrected", "3": "Three"}


@dataclass(frozen=True, kw_only=True)
class Groups:
    """So many groups of feeds, each looked at side by side."""

    url: str
    groups: tuple[tuple[int, ...], ...]

    async def killed(self, stride: int) -> list[dict[str, Any]]:
        """What was found of one group after the other, each killed some awaits later: see `dying`."""
        moment = (NOON + HOUR + 2 * CALM).isoformat()
        groups = [",".join(map(str, group)) for group in self.groups]
        lines = await written("tests.acceptance.dying", self.url, moment, str(stride), *groups)
        return [json.loads(line) for line in lines]


async def groups_of(url: str, wire: FeedServer, count: int, size: int) -> Groups:
    """Feeds in groups on this migrated database, all read once; now each has news and a correction."""
    archive = await Archive.open(url, NoNudges())
    feeds = []
    for number in range(count * size):
        address = wire.put(f"/{number}", FIRST, etag='"1"')
        feed = await archive.feeds.add(address=address, outlet="Wire", backlog="post", now=NOON)
        await archive.subscriptions.subscribe("a", feed.id, "command", NOON)
        feeds.append(feed.id)
    await look(archive, feeds, NOON)
    for number in range(count * size):
        wire.put(f"/{number}", SECOND, etag='"2"')
    return Groups(url=url, groups=tuple(tuple(feeds[at : at + size]) for at in range(0, len(feeds), size)))


def wrong(runs: list[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """Of these runs those after which not every article is there, once, in its newest words."""
    whole = (3 * size, [WHOLE] * size, ['"2"'] * size)
    return [run for run in runs if (run["articles"], run["said"], run["etags"]) != whole]
