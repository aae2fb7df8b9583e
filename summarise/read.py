"""The shell that reads: article → reading → story → posts, saved in one transaction."""

from dataclasses import dataclass, replace

from config.errors import StartError, WorkerError
from feeds.model import Article
from feeds.ports import Clock, Workers
from summarise.actors.roster import building
from summarise.editions.alert import alerts
from summarise.mend import ALERTS
from summarise.model import (
    CatalogueText,
    Decision,
    Edition,
    Founds,
    Joins,
    Reading,
    Report,
    Saved,
    Story,
    Trace,
)
from summarise.ports import StoryStore
from summarise.stories.group import decide
from summarise.text.boilerplate import recurring

READING = 10.0
"""Seconds for reading an article: a new worker loads its tables first, and the machine may be busy."""

TRIES = 20
"""How often one run computes anew when stories changed meanwhile; after that the row waits for the next.

That comes minutes later; and where four read a hundred reports of one matter, one in four loses five times.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """An article that was read: its feed, and the story that it joined or `founds`.

    With `mends`, stories are to be looked at again because of it.
    """

    article: int
    feed: int
    story: int
    founds: bool
    mends: bool


async def read(article_id: int, *, store: StoryStore, workers: Workers, now: Clock) -> Filed | None:
    """Read one article and save what that decided; what this run filed. `mend` it then.

    None where another run has read it, where it cannot be read (set aside with the reason), and where
    its stories changed faster than they could be computed (the row stays due). StartError where no worker
    could be started (it stays due, too).
    """
    article = await store.unread(article_id)
    if article is None:
        return None
    lines = await store.lines(article.feed_id)
    try:
        furniture = recurring(lines.counts, lines.articles)
        found = await _found(article, furniture, await store.catalogues(), workers)
    except StartError:
        raise
    except WorkerError as trouble:
        await store.set_aside(article_id, str(trouble), now())
        return None
    async with store.deciding():
        edition: Edition | None = None
        for _ in range(TRIES):
            edition = await _edition(article, found, edition, store, workers, now)
            saved = await store.save(edition, now())
            if saved is not None:
                return _filed(edition, saved)
    return None


async def _found(
    article: Article, furniture: frozenset[int], texts: tuple[CatalogueText, ...], workers: Workers
) -> "Found":
    """What the article holds. It is tried twice, as the worker may have been kept by another's work."""
    # any worker may be a new one, which knows none of the texts
    deadline = READING + building(texts)
    try:
        return await workers.run(find, article, furniture, texts, deadline=deadline)
    except WorkerError:
        return await workers.run(find, article, furniture, texts, deadline=2 * deadline)


def _filed(edition: Edition, saved: Saved) -> Filed | None:
    if saved.story is None:
        return None
    return Filed(
        article=edition.article.id,
        feed=edition.article.feed_id,
        story=saved.story,
        founds=isinstance(edition.decision, Founds),
        mends=saved.mends,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What one article holds: its reading, what grouping remembers of it, and the keys of its lines."""

    reading: Reading
    trace: Trace
    lines: tuple[int, ...]


def find(article: Article, furniture: frozenset[int], texts: tuple[CatalogueText, ...] = ()) -> Found:
    """Read an article, without the lines with these keys, which its feed repeats.

    `texts` are the actors beside the shipped ones.
    """
    # only workers read, and what reading needs takes the main process's memory
    from summarise.reading import reading_of
    from summarise.stories.group import trace_of
    from summarise.text.boilerplate import line_keys

    reading = reading_of(article, furniture, texts)
    return Found(reading=reading, trace=trace_of(article, reading), lines=line_keys(article.text))


async def _edition(
    article: Article, found: Found, last: Edition | None, store: StoryStore, workers: Workers, now: Clock
) -> Edition:
    """What is decided now; `last` is what was decided before stories changed."""
    reading = found.reading
    lineup = await store.lineup(replace(article, language=reading.language), reading.terms)
    decision = await workers.run(decide, found.trace, lineup, deadline=READING)
    if last is not None and isinstance(decision, Founds) and isinstance(last.decision, Founds):
        # nothing is told of a new story that another story has a part in
        return replace(last, decision=decision, snapshot=lineup.snapshot)
    known = await store.story(decision.story) if isinstance(decision, Joins) else None
    story = with_report(known, decision, Report(article=article, reading=reading))
    shown = () if known is None else (known.id,)
    audiences = await store.audiences(frozenset({article.feed_id}), story, *shown)
    texts = await store.catalogues()
    deadline = ALERTS + building(texts)
    told = await workers.run(alerts, story, article, audiences, now(), texts, deadline=deadline)
    return Edition(
        article=article,
        reading=reading,
        trace=found.trace,
        lines=found.lines,
        decision=decision,
        snapshot=lineup.snapshot,
        told=told,
    )


def with_report(known: Story | None, decision: Decision, report: Report) -> Story:
    """The story as it will be once saved: with this report, or founded by it as story 0, revision 1."""
    if known is None or not isinstance(decision, Joins):
        return Story(id=0, revision=1, reports=(report,))
    others = [other for other in known.reports if other.article.id != report.article.id]
    reports = tuple(sorted((*others, report), key=lambda r: (r.article.at, r.article.id)))
    return replace(known, revision=decision.revision + 1, reports=reports)
