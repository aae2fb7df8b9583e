"""The shell that reads: what it saves, when it tries again, what it sets aside."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, TypeVarTuple

import pytest

from config.errors import StartError, WorkerError
from summarise.model import Alert, CatalogueText
from summarise.read import READING, TRIES, read
from tests.fakes.stories import MemoryStore
from tests.fakes.workers import InlineWorkers
from tests.summarise.wire import NOON, article, audience, seeds, watch

MEETING = "Vladimir Putin met António Guterres in Moscow on Tuesday to talk about civilians in Mariupol."
GUTERRES = watch("antonio-guterres")


T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def now() -> datetime:
    return NOON


async def test_article_is_read_and_its_alert_saved_with_it() -> None:
    store = MemoryStore(article(1, MEETING), audiences=(audience(GUTERRES),))
    assert await read(1, store=store, workers=InlineWorkers(), now=now)
    (edition,) = store.editions
    assert edition.reading.language == "en"
    assert [post.subject for post in store.posts] == ["story:1"]


ENTRY = '[[actor]]\nid = "{0}"\nkind = "organisation"\nname = "{1}"\n'
LARGE = CatalogueText(label="file", text=ENTRY.format("port-council", "Port Council") + "#" * 3_000_000)
"""Of one entry, and as long as the operator's may be; built once for all tests."""


async def test_added_actors_are_found_each_for_those_who_may_see_them() -> None:
    texts = (
        LARGE,
        CatalogueText(label="server", text=ENTRY.format("gull-society", "Gull Society"), guild="81"),
    )
    store = MemoryStore(article(1, f"{MEETING} Port Council and Gull Society watched."), catalogues=texts)
    assert await read(1, store=store, workers=InlineWorkers(), now=now)
    reading = store.editions[0].reading
    assert {"vladimir-putin", "port-council"} < reading.actors
    assert [one.actor for one in reading.added] == ["gull-society@81"]


async def test_second_outlet_joins_the_story_and_edits_its_message() -> None:
    told = article(2, f"{MEETING} The Red Cross takes part.", outlet="Harbour Courier", hours=1)
    store = MemoryStore(article(1, MEETING), told, audiences=(audience(GUTERRES),))
    for number in (1, 2):
        assert await read(number, store=store, workers=InlineWorkers(), now=now)
    assert list(store.stories) == [1]
    assert [(post.action, post.revision) for post in store.posts] == [("post", 1), ("edit", 2)]


async def test_article_that_another_run_has_read_is_left_alone() -> None:
    store = MemoryStore()
    assert not await read(1, store=store, workers=InlineWorkers(), now=now)
    assert store.editions == []


async def test_changed_stories_are_computed_anew() -> None:
    store = MemoryStore(article(1, MEETING), refusals=TRIES - 1)
    assert await read(1, store=store, workers=InlineWorkers(), now=now)


class Counting(InlineWorkers):
    """Workers that know the names of what they did."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        self.done.append(work.__name__)
        return await super().run(work, *args, deadline=deadline)


async def test_what_is_told_of_a_new_story_is_not_computed_anew_where_it_stays_one() -> None:
    store, workers = MemoryStore(article(1, MEETING), audiences=(audience(GUTERRES),), refusals=2), Counting()
    assert await read(1, store=store, workers=workers, now=now)
    assert workers.done == ["find", "decide", "alerts", "decide", "decide"]
    assert [post.action for post in store.posts] == ["post"]


async def test_tries_are_bounded_and_the_article_stays_due() -> None:
    store = MemoryStore(article(1, MEETING), refusals=TRIES)
    assert not await read(1, store=store, workers=InlineWorkers(), now=now)
    assert store.refusals == 0
    assert list(store.waiting) == [1]


async def test_article_that_cannot_be_read_is_set_aside_with_the_reason() -> None:
    store = MemoryStore(article(1, MEETING))
    assert not await read(1, store=store, workers=InlineWorkers(fails="it took longer than 3 s"), now=now)
    assert store.set_asides == {1: "it took longer than 3 s"}


class NobodyStarts(InlineWorkers):
    """Workers of a machine that lets no process start."""

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        raise StartError("no worker process could be started")


async def test_article_for_which_no_worker_could_be_started_stays_due() -> None:
    store = MemoryStore(article(1, MEETING))
    with pytest.raises(StartError):
        await read(1, store=store, workers=NobodyStarts(), now=now)
    assert store.set_asides == {}


class FirstFails(InlineWorkers):
    """Workers of whom the first work comes to nothing; remembers the deadlines."""

    def __init__(self) -> None:
        super().__init__()
        self.deadlines: list[float] = []

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        self.deadlines.append(deadline)
        if len(self.deadlines) == 1:
            raise WorkerError("find took too long")
        return await super().run(work, *args, deadline=deadline)


async def test_worker_has_time_to_build_a_large_catalogue_and_a_second_try() -> None:
    store = MemoryStore(article(1, MEETING), catalogues=(LARGE,))
    workers = FirstFails()
    assert await read(1, store=store, workers=workers, now=now)
    assert store.set_asides == {}
    first, second = workers.deadlines[:2]
    assert first >= READING + 30
    assert second >= 2 * first


async def test_article_read_again_after_a_change_replaces_its_report() -> None:
    store = MemoryStore(article(1, MEETING), audiences=(audience(GUTERRES),))
    await read(1, store=store, workers=InlineWorkers(), now=now)
    store.waiting[1] = article(1, "Vladimir Putin spoke to António Guterres by telephone instead.")
    assert await read(1, store=store, workers=InlineWorkers(), now=now)
    assert len(store.stories[1].reports) == 1
    assert [post.action for post in store.posts] == ["post", "edit"]


async def test_the_seeds_become_one_message() -> None:
    first, second = seeds()
    store = MemoryStore(first, second, audiences=(audience(GUTERRES, feeds=(11, 12)),))
    for one in (first, second):
        assert await read(one.id, store=store, workers=InlineWorkers(), now=now)
    assert [post.action for post in store.posts] == ["post", "edit"]
    body = store.posts[-1].body
    assert isinstance(body, Alert)
    assert body.outlets == ("Europe Sun", "The Hill")
