"""One sweep over bad feeds and good ones: every bad one gets its clear error, and nobody else notices.

All of the wire is real: the newsroom as bot.app wires it, the tick's claims, the queue, the fetcher, worker
processes that can be killed, the database. Only names are resolved by a fake. `bad_feeds` lists what is
served. Not in the sweep are certificates that have expired or name another host, for which a test must be
trusted first (tests/feeds/fetch/test_fetch_tls.py), and other packings than gzip (test_fetch_bodies.py
there).
"""

import asyncio
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar, TypeVarTuple

import pytest
import sqlalchemy as sa

from bot.app import newsroom, utc_now
from bot.deliver import Sender
from bot.newsroom import Newsroom
from bot.queue.choosing import queue_for
from bot.queue.memory import MemoryQueue
from bot.workers import FIRST_DEADLINE, WorkerProcesses
from config.settings import Settings
from feeds.fetch.fetcher import Fetcher
from feeds.guard import host_of
from feeds.holding import Hold
from feeds.look import Paper
from feeds.model import Feed, FetchOutcome
from feeds.poll import PollReport
from storage.hosts import hush
from storage.model import JobKind, Subscription
from storage.schema import article
from tests.acceptance.bad_feeds import HOST, BadWire, Ill, Turning
from tests.fakes.feeds import Canary, FeedServer, atom, item, json_feed, rss

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

POLL: Final[frozenset[JobKind]] = frozenset({"poll"})
DEADLINE: Final = 3.0
PATIENT: Final = 60.0
"""Seconds for a fetch that is to succeed, or to fail by itself, on a loaded machine."""

SLOW: Final = ("slow headers", "slow body", "silence")
LONGEST: Final = 480.0
"""Seconds for the sweep: some six on an idle machine."""

TICK: Final = 0.5
"""Seconds after which it is looked again for what a busy host had to leave."""

BUILDERS: Final = (rss, atom, json_feed)
GOOD: Final = 12
AT: Final = datetime(2022, 4, 26, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What is known of a feed after the sweep."""

    row: Subscription
    articles: tuple[tuple[str, str], ...]
    reports: tuple[PollReport, ...]


async def good_feeds(stack: AsyncExitStack) -> dict[str, frozenset[str]]:
    """The headlines of good feeds, by address."""
    served = {}
    for number in range(GOOD):
        server = await stack.enter_async_context(FeedServer(HOST))
        items = [item(f"Story {n} of {number}", "In order.", guid=str(n), at=AT) for n in range(3)]
        address = server.put("/feed", BUILDERS[number % 3](*items))
        served[address] = frozenset(each.title for each in items)
    return served


async def subscribe(room: Newsroom, addresses: list[str]) -> None:
    for address in addresses:
        feed = await room.archive.feeds.add(address=address, outlet=address, now=room.now())
        await room.archive.subscriptions.subscribe("terminal", feed.id, "command", room.now())


class Reports(list[PollReport]):
    """What each look came to; `news` is set by each."""

    def __init__(self) -> None:
        super().__init__()
        self.news = asyncio.Event()

    def tell(self, report: PollReport, times: int = 1) -> None:
        """One more."""
        self.append(report)
        self.news.set()


async def sweep(room: Newsroom, reports: Reports, feeds: int) -> None:
    """Look once at so many feeds; hosts with several are claimed again, as the timer would."""
    while len(reports) < feeds:
        reports.news.clear()
        await room.archive.nudge_unfinished(room.now(), POLL)
        # a host may be busy with what has just been told: the next tick finds what this one had to leave
        with suppress(TimeoutError):
            await asyncio.wait_for(reports.news.wait(), TICK)


async def found(room: Newsroom, reports: Sequence[PollReport]) -> dict[str, Swept]:
    """What is known of every feed, by its address."""
    async with room.archive._database.reading() as tx:
        articles = await tx.rows(sa.select(article.c.feed, article.c.title, article.c.text))
    rows = await room.archive.subscriptions.of_guild("terminal")
    return {
        row.feed.address: Swept(
            row=row,
            articles=tuple((one["title"], one["text"]) for one in articles if one["feed"] == row.feed.id),
            reports=tuple(report for report in reports if report.feed.id == row.feed.id),
        )
        for row in rows
    }


def wrong(ill: Ill, swept: Swept) -> str:
    """What is not as it ought to be with a bad feed; empty where all is."""
    row, (report, *again) = swept.row, swept.reports
    said = str(row.last_error or "")
    if again:
        return "it was looked at twice"
    if any(not clean(words) for words in (said, *sum(swept.articles, ()))):
        return f"unclean: {swept}"
    titles = frozenset(title for title, _ in swept.articles)
    told = report.failure if ill.says else report.note or ""
    is_told = said == told and (ill.says or ill.note) in said and len(said) < 700
    as_it_ought = is_told and (row.feed.failures, titles) == (1 if ill.says else 0, ill.titles)
    return "" if as_it_ought else f"{said!r} after {row.feed.failures} failures, {titles}"


def clean(words: str) -> bool:
    """Whether nothing in it is invisible, and nothing of this machine's files is in it."""
    signs = {unicodedata.category(sign) for sign in words if sign != "\n"}
    return not signs & {"Cc", "Cf", "Cs", "Co"} and "root:" not in words


class PatientFetcher(Fetcher):
    """Gives a loaded machine time for every feed but the `slow` ones, which end at DEADLINE."""

    def __init__(self, *, slow: frozenset[str], **how: Any) -> None:
        super().__init__(**how)
        self._slow, self._short = slow, Fetcher(**{**how, "timeout": DEADLINE})

    async def __aenter__(self) -> Self:
        await self._short.__aenter__()
        return await super().__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, error, trace)
        await self._short.__aexit__(kind, error, trace)

    async def __call__(self, feed: Feed, hold: Hold | None = None) -> FetchOutcome:
        if feed.address in self._slow:
            return await self._short(feed, hold)
        return await super().__call__(feed, hold)


