"""Stories that name somebody, put into an archive as if they had been read."""

from dataclasses import replace
from datetime import datetime

from feeds.model import Article, Feed
from storage.archive import Archive
from summarise.model import Mention, Quote, Speaker
from tests.fakes.examples import NOON, edition, entry, reading
from tests.storage.scenes import bring, wire


async def outlet(archive: Archive, guild: str, name: str = "Wire") -> Feed:
    """A feed that the guild reads."""
    return await wire(archive, name, guilds=(guild,))


async def name_in_story(
    archive: Archive,
    feed: Feed,
    at: datetime,
    *actors: str,
    title: str = "Envoy meets president",
    said: str = "",
) -> Article:
    """An article that founds a story of its own and names these (a guild's own: with an @).

    The first of them says what is `said`.
    """
    number = (await archive.status(None)).articles + 1
    await bring(archive, feed, replace(entry(f"e{number}", published_at=at), title=title), now=at)
    held = await archive.stories.unread(number)
    assert held is not None
    named = tuple(Mention(start=0, end=3, actor=one, name=one, role="mention") for one in actors)
    who = Speaker(start=0, end=2, text="he", actor=actors[0] if actors else None)
    quotes = (Quote(start=0, end=len(said), text=said, quote=0, speaker=who),) if said else ()
    shared = tuple(one for one in named if "@" not in one.actor)
    added = tuple(one for one in named if "@" in one.actor)
    read = replace(reading(f"only{number}"), mentions=shared, added=added, quotes=quotes)
    lineup = await archive.stories.lineup(held, read.terms)
    assert await archive.stories.save(edition(held, read, snapshot=lineup.snapshot), NOON)
    return held
