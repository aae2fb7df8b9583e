"""What the ids in a guild's watches stand for."""

from collections.abc import Iterable

from bot.catalogues import catalogue_of
from bot.watch_words import Names
from feeds.clean import line
from feeds.guard import shown
from storage.archive import Archive
from summarise.model import Watch


async def names_in(archive: Archive, guild: str, rows: Iterable[Watch]) -> Names:
    """The names of the rows' actors and feeds."""
    rows = tuple(rows)
    known = await catalogue_of(archive, guild)
    found = ((actor, known.find(actor)) for row in rows for actor in row.actors)
    wanted = {feed for row in rows for feed in row.feeds}
    held = await archive.subscriptions.names(guild) if wanted else ()
    named = (feed for feed in held if feed.id in wanted)
    feeds = {feed.id: line(feed.outlet or feed.title, 80) or shown(feed.address) for feed in named}
    return Names(actors={actor: one.name for actor, one in found if one is not None}, feeds=feeds)
