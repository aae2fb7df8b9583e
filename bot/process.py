"""One process from start to end: with a token it is the bot, without one the terminal is the channel."""

import asyncio
import gc
import signal
from contextlib import nullcontext, suppress
from datetime import datetime
from functools import partial

import structlog
from rich.console import Console

from bot.app import keep_going, newsroom, utc_now
from bot.catalogues import has_archive, kept_actors, operators_actors, watched_actors
from bot.client import Wirewatch, serve
from bot.closing import came_to, unasked
from bot.declared import apply, check_actors, strangers
from bot.deliver import Sender
from bot.first_start import clear_terminal, furnish_terminal, needs_sample, replay_sample
from bot.inviting import tell_invite
from bot.newsroom import Newsroom
from bot.progress import RoundBar
from bot.queue.memory import MemoryQueue
from bot.round import settle
from bot.sending.sender import DiscordSender
from bot.spots import spot_of
from bot.terminal import GUILD, TARGET, TerminalSender
from bot.workers import WorkerProcesses
from config.declared import TERMINAL, DeclaredDigest, DeclaredFeed, DeclaredWatch
from config.errors import StorageError
from config.settings import Settings
from summarise.actors.roster import roster

log = structlog.get_logger()

CONNECT = "To connect Discord, set DISCORD_TOKEN and start again (README: four steps)."


async def run(settings: Settings, *, once: bool, out: Console, err: Console) -> None:
    """Run until SIGTERM or SIGINT, or for one round; raises WirewatchError for what people must mend."""
    await _check_actors(settings)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, stopping.set)
    work = asyncio.create_task(_work(settings, once=once, out=out, err=err, stopping=stopping))
    waiting = asyncio.create_task(stopping.wait())
    await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not work.done():
        err.print("Ending …")
    if once and not work.done():  # a round has no natural place to stop: rows go on where it ended
        work.cancel()
    with suppress(asyncio.CancelledError):
        await work


async def _check_actors(settings: Settings) -> None:
    """Tell what cannot be used of the operator's actors; raise where a declared watch is on nobody."""
    known = roster(operators_actors(settings))
    for problem in known.problems:
        log.warning("not used as an actor", problem=problem)
    if known.replaced:
        log.info("entries of actors_file are used instead of the shipped ones", actors=known.replaced)
    watched: frozenset[str] = frozenset()
    if strangers(settings, known) and has_archive(settings):
        # it may be somebody who was added, or was until now
        known, watched = roster(await kept_actors(settings)), await watched_actors(settings)
    for gone in check_actors(settings, known, watched):
        log.warning("watch finds nobody", problem=gone)


async def _work(
    settings: Settings, *, once: bool, out: Console, err: Console, stopping: asyncio.Event
) -> None:
    workers = WorkerProcesses(settings.workers)
    with err.status("Starting …") if err.is_terminal else nullcontext():
        await workers.warm(operators_actors(settings))
    gc.collect()
    gc.freeze()  # what is imported stays: a full collection over it held the loop for up to 0.1 s
    if settings.discord_token is None:
        await _terminal(settings, workers, once=once, out=out, err=err, stopping=stopping)
    else:
        await _discord(settings, workers, once=once, out=out, stopping=stopping)


async def _terminal(
    settings: Settings,
    workers: WorkerProcesses,
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
    queue = MemoryQueue()
    async with newsroom(
        settings,
        workers=workers,
        sender_for=lambda _: sender,
        now=utc_now,
        targets=frozenset({TARGET}),
        queue=queue,
    ) as room:
        declared = _without_channels(settings)
        _tell(await apply(declared, room.archive, _no_spot, room.now(), complete=declared == settings))
        await furnish_terminal(room)
        out.print(f"[bold]{CONNECT}[/]")
        if once:
            with RoundBar(err) as bar:
                began = room.now()
                await settle(room, queue, bar)
            await _sum_up(room, out, began)
        else:
            out.print("[dim]Reading the wires; Ctrl-C ends it.[/]")
            await keep_going(room, stopping)


async def _discord(
    settings: Settings, workers: WorkerProcesses, *, once: bool, out: Console, stopping: asyncio.Event
) -> None:
    assert settings.discord_token is not None
    token = settings.discord_token.get_secret_value()
    terminal = TerminalSender(out)
    senders: list[Sender] = []
    queue = MemoryQueue()
    async with newsroom(
        settings,
        workers=workers,
        sender_for=lambda target: terminal if target == TARGET else senders[0],
        now=utc_now,
        queue=queue,
    ) as room:
        client = Wirewatch(room.desk, settings)
        client.furnished.clear()
        senders.append(DiscordSender(client, room.now))
        await clear_terminal(room.archive, room.now())
        serving = asyncio.create_task(serve(client, token, stopping), name="gateway")
        serving.add_done_callback(lambda _: stopping.set())
        applying = asyncio.create_task(_apply_when_ready(client, room, out), name="declarations")
        try:
            if once:
                await asyncio.wait({applying, serving}, return_when=asyncio.FIRST_COMPLETED, timeout=30)
                await settle(room, queue, lambda _kind, _waiting: None)
            else:
                await keep_going(room, stopping, client.look_at_stopped, client.tell_commands)
        finally:
            stopping.set()
            room.queue.stop()  # its handlers end while Discord is being left
            applying.cancel()
            with suppress(asyncio.CancelledError):
                await applying
            await serving


async def _apply_when_ready(client: Wirewatch, room: Newsroom, out: Console) -> None:
    """A declared channel's guild is known once Discord has said which guilds there are."""
    await client.wait_until_ready()
    tell_invite(client, out)
    try:
        _tell(await apply(room.settings, room.archive, partial(spot_of, client), room.now()))
    except StorageError as error:  # raised at the end it would keep Discord from being left
        _tell((str(error),))
    finally:
        client.furnished.set()


async def _no_spot(_channel: str) -> None:
    """Without Discord no channel can be seen."""


def _tell(problems: tuple[str, ...]) -> None:
    for problem in problems:
        log.error("not applied", problem=problem)


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
