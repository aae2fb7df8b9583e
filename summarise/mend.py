"""The shell that mends: a story and those near it are looked at again, and put right where they are wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from feeds.ports import Clock, Workers
from summarise.actors.roster import building
from summarise.editions.alert import alerts
from summarise.model import (
    Background,
    Candidate,
    Mending,
    Merge,
    Move,
    Repair,
    Split,
    Story,
    Told,
    Unmended,
)
from summarise.ports import StoryStore
from summarise.stories.repair import repair

ALERTS = 10.0
"""Seconds for the alerts of one article: one summary for each set of feeds that tells its story."""

TRIES = 3
"""How often one run looks anew at stories that changed meanwhile; after that the row waits for the next."""

MOST_TRIES = 10
"""After so many tries in vain it is told without mending, and after twice as many not at all."""

UNREAD = Background(documents=0, counts={})
"""Neighbours bring the counts that they are weighed by."""


async def mend(article_id: int, *, store: StoryStore, workers: Workers, now: Clock) -> str | None:
    """Put right what this article, which is saved, shows to be wrong, and tell what waited for that.

    What two stories that are one were shown as stays one message: who knows a part of it gets an edit. Where
    a story changes meanwhile it is looked at again, three times in all; then, and where a worker or this
    process dies, the row stays and the tick makes up for it. Why it was given up, or None where it was not.
    """
    async with store.deciding():
        for _ in range(TRIES):
            waiting = await store.unmended(article_id, now())
            if waiting is None:
                return None
            mending = await _Look(waiting=waiting, store=store, workers=workers, now=now).mending()
            if mending is not None and await store.mend(mending, now()):
                return _given_up(waiting.tries)
    return None


def _given_up(tries: int) -> str | None:
    if tries <= MOST_TRIES:
        return None
    told = "it is not told of" if tries > 2 * MOST_TRIES else "it is told as it stands"
    return f"Its story was taken up {tries - 1} times and never looked at to the end: {told}."


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """One look at the stories that an article is near."""

    waiting: Unmended
    store: StoryStore
    workers: Workers
    now: Clock

    async def mending(self) -> Mending | None:
        """What it comes to; None where one of the stories has changed since they were held."""
        tries, own = self.waiting.tries, self.waiting.story
        held: Sequence[Candidate] = ()
        steps: tuple[Repair, ...] = ()
        if tries <= 2 * MOST_TRIES:
            held = await self.store.neighbours([own, *self.waiting.near])
        if tries <= MOST_TRIES:
            steps = await self.workers.run(repair, held, UNREAD)
        if not steps:
            held = [one for one in held if one.story == own and self.waiting.held]
        stories = [known for one in held if (known := await self.store.story(one.story)) is not None]
        if [(known.id, known.revision) for known in stories] != [(one.story, one.revision) for one in held]:
            return None
        revision = 1 + max((one.revision for one in held), default=0)
        return Mending(
            done=self.waiting,
            steps=steps,
            revisions={one.story: one.revision for one in held},
            revision=revision,
            told=await self._all([replace(story, revision=revision) for story in stories], steps),
        )

    async def _all(self, stories: Sequence[Story], steps: tuple[Repair, ...]) -> Told:
        """What is told of the stories once the steps are taken."""
        home = _home(self.waiting, steps)
        said: list[Told] = []
        for whole in _whole(stories, steps):
            story = joined(stories, whole, steps)
            told = await self._told(story, whole, first=self.waiting.held and story.id == home)
            said.append(told if steps else _first(told))
        for step in steps:
            if self.waiting.held and isinstance(step, Split) and self.waiting.article.id in step.articles:
                left, known = parted(stories, step), [w for w in _whole(stories, steps) if step.story in w]
                said.append(_first(await self._told(left, known[0], first=True)))
        return Told(
            posts=tuple(post for told in said for post in told.posts),
            verdicts=tuple(held for told in said for held in told.verdicts),
        )

    async def _told(self, story: Story, whole: Sequence[int], *, first: bool) -> Told:
        """What the targets hear that know one of these stories, which are one; if `first`, all others too.

        Those are the readers of the article's feed alone, as when it was read.
        """
        loud = [report.article for report in story.reports if not report.article.silent]
        if not loud:
            return Told()
        feeds = frozenset(article.feed_id for article in loud)
        guilds, texts = await self.store.audiences(feeds, story, *whole), await self.store.catalogues()
        deadline = ALERTS + building(texts)
        told = await self.workers.run(alerts, story, loud[-1], guilds, self.now(), texts, deadline=deadline)
        feed = self.waiting.article.feed_id
        readers = {watch.target for held in guilds if feed in held.feeds for watch in held.watches}
        return told.without({target for target in told.firsts if not (first and target in readers)})


def _first(told: Told) -> Told:
    """What is told for the first time, and of those who hear nothing why."""
    return told.without({post.target for post in told.posts} - told.firsts)


def _whole(stories: Sequence[Story], steps: Iterable[Repair]) -> list[tuple[int, ...]]:
    """The stories that remain, each with those that are part of it from now on."""
    parts = {story.id: [story.id] for story in stories}
    for step in steps:
        if isinstance(step, Merge):
            parts[step.older] += parts.pop(step.newer)
    return [tuple(ids) for ids in parts.values()]


def _home(waiting: Unmended, steps: Iterable[Repair]) -> int:
    """The story that the article is in once the steps are taken; 0 for one that is founded then."""
    home = waiting.story
    for step in steps:
        if isinstance(step, Merge):
            home = step.older if home == step.newer else home
        elif isinstance(step, Move):
            home = step.to if waiting.article.id == step.article else home
        elif waiting.article.id in step.articles:
            home = 0
    return home


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
    return _told_by(stories, first, {article for article, home in at.items() if home == first.id})


def parted(stories: Sequence[Story], step: Split) -> Story:
    """What the step founds: story 0 until the archive names it."""
    (old,) = [story for story in stories if story.id == step.story]
    return _told_by(stories, replace(old, id=0), set(step.articles))


def _told_by(stories: Sequence[Story], story: Story, articles: set[int]) -> Story:
    reports = [r for held in stories for r in held.reports if r.article.id in articles]
    return replace(story, reports=tuple(sorted(reports, key=lambda r: (r.article.at, r.article.id))))
