"""The network for a command: one look at an address, parsed where it can do no harm."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.app import fetcher_for
from bot.cli.feeds.bureau import Bureau
from bot.cli.feeds.words import ago, counted
from bot.workers import FIRST_DEADLINE, WorkerProcesses
from feeds.discover.examine import Examined, Leads, Nothing, examine, warm
from feeds.discover.spelling import misspelled
from feeds.fetch.fetcher import Fetcher
from feeds.guard import shown
from feeds.model import ParsedFeed

INSIDE: Final = "If it is yours, allow its network, such as WIREWATCH_ALLOW_NETWORKS=192.168.1.0/24."
"""What to do about an address in a private network, which only the operator may allow."""


@dataclass(frozen=True, kw_only=True)
class Lookout:
    """The guarded network, and a worker process that is ready."""

    bureau: Bureau
    fetcher: Fetcher
    workers: WorkerProcesses

    async def look(self, address: str) -> Examined:
        """What is at this address."""
        err = self.bureau.err
        with err.status("Looking …") if err.is_terminal else nullcontext():
            return await examine(address, fetch=self.fetcher.page, workers=self.workers, now=self.bureau.now)


@asynccontextmanager
async def looking(bureau: Bureau) -> AsyncIterator[Lookout]:
    """The network as the settings allow it."""
    workers = WorkerProcesses(1)
    async with fetcher_for(bureau.settings, bureau.settings.allow_networks) as fetcher:
        await workers.run(warm, deadline=FIRST_DEADLINE)
        yield Lookout(bureau=bureau, fetcher=fetcher, workers=workers)


def inside(found: Nothing) -> tuple[str, ...]:
    """What to do where it is the network of the address that was refused, not its spelling."""
    refused = found.failure is not None and found.failure.reason == "address refused"
    return (INSIDE,) if refused and not misspelled(found.asked) else ()


def named(leads: Leads) -> list[str]:
    """The feeds that a page names, numbered, in lines."""
    lines = [f"{shown(leads.asked)} is a page that names {counted(len(leads.candidates), 'feed', 'feeds')}:"]
    for number, one in enumerate(leads.candidates, 1):
        words = " · ".join(part for part in (one.title, one.kind, "comments" if one.comments else "") if part)
        lines += (
            [f"{number:>4}  {words}", f"      {one.address}"] if words else [f"{number:>4}  {one.address}"]
        )
    return lines


def summed_up(read: ParsedFeed, now: datetime) -> str:
    """What a feed holds, in a line."""
    times = [entry.published_at for entry in read.entries if entry.published_at]
    newest = f", the newest of {ago(max(times), now)}" if times else ""
    return (
        f"{read.kind or 'A feed'} with {counted(read.held or len(read.entries), 'entry', 'entries')}{newest}"
    )
