"""The shell that mends: two stories that a report shows to be one become one, whatever happens meanwhile."""

from dataclasses import replace
from datetime import datetime

import pytest

from feeds.model import Article
from summarise.mend import TRIES
from summarise.model import Mending
from summarise.read import read
from tests.fakes.stories import MemoryStore
from tests.fakes.workers import InlineWorkers
from tests.summarise.stories.war import sixty
from tests.summarise.wire import NOON


class RestlessStore(MemoryStore):
    """One of whose stories changes before each of so many mendings."""

    def __init__(self, *articles: Article, changes: int) -> None:
        super().__init__(*articles)
        self.changes = changes

    async def mend(self, mending: Mending, now: datetime) -> bool:
        if self.changes:
            self.changes -= 1
            self.stories[1] = replace(self.stories[1], revision=self.stories[1].revision + 1)
        return await super().mend(mending, now)


def now() -> datetime:
    return NOON


def reports() -> tuple[Article, ...]:
    """One event as two capitals told it, each by itself, and a report that holds both."""
    told = {one.article.outlet: one.article for one in sixty() if one.story == "gas-cut-off"}
    one, other = told["Windmill Dispatch"], told["Ferry Lane Herald"]
    both = replace(one, title=other.title, text=f"{one.text}\n{other.text}", outlet="Copper Bridge Tribune")
    return replace(one, id=1), replace(other, id=2), replace(both, id=3)


async def read_all(store: MemoryStore) -> list[int]:
    """How many stories there are after each report."""
    counted = []
    for number in (1, 2, 3):
        assert await read(number, store=store, workers=InlineWorkers(), now=now)
        counted.append(len(store.stories))
    return counted


@pytest.mark.parametrize("changes", range(TRIES))
async def test_two_stories_that_are_one_become_one_though_they_change_meanwhile(changes: int) -> None:
    store = RestlessStore(*reports(), changes=changes)
    assert await read_all(store) == [1, 2, 1]
    assert {report.article.id for report in store.stories[1].reports} == {1, 2, 3}


async def test_stories_that_never_rest_are_left_to_the_next_report() -> None:
    assert await read_all(RestlessStore(*reports(), changes=TRIES)) == [1, 2, 2]
