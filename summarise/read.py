"""The shell that reads: article → reading → story → posts, saved in one transaction."""

from dataclasses import replace

from config.errors import WorkerError
from feeds.model import Article
from feeds.ports import Clock, Workers
from summarise.editions.alert import alerts
from summarise.model import Decision, Edition, Joins, Reading, Report, Story
from summarise.ports import StoryStore
from summarise.reading import reading_of
from summarise.stories.group import decide, trace_of

TRIES = 5
"""How often one run computes anew when stories changed meanwhile; after that the row waits for the next."""


ALERTS = 10.0
"""Seconds for the alerts of one article: one summary for each set of feeds that tells its story."""


async def read(article_id: int, *, store: StoryStore, workers: Workers, now: Clock) -> bool:
    """Read one article and save what that decided; whether this run did it.

    False too where another run has read it, where it cannot be read (set aside with the reason), and where
    its stories changed faster than they could be computed (the row stays due).
    """
    article = await store.unread(article_id)
    if article is None:
        return False
    try:
        reading = await workers.run(reading_of, article)
    except WorkerError as trouble:
        await store.set_aside(article_id, str(trouble), now())
        return False
    for _ in range(TRIES):
        edition = await _edition(article, reading, store, workers, now)
        if await store.save(edition, now()):
            return True
    return False


async def _edition(
    article: Article, reading: Reading, store: StoryStore, workers: Workers, now: Clock
) -> Edition:
    lineup = await store.lineup(article, reading.terms)
    decision = await workers.run(decide, trace_of(article, reading), lineup)
    known = await store.story(decision.story) if isinstance(decision, Joins) else None
    story = with_report(known, decision, Report(article=article, reading=reading))
    audiences = await store.audiences(article.feed_id, known.id if known else None)
    posts = await workers.run(alerts, story, article, audiences, now(), deadline=ALERTS)
    return Edition(article=article, reading=reading, decision=decision, snapshot=lineup.snapshot, posts=posts)


def with_report(known: Story | None, decision: Decision, report: Report) -> Story:
    """The story as it will be once saved: with this report, or founded by it as story 0, revision 1."""
    if known is None or not isinstance(decision, Joins):
        return Story(id=0, revision=1, reports=(report,))
    others = [other for other in known.reports if other.article.id != report.article.id]
    reports = tuple(sorted((*others, report), key=lambda r: (r.article.at, r.article.id)))
    return replace(known, revision=decision.revision + 1, reports=reports)
