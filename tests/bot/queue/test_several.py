"""Several processes of a role at once: schedulers claim each row once, readers make one story of an event."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, cast

import pytest
import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.presence import SharedClock, present, this_process
from storage import unfinished
from storage.archive import Archive
from storage.engine import Database
from storage.hosts import know, reschedule
from storage.model import Job
from storage.queue import NoNudges
from storage.schema import delivery, feed, trace
from summarise.mend import mend
from summarise.model import Edition, Saved
from summarise.ports import StoryStore
from summarise.read import read
from tests.bot.filed import HereAndNow
from tests.fakes.examples import HOUR, NOON, entry
from tests.soak.stream import OUTLETS, Happening, report, stories
from tests.storage.scenes import bring, watched, wire

SKEW = timedelta(seconds=30)


class Asked:
    """What was asked of the queue by transactions that were kept."""

    def __init__(self) -> None:
        self.jobs: Counter[Job] = Counter()

    async def within(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None: ...

    async def after(self, jobs: Sequence[Job]) -> None:
        self.jobs.update(jobs)


@asynccontextmanager
async def archives(url: str, count: int, asked: Asked | None = None) -> AsyncIterator[tuple[Archive, ...]]:
    """The same archive as so many processes open it."""
    async with AsyncExitStack() as stack:
        opened = tuple(Archive(Database(url, asked or NoNudges())) for _ in range(count))
        for archive in opened:
            stack.push_async_callback(archive.close)
        yield opened


async def test_schedulers_at_once_claim_every_due_row_once(
    migrated_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, most in ((unfinished, "BATCH", 20), (unfinished, "READINGS", 5)):
        monkeypatch.setattr(module, name, most)
    asked = Asked()
    async with archives(migrated_postgresql, 4, asked) as schedulers:
        first = schedulers[0]
        source = await wire(first)
        await bring(first, source, *(entry(f"e{number}") for number in range(20)))
        async with first._database.writing() as tx:
            like = await tx.row(sa.select(feed))
            assert like is not None
            others = [f"{number}.example" for number in range(200)]
            await know(tx, others, NOON)
            again = {column: like[column] for column in like if column != "id"}
            rows = [{"host": name, "address": f"https://{name}/", "next_due_at": NOON} for name in others]
            await tx.execute(tx.insert(feed), [again | row for row in rows])
            await reschedule(tx, others)
        asked.jobs.clear()

        async def tick(archive: Archive) -> None:
            while await archive.nudge_unfinished(NOON + timedelta(minutes=5)):
                continue

        await asyncio.gather(*map(tick, schedulers))
    assert set(asked.jobs.values()) == {1}
    kinds = Counter[str]()
    for job in asked.jobs:
        kinds[job.kind] += len(job.key.split(","))
    assert kinds == {"poll": 200, "read": 20}


class Together:
    """A reader's store, which saves its first edition when the other reader is about to save its own."""

    def __init__(self, store: StoryStore, both: asyncio.Barrier) -> None:
        self._store = store
        self._both = both
        self.saved: list[bool] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def save(self, edition: Edition, now: datetime) -> Saved | None:
        """Save it, the first one together."""
        if not self.saved:
            await self._both.wait()
        saved = await self._store.save(edition, now)
        self.saved.append(saved is not None)
        return saved


async def test_two_readers_make_one_story_and_one_alert_of_simultaneous_reports_of_a_new_event(
    migrated_postgresql: str,
) -> None:
    async with archives(migrated_postgresql, 2) as readers:
        (event,) = stories(1, 1, ("António Guterres",))
        await watched(readers[0], actors=("antonio-guterres",))
        for outlet in OUTLETS[:2]:
            source = await wire(readers[0], outlet.split()[0])
            told = report(Happening(story=event, outlet=outlet), NOON)
            await bring(readers[0], source, entry(outlet, title=told.title, text=told.text))
        both = asyncio.Barrier(2)
        stores = [Together(reader.stories, both) for reader in readers]

        def now() -> datetime:
            return NOON + HOUR

        async def work(store: Together, article: int) -> None:
            held = cast("StoryStore", store)
            assert await read(article, store=held, workers=HereAndNow(), now=now)
            await mend(article, store=held, workers=HereAndNow(), now=now)

        await asyncio.gather(*(work(store, number) for number, store in enumerate(stores, 1)))
        assert sorted(store.saved for store in stores) == [[False, True], [True]], "one computed anew"
        async with readers[0]._database.reading() as tx:
            assert len(set(await tx.values(sa.select(trace.c.story)))) == 1
            subjects = await tx.values(sa.select(delivery.c.subject).where(delivery.c.state == "due"))
    assert len(subjects) == 1


async def test_machines_whose_clocks_are_apart_go_by_one_time(migrated_postgresql: str) -> None:
    told: list[Any] = []

    def note(_logger: object, _method: str, line: Any) -> str:
        told.append(dict(line))
        return str(line["event"])

    structlog.configure(processors=[note])
    async with archives(migrated_postgresql, 2) as (early, late), AsyncExitStack() as stack:
        clocks = []
        for archive, skew in ((early, -SKEW), (late, SKEW)):
            machine = partial(skewed, skew)
            clock = SharedClock(machine, machine)
            me = this_process(frozenset({"schedule"}))
            await stack.enter_async_context(present(me, archive.processes, clock))
            clocks.append(clock)
        behind, ahead = (clock() for clock in clocks)
        assert abs(ahead - behind) < timedelta(seconds=2)
        assert [abs(line["seconds"]) for line in told] == [pytest.approx(30, abs=1)] * 2
        assert len(await early.processes.alive()) == 2


def skewed(skew: timedelta) -> datetime:
    return datetime.now(UTC) + skew
