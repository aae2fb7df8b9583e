"""The shell that mends: two stories that a report shows to be one become one, whatever happens meanwhile."""

from dataclasses import replace
from datetime import datetime

import pytest

from config.errors import WorkerError
from feeds.model import Article
from summarise.mend import MOST_TRIES, TRIES, mend
from summarise.model import Mending
from summarise.read import read
from tests.fakes.stories import MemoryStore
from tests.fakes.workers import InlineWorkers
from tests.summarise.stories.war import sixty
from tests.summarise.wire import NOON, audience, watch

LEYEN = watch("ursula-von-der-leyen", target="channel:1")
MORAWIECKI = watch("mateusz-morawiecki", target="channel:2")


class RestlessStore(MemoryStore):
    """One of whose stories changes before each of so many mendings."""

    def __init__(self, *articles: Article, changes: int) -> None:
        super().__init__(*articles)
        self.changes = changes

    async def mend(self, found: Mending, now: datetime) -> bool:
        if self.changes and found.revisions:
            self.changes -= 1
            self.stories[1] = replace(self.stories[1], revision=self.stories[1].revision + 1)
        return await super().mend(found, now)


def now() -> datetime:
    return NOON


def reports() -> tuple[Article, ...]:
    """One event as two capitals told it, each by itself, and a report that holds both."""
    told = {one.article.outlet: one.article for one in sixty() if one.story == "gas-cut-off"}
    one, other = told["Windmill Dispatch"], told["Ferry Lane Herald"]
    both = replace(one, title=other.title, text=f"{one.text}\n{other.text}", outlet="Copper Bridge Tribune")
    return replace(one, id=1), replace(other, id=2), replace(both, id=3)


def newsroom() -> MemoryStore:
    """The three reports, for a server with a channel for each of the two whom the third names both."""
    feeds = tuple(sorted({report.feed_id for report in reports()}))
    return MemoryStore(*reports(), audiences=(audience(LEYEN, MORAWIECKI, feeds=feeds),))


async def read_all(store: MemoryStore) -> list[int]:
    """How many stories there are after each report."""
    counted = []
    for number in (1, 2, 3):
        assert await read(number, store=store, workers=InlineWorkers(), now=now)
        assert await mend(number, store=store, workers=InlineWorkers(), now=now) is None
        counted.append(len(store.stories))
    return counted


def told(store: MemoryStore) -> list[tuple[str, str, int]]:
    """Who was told what, in order."""
    return [(post.target, post.action, post.revision) for post in store.posts]


@pytest.mark.parametrize("changes", range(TRIES))
async def test_two_stories_that_are_one_become_one_though_they_change_meanwhile(changes: int) -> None:
    store = RestlessStore(*reports(), changes=changes)
    assert await read_all(store) == [1, 2, 1]
    assert {report.article.id for report in store.stories[1].reports} == {1, 2, 3}
    assert store.unmendeds == {}


async def test_stories_that_never_rest_are_looked_at_again_later() -> None:
    store = RestlessStore(*reports(), changes=TRIES)
    assert await read_all(store) == [1, 2, 2]
    assert list(store.unmendeds) == [3]
    await mend(3, store=store, workers=InlineWorkers(), now=now)
    assert list(store.stories) == [1]


async def test_who_knows_a_part_of_what_becomes_one_story_gets_an_edit_and_no_second_message() -> None:
    store = newsroom()
    assert await read_all(store) == [1, 2, 1]
    posts = [target for target, action, _ in told(store) if action == "post"]
    assert sorted(posts) == ["channel:1", "channel:2"]
    newest = {post.target: post for post in store.posts}
    assert {post.subject for post in newest.values()} == {"story:1"}


async def test_mending_twice_tells_once() -> None:
    store = newsroom()
    await read_all(store)
    before = store.posts
    assert await mend(3, store=store, workers=InlineWorkers(), now=now) is None
    assert store.posts == before


async def test_what_is_told_for_the_first_time_waits_for_the_look_and_is_told_after_it() -> None:
    store = newsroom()
    store.waiting[1] = replace(store.waiting[1], silent=True)
    store.waiting[2] = replace(store.waiting[2], silent=True)
    for number in (1, 2):
        await read(number, store=store, workers=InlineWorkers(), now=now)
        await mend(number, store=store, workers=InlineWorkers(), now=now)
    await read(3, store=store, workers=InlineWorkers(), now=now)
    assert store.posts == ()
    await mend(3, store=store, workers=InlineWorkers(), now=now)
    assert [one[:2] for one in told(store)] == [("channel:1", "post"), ("channel:2", "post")]


async def test_dead_worker_leaves_what_is_to_be_mended_for_later() -> None:
    store = newsroom()
    for number in (1, 2):
        await read(number, store=store, workers=InlineWorkers(), now=now)
        await mend(number, store=store, workers=InlineWorkers(), now=now)
    await read(3, store=store, workers=InlineWorkers(), now=now)
    with pytest.raises(WorkerError):
        await mend(3, store=store, workers=InlineWorkers(fails="it was killed"), now=now)
    await mend(3, store=store, workers=InlineWorkers(), now=now)
    assert list(store.stories) == [1]


@pytest.mark.parametrize(
    ("tries", "words", "posts"),
    [(MOST_TRIES, "told as it stands", 1), (2 * MOST_TRIES, "not told of", 0)],
)
async def test_what_cannot_be_mended_is_told_as_it_stands_and_in_the_end_given_up(
    tries: int, words: str, posts: int
) -> None:
    store = newsroom()
    for number in (1, 2):
        store.waiting[number] = replace(store.waiting[number], silent=True)
        await read(number, store=store, workers=InlineWorkers(), now=now)
    await read(3, store=store, workers=InlineWorkers(), now=now)
    store.unmendeds[3] = replace(store.unmendeds[3], tries=tries)
    reason = await mend(3, store=store, workers=InlineWorkers(), now=now)
    assert reason is not None
    assert f"{tries} times" in reason
    assert words in reason
    assert sum(post.target == "channel:2" for post in store.posts) == posts
    assert list(store.stories) == [1, 2]
    assert 3 not in store.unmendeds
