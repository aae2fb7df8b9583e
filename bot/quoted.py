"""What somebody said lately, as a guild's feeds print it."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from storage.archive import Archive
from storage.model import Said
from summarise.editions.quoting import About, Told, by_kind, quoted

AT_ONCE: Final = 300
"""So many of somebody's newest quotes are looked at; so many more where words are sought in vain."""

NEWEST_ABOUT: Final = 3_000
MOST_STORIES: Final = 40


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
    """The actor's newest quotes that are about it, of as many stories as are told."""
    fitting: list[Said] = []
    seen: set[Said] = set()
    until: datetime | None = None
    while len(seen) < NEWEST_ABOUT:
        page = await archive.record.quotes(feeds, actor=actor, since=since, until=until, limit=AT_ONCE)
        new = [one for one in page if one not in seen]
        fitting += new if about is None else _about(new, about)
        seen.update(new)
        is_last = len(page) < AT_ONCE or not new
        if is_last or about is None or len({one.source.story for one in fitting}) >= MOST_STORIES:
            break
        until = page[-1].source.at
    return fitting


def _about(said: list[Said], about: About) -> Iterator[Said]:
    """Those of quotes, with all their parts, that are about it, or whose article's title is."""
    texts: dict[tuple[int, int], str] = {}
    for one in said:
        whole = (one.source.article, one.quote)
        texts[whole] = f"{texts.get(whole, one.source.title)} {one.text}"
    languages = {one.source.article: one.source.language for one in said}
    fitting = {whole for whole, text in texts.items() if about.stands_in(text, languages[whole[0]])}
    return (one for one in said if (one.source.article, one.quote) in fitting)
