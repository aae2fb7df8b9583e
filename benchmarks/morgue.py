"""An archive of many articles that were read: made-up prose about actors who are shipped, ever the same.

As a newspaper's morgue holds them: short and long ones, with quotes and appointments, in stories that several
outlets tell. The words, the names and who tells what depend on the seed alone; the dates end now.
"""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from benchmarks.prose import text
from feeds.model import Article
from storage import said, sought
from storage.documents import READING
from storage.engine import Database, Transaction
from storage.schema import article, reading, story, tally, trace
from storage.sought import found_by
from summarise.actors.catalogue import Actor, shipped
from summarise.model import Reading
from summarise.reading import reading_of
from summarise.text.searching import Sought

SPAN: Final = timedelta(days=60)
FEWEST, MOST = 3, 28
"""Sentences: 300 to 4,000 characters."""

TOLD: Final = 2.5
"""Articles of a story on average."""

BATCH: Final = 500
PROCESSES: Final = 2
COMING: Final = timedelta(hours=6)
"""In which articles that nobody has read came."""

_WORDS: Final = ("id", "feed", "guid", "title", "text", "url", "language", "content_hash")
_COLUMNS: Final = (*_WORDS, "published_at", "seen_at", "at", "silent")


@dataclass(frozen=True, kw_only=True, slots=True)
class Clipping:
    """An article of a story, what it was read to say and what it is found by."""

    article: Article
    story: int
    reading: Reading
    terms: Sought


def clip(
    numbers: range, feeds: Sequence[tuple[int, str]], total: int, until: datetime, span: timedelta = SPAN
) -> list[Clipping]:
    """The articles of these numbers, read; all `total` came over the span, and the last is of that moment."""
    made = []
    for number in numbers:
        held, of = written(number, feeds, until - span * ((total - number) / total))
        found = reading_of(held)
        made.append(Clipping(article=held, story=of, reading=found, terms=found_by(held, found)))
    return made


async def fill(
    database: Database,
    feeds: Sequence[tuple[int, str]],
    count: int,
    until: datetime,
    span: timedelta = SPAN,
) -> None:
    """Put so many articles of these feeds (id and outlet) into an archive that has none, as if they had come
    over that span."""
    async with database.writing() as tx:
        await _found_stories(tx, count, until - span)
    with ProcessPoolExecutor(PROCESSES) as pool:
        batches = [range(at, min(at + BATCH, count + 1)) for at in range(1, count + 1, BATCH)]
        arguments = zip(*((batch, feeds, count, until, span) for batch in batches), strict=True)
        for clippings in pool.map(clip, *arguments):
            async with database.writing() as tx:
                await _file(tx, clippings)


async def leave_unread(
    database: Database, feeds: Sequence[tuple[int, str]], count: int, until: datetime
) -> None:
    """Put so many articles of these feeds into an archive that has none; nobody has read them yet."""
    made = [written(one, feeds, until - COMING * ((count - one) / count))[0] for one in range(1, count + 1)]
    async with database.writing() as tx:
        await tx.put(article, _COLUMNS, [_row(held) for held in made])
        await tx.put(reading, ("article", "state", "attempts"), [(held.id, "due", 0) for held in made])


async def _found_stories(tx: Transaction, count: int, founded_at: datetime) -> None:
    names = ("id", "revision", "changed", "background", "founded_at")
    rows = [(one, 1, 1, 0, founded_at) for one in range(1, _story(count) + 1)]
    await tx.put(story, names, rows)
    await tx.execute(tally.update().values(changes=1))


async def _file(tx: Transaction, clippings: Sequence[Clipping]) -> None:
    """One batch, as storage.filing would leave it; no trace is one that grouping asks for."""
    await tx.put(article, _COLUMNS, [_row(clipping.article) for clipping in clippings])
    done = [(c.article.id, "read", 1, c.article.at, READING.dump(c.reading)) for c in clippings]
    await tx.put(reading, ("article", "state", "attempts", "read_at", "document"), done)
    placed = [(c.article.id, c.story, c.article.at, "") for c in clippings]
    await tx.put(trace, ("article", "story", "at", "document"), placed)
    for clipping in clippings:
        await said.keep(tx, clipping.article, clipping.reading, again=False)
    await sought.add(tx, {clipping.article.id: clipping.terms for clipping in clippings})


def _row(held: Article) -> tuple[object, ...]:
    words = (held.title, held.text, held.url, held.language, "")
    return (held.id, held.feed_id, held.guid, *words, held.published_at, held.seen_at, held.at, False)


def prominent(count: int) -> tuple[Actor, ...]:
    """Those who are in the news most often."""
    return _known()[:count]


def _story(number: int) -> int:
    """The story of an article: some have one, some many."""
    chance = random.Random(number // 50)
    of = sorted(chance.choices(range(round(50 / TOLD)), k=50))
    return number // 50 * round(50 / TOLD) + of[number % 50] + 1


def written(number: int, feeds: Sequence[tuple[int, str]], at: datetime) -> tuple[Article, int]:
    """The article of this number, by an outlet of these feeds (id and name), and its story."""
    chance, of = random.Random(number), _story(number)
    feed, outlet = chance.choice(feeds)
    told = "\n".join(_sentences(of, number))
    held = Article(
        id=number,
        feed_id=feed,
        outlet=outlet,
        guid=f"morgue-{number}",
        title=_title(of, chance),
        text=told,
        url=f"https://outlet.example/morgue/{number}",
        author=None,
        published_at=at,
        seen_at=at,
        language="en",
    )
    return held, of


def _title(of: int, chance: random.Random) -> str:
    words = _told(of)[0].lower().split()
    kept = sorted(chance.sample(range(len(words)), 6))
    return f"{_cast(of)[0].name}: {' '.join(words[at] for at in kept)}"


def _sentences(of: int, number: int) -> Iterator[str]:
    """The story's sentences, its cast in some of them; the outlet's own after them."""
    chance, cast = random.Random(-number), _cast(of)
    count = FEWEST + int((MOST - FEWEST) * chance.random() ** 2)
    shared = _told(of)[: max(2, count // 2)]
    own = text(1_000_000 + number, count - len(shared)).replace("\n", " ").split(". ")
    for place, sentence in enumerate((*shared, *own)):
        said_by = cast[place % len(cast)]
        if place % 4 == 0:
            yield f"{said_by.name} {sentence[:1].lower()}{sentence[1:]}."
        elif place % 6 == 1:
            yield f"“{sentence},” {said_by.name} said on Tuesday."
        elif place == 2 and of % 10 == 0:
            yield f"{said_by.name} will meet the council in Geneva on {chance.randint(1, 28)} March."
        else:
            yield f"{sentence.rstrip('.')}."


@lru_cache(maxsize=256)
def _told(of: int) -> list[str]:
    """What all of a story's articles draw on, the beginning first."""
    return text(of, MOST).replace("\n", " ").split(". ")


@lru_cache(maxsize=256)
def _cast(of: int) -> tuple[Actor, ...]:
    """Whom a story is about: few are in the news every day, most are hardly ever."""
    chance = random.Random(f"cast {of}")
    known = _known()
    weights = [1 / (rank + 8) for rank in range(len(known))]
    return tuple(dict.fromkeys(chance.choices(known, weights=weights, k=chance.choice((1, 1, 2, 2, 3)))))


@lru_cache(maxsize=1)
def _known() -> tuple[Actor, ...]:
    """The shipped actors in an order of this archive's own."""
    return tuple(random.Random(9).sample(shipped().actors, len(shipped().actors)))
