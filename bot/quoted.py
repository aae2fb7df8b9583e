"""What somebody said lately, as a guild's feeds print it."""

import asyncio
from datetime import datetime
from typing import Final

from storage.archive import Archive
from storage.model import Said
from summarise.editions.quoting import About, Told, by_kind, quoted

NEWEST, NEWEST_ABOUT = 300, 2_000
"""So many of somebody's newest quotes are looked at, more where some words are sought."""

MOST_STORIES: Final = 40
AT_ONCE: Final = 100
"""Quotes that are looked at before others have their turn."""


async def feeds_of(archive: Archive, guild: str) -> frozenset[int]:
    """The feeds that the guild reads."""
    return await archive.subscriptions.ids_of(guild)


async def lately(
    archive: Archive,
    feeds: frozenset[int],
    actor: str,
    *,
    since: datetime | None = None,
    about: About | None = None,
) -> tuple[Told, ...]:
    """What they said, and others on their behalf, in the newest stories: direct quotes, then reported speech.

    Each is told once for a story, with every outlet that prints it, newest first.
    """
    said = await _said(archive, feeds, actor, since, about)
    stories = list(dict.fromkeys(one.source.story for one in said))[:MOST_STORIES]
    articles = {one.source.article for one in said if one.source.story in stories}
    told: list[Told] = []
    for story in await archive.record.spoken(feeds, stories, articles=articles):
        told.extend(quoted(story, actor=actor, since=since, about=about))
        await asyncio.sleep(0)
    return by_kind(told)


async def _said(
    archive: Archive, feeds: frozenset[int], actor: str, since: datetime | None, about: About | None
) -> list[Said]:
    """The actor's newest quotes that are about it."""
    limit = NEWEST if about is None else NEWEST_ABOUT
    every = await archive.record.quotes(feeds, actor=actor, since=since, limit=limit)
    if about is None:
        return list(every)
    texts: dict[tuple[int, int], str] = {}
    for one in every:
        whole = (one.source.article, one.quote)
        texts[whole] = f"{texts.get(whole, one.source.title)} {one.text}"
    fitting: set[tuple[int, int]] = set()
    languages = {one.source.article: one.source.language for one in every}
    for place, (whole, text) in enumerate(texts.items()):
        if about.stands_in(text, languages[whole[0]]):
            fitting.add(whole)
        if place % AT_ONCE == 0:
            await asyncio.sleep(0)
    return [one for one in every if (one.source.article, one.quote) in fitting]
