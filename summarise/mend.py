"""The shell that mends: a story and those near it are looked at again, and put right where they are wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from feeds.ports import Clock, Workers
from summarise.editions.alert import alerts
from summarise.model import (
    Audience,
    Background,
    Candidate,
    Edition,
    Joins,
    Mending,
    Merge,
    Move,
    Post,
    Repair,
    Story,
)
from summarise.ports import StoryStore
from summarise.stories.repair import repair

ALERTS = 10.0
"""Seconds for the alerts of one article: one summary for each set of feeds that tells its story."""

TRIES = 3
"""How often stories that changed meanwhile are looked at anew."""

UNREAD = Background(documents=0, counts={})
"""Neighbours bring the counts that they are weighed by."""


async def mend(edition: Edition, *, store: StoryStore, workers: Workers, now: Clock) -> bool:
    """Put right what the article of this edition, which is saved, shows to be wrong; whether anything was.

    Where a story changes meanwhile it is looked at again, three times in all; False too after that. What two
    stories that are one were shown as stays one message; their alert is told anew.
    """
    if edition.decision.near is None:
        return False
    for _ in range(TRIES):
        held = await store.neighbours([*await _own(edition, store), *edition.decision.near])
        steps = await workers.run(repair, held, UNREAD)
        if not steps:
            return False
        mending = await _mending(edition, held, steps, store, workers, now)
        if mending is not None and await store.mend(mending, now()):
            return True
    return False


async def _own(edition: Edition, store: StoryStore) -> tuple[int, ...]:
    """The story that the article is in."""
    if isinstance(edition.decision, Joins):
        return (edition.decision.story,)
    lineup = await store.lineup(edition.article, edition.reading.terms)
    return tuple(own.story for own in lineup.candidates)


async def _mending(
    edition: Edition,
    held: Sequence[Candidate],
    steps: tuple[Repair, ...],
    store: StoryStore,
    workers: Workers,
    now: Clock,
) -> Mending | None:
    """These steps with what is told of them; None where one of the stories has changed since it was held."""
    stories = [known for one in held if (known := await store.story(one.story)) is not None]
    if [(known.id, known.revision) for known in stories] != [(one.story, one.revision) for one in held]:
        return None
    revision = 1 + max(one.revision for one in held)
    posts: list[Post] = []
    for whole in _whole(held, steps):
        story = replace(joined(stories, whole, steps), revision=revision)
        posts += await _told_anew(story, whole, store, workers, now)
    return Mending(
        steps=steps,
        revisions={one.story: one.revision for one in held},
        revision=revision,
        posts=tuple(posts),
        feed=edition.article.feed_id,
    )


def _whole(held: Sequence[Candidate], steps: Iterable[Repair]) -> list[tuple[int, ...]]:
    """The stories that remain, each with those that are part of it from now on."""
    parts = {one.story: [one.story] for one in held}
    for step in steps:
        if isinstance(step, Merge):
            parts[step.older] += parts.pop(step.newer)
    return [tuple(stories) for stories in parts.values()]


async def _told_anew(
    story: Story, whole: Sequence[int], store: StoryStore, workers: Workers, now: Clock
) -> tuple[Post, ...]:
    """Edits of the messages about a story that changed; nobody is told of it for the first time."""
    loud = [report.article for report in story.reports if not report.article.silent]
    if not loud:
        return ()
    audiences: dict[str, Audience] = {}
    for feed in sorted({article.feed_id for article in loud}):
        for audience in await store.audiences(feed, *whole):
            audiences.setdefault(audience.guild, audience)
    guilds, texts = tuple(audiences.values()), await store.catalogues()
    posts = await workers.run(alerts, story, loud[-1], guilds, now(), texts, deadline=ALERTS)
    return tuple(post for post in posts if post.action == "edit")


def joined(stories: Sequence[Story], merged: Sequence[int], steps: Iterable[Repair]) -> Story:
    """These stories' first as it is once the steps are taken: with the others' reports, in order of time."""
    at = {report.article.id: story.id for story in stories for report in story.reports}
    for step in steps:
        if isinstance(step, Merge):
            at = {article: step.older if home == step.newer else home for article, home in at.items()}
        elif isinstance(step, Move):
            at[step.article] = step.to
        else:
            at.update(dict.fromkeys(step.articles, 0))
    (first,) = [story for story in stories if story.id == merged[0]]
    reports = [r for story in stories for r in story.reports if at[r.article.id] == first.id]
    return replace(first, reports=tuple(sorted(reports, key=lambda r: (r.article.at, r.article.id))))
