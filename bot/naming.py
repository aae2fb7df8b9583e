"""What the ids in a guild's watches and digests stand for."""

from collections.abc import Collection, Iterable, Mapping

from bot.catalogues import catalogue_of
from bot.watch_words import Names
from bot.words import t
from feeds.clean import line
from feeds.guard import shown
from feeds.model import Feed
from storage.archive import Archive
from storage.model import HeldFeed
from summarise.model import DigestPlan, Watch


async def names_in(archive: Archive, guild: str, rows: Iterable[Watch | DigestPlan]) -> Names:
    """The names of the rows' actors and feeds."""
    rows = tuple(rows)
    known = await catalogue_of(archive, guild)
    found = ((actor, known.find(actor)) for row in rows for actor in row.actors)
    feeds = await feed_names(archive, guild, {feed for row in rows for feed in row.feeds})
    return Names(actors={actor: one.name for actor, one in found if one is not None}, feeds=feeds)


async def feed_names(archive: Archive, guild: str, feeds: Collection[int]) -> Mapping[int, str]:
    """What these feeds are called, and of which nothing comes, as the guild paused or removed them."""
    if not feeds:
        return {}
    held = {feed.id: feed for feed in await archive.subscriptions.names(guild)}
    named: dict[int, str] = {}
    for feed in feeds:
        if (own := held.get(feed)) is not None:
            name = called(own)
            named[feed] = t("{feed} (feed paused)", feed=name) if own.is_paused else name
        else:
            other = await archive.feeds.get(feed)
            name = t("feed {number}", number=feed) if other is None else called(other)
            named[feed] = t("{feed} (no longer read)", feed=name)
    return named


def called(feed: Feed | HeldFeed) -> str:
    """What people call a feed; nothing of it is escaped."""
    return line(feed.outlet or feed.title, 80) or shown(feed.address)
