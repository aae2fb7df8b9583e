"""With a token the process is the bot."""

import asyncio
import gc
from contextlib import suppress
from functools import partial
from typing import Final

import structlog
from rich.console import Console

from bot.account import privileged
from bot.app import keep_going, newsroom
from bot.catalogues import operators_actors
from bot.client import Wirewatch, serve
from bot.declared import apply
from bot.deliver import Sender
from bot.faults import end_with, raise_fault
from bot.first_start import clear_terminal
from bot.inviting import tell_invite
from bot.newsroom import Newsroom
from bot.process.applying import tell
from bot.queue.choosing import queue_for
from bot.queue.memory import MemoryQueue
from bot.round import GLANCE, settle
from bot.sending.sender import DiscordSender
from bot.spots import spot_of
from bot.terminal import TARGET, TerminalSender
from bot.whose import refuse_another_bot
from bot.workers import WorkerProcesses
from config.errors import StorageError, WirewatchError
from config.settings import Settings
from feeds.ports import Clock
from summarise.actors.roster import roster
from summarise.model import CatalogueText

log = structlog.get_logger()

UNREACHED: Final = (
    "Discord was not reached: the round was done without it, and what is to be posted waits for the next. "
    "The log may say why; `wirewatch doctor` looks at the way there."
)

REACHED: Final = 30.0
"""Seconds that one round waits for Discord to have told of the servers."""

SERVED: Final = 3.0
"""Seconds for which the start of the workers waits at most: it would take the cores from signing in."""


async def on_discord(
    settings: Settings,
    workers: WorkerProcesses,
    now: Clock,
    *,
    once: bool,
    out: Console,
    stopping: asyncio.Event,
) -> None:
    assert settings.discord_token is not None
    token = settings.discord_token.get_secret_value()
    terminal = TerminalSender(out)
    senders: list[Sender] = []
    workers.hold()
    queue = MemoryQueue() if once else queue_for(settings)
    async with newsroom(
        settings,
        workers=workers,
        sender_for=lambda target: terminal if target == TARGET else senders[0],
        now=now,
        queue=queue,
    ) as room:
        await refuse_another_bot(settings, room.archive)
        client = Wirewatch(room.desk, settings, room.holding, room.counts)
        client.furnished.clear()
        senders.append(DiscordSender(client, room.now))
        await clear_terminal(room.archive, room.now())
        # a round that is over is left in good order: whoever stops the process breaks it off
        leaving = asyncio.Event() if once else stopping

        def is_served_no_more(_: asyncio.Task[None]) -> None:
            if not leaving.is_set():
                stopping.set()

        serving = asyncio.create_task(serve(client, token, leaving), name="gateway")
        serving.add_done_callback(is_served_no_more)
        applying = asyncio.create_task(_apply_when_leading(client, room, out), name="declarations")
        warming = asyncio.create_task(_warm_when_served(client, workers, settings), name="workers")
        beginning = (applying, warming)
        for task in beginning:
            end_with(task, stopping)
        try:
            if isinstance(queue, MemoryQueue) and once:
                await _wait_for_servers(client, applying)
                await settle(room, queue, lambda _kind, _waiting: None)
                if client.application is None:  # which it keeps from its first signing in on
                    raise WirewatchError(UNREACHED)
            else:
                await keep_going(room, stopping, client.look_at_stopped, client.tell_commands, gateway=client)
        finally:
            leaving.set()
            room.queue.stop()  # its handlers end while Discord is being left
            for task in beginning:
                task.cancel()
            await asyncio.wait(beginning)
            await serving
            for task in beginning:
                raise_fault(task)


async def _wait_for_servers(client: Wirewatch, applying: asyncio.Task[None]) -> None:
    """Until what is declared is applied; where another process leads, until this one's part is known."""
    with suppress(TimeoutError):
        async with asyncio.timeout(REACHED):
            while not applying.done():
                held = client.holding.shards
                if held is not None and not client.holding.leads and (client.is_ready() or not held.mine):
                    return
                await asyncio.sleep(GLANCE)
            return
    if client.application is not None:
        log.warning("Discord did not tell of the servers in time: what is declared was not looked at")


async def _warm_when_served(client: Wirewatch, workers: WorkerProcesses, settings: Settings) -> None:
    """Start the workers once commands are answered, or soon where Discord keeps the bot waiting."""
    with suppress(TimeoutError):
        async with asyncio.timeout(SERVED):
            await client.wait_until_ready()
            await client.furnished.wait()
    await workers.warm(operators_actors(settings))
    await asyncio.to_thread(_prepare, operators_actors(settings))
    gc.freeze()  # as what was imported before


def _prepare(texts: tuple[CatalogueText, ...]) -> None:
    """What the first suggestion of an actor, or the first story that is shown, would hold the loop for."""
    import babel.dates  # noqa: F401

    import summarise.stories.titles
    import summarise.text.clean  # noqa: F401

    roster(texts).catalogue.index()


async def _apply_when_leading(client: Wirewatch, room: Newsroom, out: Console) -> None:
    """A declared channel's guild is known once Discord has said which guilds there are.

    Of several processes one applies its file, and whoever leads after it its own.
    """
    if not room.holding.leads and room.settings.is_shared:
        client.furnished.set()  # another process may be at it
        await room.holding.lead()
    await client.wait_until_ready()
    tell_invite(client, out)
    _tell_intents(client)
    try:
        tell(await apply(room.settings, room.archive, partial(spot_of, client), room.now()))
    except StorageError as error:  # raised at the end it would keep Discord from being left
        tell((str(error),))
    finally:
        client.furnished.set()


def _tell_intents(client: Wirewatch) -> None:
    """Wirewatch asks for none of them: what is switched on only lets a stolen token read more."""
    known = client.application
    switched_on = () if known is None else privileged(known.flags.value)
    if switched_on:
        log.warning("not needed: switch it off in the Developer Portal, Bot", intents=switched_on)
