"""Without a token the terminal is the channel."""

import asyncio
from datetime import datetime

import structlog
from rich.console import Console

from bot.app import keep_going, newsroom
from bot.closing import came_to, unasked
from bot.declared import apply
from bot.first_start import furnish_terminal, needs_sample, replay_sample
from bot.newsroom import Newsroom
from bot.process.applying import tell
from bot.progress import RoundBar
from bot.queue.choosing import queue_for
from bot.queue.memory import MemoryQueue
from bot.round import settle
from bot.terminal import GUILD, TARGET, TerminalSender
from bot.workers import WorkerProcesses
from config.declared import TERMINAL, DeclaredDigest, DeclaredFeed, DeclaredWatch
from config.settings import Settings
from feeds.ports import Clock

log = structlog.get_logger()

CONNECT = "To connect Discord, set DISCORD_TOKEN and start again (README: four steps)."


async def in_terminal(
    settings: Settings,
    workers: WorkerProcesses,
    now: Clock,
    *,
    once: bool,
    out: Console,
    err: Console,
    stopping: asyncio.Event,
) -> None:
    sender = TerminalSender(out, closed=stopping.set)
    if await needs_sample(settings):
        out.print("[dim]First start: here is the bundled sample wire, as of 26 April 2022.[/]")
        with RoundBar(err) as bar:
            await replay_sample(settings, workers, sender, bar)
        out.print("[dim]That was the sample. Now today's feeds.[/]")
    queue = MemoryQueue() if once else queue_for(settings)
    async with newsroom(
        settings,
        workers=workers,
        sender_for=lambda _: sender,
        now=now,
        targets=frozenset({TARGET}),
        queue=queue,
    ) as room:
        await room.holding.begin(1)
        declared = _without_channels(settings)
        tell(await apply(declared, room.archive, _no_spot, room.now(), complete=declared == settings))
        await furnish_terminal(room)
        out.print(f"[bold]{CONNECT}[/]")
        if isinstance(queue, MemoryQueue) and once:
            with RoundBar(err) as bar:
                began = room.now()
                await settle(room, queue, bar)
            await _sum_up(room, out, began)
        else:
            out.print("[dim]Reading the wires; Ctrl-C ends it.[/]")
            await keep_going(room, stopping)


async def _no_spot(_channel: str) -> None:
    """Without Discord no channel can be seen."""


def _without_channels(settings: Settings) -> Settings:
    """What of the declarations the terminal can be told of; says so where channels are left for Discord."""
    kept = {
        table: tuple(row for row in getattr(settings, table) if _of_terminal(row))
        for table in ("feed", "watch", "digest")
    }
    if any(len(rows) < len(getattr(settings, table)) for table, rows in kept.items()):
        log.warning("channels in wirewatch.toml wait for DISCORD_TOKEN; the terminal reads the rest")
    return settings.model_copy(update=kept)


def _of_terminal(row: DeclaredFeed | DeclaredWatch | DeclaredDigest) -> bool:
    return row.channel in (TERMINAL, None) and not (isinstance(row, DeclaredWatch) and row.user)


async def _sum_up(room: Newsroom, out: Console, began: datetime) -> None:
    """Tell what the round that began then came to."""
    status = await room.archive.status(GUILD)
    rows = await room.archive.subscriptions.of_guild(GUILD)
    out.print(f"[dim]{came_to(status, unasked(rows, began))} Run it again for what is new by then.[/]")
