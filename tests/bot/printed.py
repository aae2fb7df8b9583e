"""Articles of outlets, brought and read the way the bot does it: what they quote and announce is found."""

from datetime import datetime, timedelta

from feeds.model import Entry, Fetched, ParsedFeed, Poll, Standing
from storage.archive import Archive
from summarise.mend import mend
from summarise.read import read
from tests.bot.filed import HereAndNow


async def printed(archive: Archive, guild: str, outlet: str, title: str, text: str, at: datetime) -> None:
    """One article of the outlet's feed, which the guild reads, published and read at `at`."""
    host = outlet.split()[0].lower()
    address = f"https://{host}.example/feed"
    feed = await archive.feeds.add(address=address, outlet=outlet, backlog="post", now=at)
    await archive.subscriptions.subscribe(guild, feed.id, "command", at)
    known = (await archive.status(None)).articles
    guid = str(known + 1)
    entry = Entry(
        guid=guid,
        title=title,
        text=text,
        url=f"https://{host}.example/{guid}",
        author=None,
        published_at=at,
        content_hash=guid,
    )
    (due,) = await archive.feeds.due([feed.id], at)
    poll = Poll(
        feed=due,
        outcome=Fetched(address=address, body=b"", body_hash=guid),
        read=ParsedFeed(title="", url=None, language="en", entries=(entry,)),
        standing=Standing(next_due_at=at, interval=timedelta(hours=1)),
    )
    assert await archive.feeds.save(poll, at) == 1
    for work in (read, mend):
        await work(known + 1, store=archive.stories, workers=HereAndNow(), now=lambda: at)