class Patient(WorkerProcesses):
    """Gives a loaded machine time for every document but the `hopeless` one, which ends at its deadline."""

    def __init__(self, count: int, hopeless: str) -> None:
        super().__init__(count)
        self._hopeless = hopeless

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        """As WorkerProcesses does."""
        is_hopeless = any(isinstance(arg, Paper) and arg.address == self._hopeless for arg in args)
        return await super().run(work, *args, deadline=deadline if is_hopeless else FIRST_DEADLINE)


def nobody(target: str) -> Sender:
    raise AssertionError(f"nobody is told here, not even {target}")


async def test_every_bad_feed_gets_its_error_and_the_good_ones_are_read(
    tmp_path: Path, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(
        data=tmp_path,
        database_url=home,
        role=("poll",) if home else (),
        allow_command_networks=(ip_network(f"{HOST}/32"),),
        fetch_seconds=PATIENT,
        host_delay_seconds=0,
        full_text="never",
    )
    async with AsyncExitStack() as stack:
        canary = await stack.enter_async_context(Canary())
        wire = BadWire(stack, canary, tmp_path)
        await wire.open()
        slow = frozenset(wire.ill[name].address for name in SLOW)
        monkeypatch.setattr("bot.app.Fetcher", partial(PatientFetcher, slow=slow, resolver=Turning()))
        workers = Patient(2, wire.ill["endless namespaces"].address)
        good = await good_feeds(stack)
        addresses = [ill.address for ill in wire.ill.values()]
        for number, address in enumerate(good):
            addresses.insert(number * len(addresses) // GOOD, address)
        reports = Reports()
        monkeypatch.setattr("bot.handlers.tell", reports.tell)
        queue = queue_for(settings)
        if isinstance(queue, MemoryQueue):
            queue.admit(POLL)
        async with newsroom(settings, workers=workers, sender_for=nobody, now=utc_now, queue=queue) as room:
            await subscribe(room, addresses)
            async with room.archive._database.writing() as tx:
                await hush(tx, host_of(wire.resting.url("/")), room.now() + timedelta(days=1))
            async with asyncio.timeout(LONGEST):
                await sweep(room, reports, len(addresses))
            swept = await found(room, reports)
        touched = (canary.connections, len(wire.resting.asked))
    assert touched == (0, 0)
    told = {name: wrong(ill, swept[ill.address]) for name, ill in wire.ill.items()}
    assert [f"{name}: {says}" for name, says in told.items() if says] == []
    read = {address: frozenset(title for title, _ in swept[address].articles) for address in good}
    assert read == good
    assert all(swept[address].row.last_error is None for address in good)
