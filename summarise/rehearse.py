"""The shell that rehearses: stored stories → what a watch would have posted. It reads, and never writes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from feeds.ports import Workers
from summarise.actors.roster import building
from summarise.editions.rehearsal import Rehearsal
from summarise.editions.rehearse import arrivals, ended, replay
from summarise.editions.sift import Known, sift
from summarise.model import CatalogueText, Lines, Story, Watch
from summarise.text.boilerplate import recurring

AT_ONCE = 100
"""So many stories are fetched at once, and so many articles read or decided: others wait for a worker."""

MOST_STORIES, MOST_LOOKS = 5_000, 500
MOST_ARRIVALS = 2_000
"""So many stories are looked at, in so many looks, and so many articles of those that may fire."""

SECONDS = 30.0
"""What a worker may take for each hundred articles."""

DAY, SHORTEST = timedelta(days=1), timedelta(minutes=1)


class PastStore(Protocol):
    """Where stories are kept."""

    async def catalogues(self) -> tuple[CatalogueText, ...]:
        """The actors beside the shipped ones."""
        ...

    async def lines(self, feed_id: int) -> Lines:
        """Which lines the feed's newest articles share."""
        ...

    async def between(
        self, feeds: frozenset[int], since: datetime, until: datetime, limit: int = 200
    ) -> tuple[Story, ...]:
        """The stories with an article of these feeds dated after `since`, up to `until`; newest first."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsing:
    """How a rehearsal ended: what would have been said, from when on that is whole, of how many stories."""

    ended: Rehearsal
    since: datetime
    stories: int


async def rehearse(
    watch: Watch,
    feeds: frozenset[int],
    *,
    since: datetime,
    until: datetime,
    per_hour: int,
    added: Mapping[str, datetime | None],
    store: PastStore,
    workers: Workers,
) -> Rehearsing:
    """Run a watch over the stories of these feeds that came after `since`, up to `until`.

    `added` are the watch's actors that are not shipped, with when they were added (None: nobody knows):
    articles that came before are read again for them. WorkerError where a worker takes too long.
    """
    known = Known(watch=watch, added=tuple(sorted(added.items(), key=lambda one: one[0])), furniture={})
    if added:
        known = replace(known, furniture=await _furniture(feeds, store))
    texts = await store.catalogues()
    kept: dict[int, Story] = {}
    seen: set[int] = set()
    end, span = until, DAY
    for _ in range(MOST_LOOKS):
        if end <= since or len(seen) >= MOST_STORIES:
            break
        begin = max(since, end - span)
        found = await store.between(feeds, begin, end, AT_ONCE)
        if len(found) == AT_ONCE and span > SHORTEST:
            span /= 2
            continue
        new = tuple(story for story in found if story.id not in seen)
        seen.update(story.id for story in new)
        for some in _pieces(new):
            for story in await workers.run(sift, some, known, texts, deadline=SECONDS + building(texts)):
                kept[story.id] = story
        end, span = begin, min(DAY, 2 * span)
    came = arrivals(kept.values(), feeds, end, until)
    if len(came) > MOST_ARRIVALS:
        came = came[-MOST_ARRIVALS:]
        end = came[0].article.seen_at
    so_far = Rehearsal(watch=replace(watch, fired_at=None), feeds=feeds, per_hour=per_hour)
    for start in range(0, len(came), AT_ONCE):
        piece = came[start : start + AT_ONCE]
        so_far = await workers.run(replay, so_far, piece, texts, deadline=SECONDS + building(texts))
    return Rehearsing(ended=ended(so_far, until), since=end, stories=len(seen))


def _pieces(stories: Iterable[Story]) -> Iterator[tuple[Story, ...]]:
    """The stories, so many together that a worker can read their reports again in its time."""
    some: list[Story] = []
    reports = 0
    for story in stories:
        if some and reports + len(story.reports) > AT_ONCE:
            yield tuple(some)
            some, reports = [], 0
        some.append(story)
        reports += len(story.reports)
    if some:
        yield tuple(some)


async def _furniture(feeds: frozenset[int], store: PastStore) -> dict[int, frozenset[int]]:
    """The lines that each feed repeats, which are no news."""
    found = {}
    for feed in sorted(feeds):
        lines = await store.lines(feed)
        found[feed] = recurring(lines.counts, lines.articles)
    return found
