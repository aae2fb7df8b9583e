"""Stories in an archive, made the way the bot makes them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar, TypeVarTuple

from feeds.model import Entry, Fetched, ParsedFeed, Poll, Standing
from storage.archive import Archive
from summarise.mend import mend
from summarise.read import read

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class HereAndNow:
    """Workers that work in this process."""

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        """Do it."""
        return work(*args)


async def file_story(archive: Archive, guild: str, headline: str, at: datetime) -> None:
    """One article of a feed of its own, which the guild reads, published and read at `at`."""
    address = f"https://{headline.split()[0].lower()}.example/feed"
    feed = await archive.feeds.add(address=address, outlet="Harbour Courier", backlog="post", now=at)
    await archive.subscriptions.subscribe(guild, feed.id, "command", at)
    entry = Entry(
        guid="1",
        title=headline,
        text=f"{headline} on Tuesday, the ministry said. It gave no further details of what had happened.",
        url=f"{address}/1",
        author=None,
        published_at=at,
        content_hash="1",
    )
    (due,) = await archive.feeds.due([feed.id], at)
    poll = Poll(
        feed=due,
        outcome=Fetched(address=address, body=b"", body_hash="1"),
        read=ParsedFeed(title="", url=None, language="en", entries=(entry,)),
        standing=Standing(next_due_at=at + timedelta(hours=1), interval=timedelta(hours=1)),
    )
    assert await archive.feeds.save(poll, at) == 1
    for article in range(1, 10):
        for work in (read, mend):
            await work(article, store=archive.stories, workers=HereAndNow(), now=lambda: at)
