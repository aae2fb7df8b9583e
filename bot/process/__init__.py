"""One process from start to end: with a token it is the bot, without one the terminal is the channel.

Where several processes work on one database, each does its roles' part.
"""

import asyncio
import gc
from contextlib import aclosing, nullcontext, suppress

import structlog
from rich.console import Console

from bot.app import utc_now
from bot.catalogues import has_archive, kept_actors, operators_actors, watched_actors
from bot.declared import check_actors, names_actors, strangers
from bot.process.behind import work_behind
from bot.process.discord import on_discord
from bot.process.ending import Ending
from bot.process.migrating import bring_up_to_date
from bot.workers import WorkerProcesses
from config.errors import ConfigurationError
from config.settings import ROLES, Settings
from feeds.ports import Clock
from summarise.actors.roster import roster

log = structlog.get_logger()

SCHEDULER = frozenset({"schedule"})
"""The roles of a process that only nudges."""


async def run(
    settings: Settings, *, once: bool, out: Console, err: Console, now: Clock | None = None
) -> None:
    """Run until SIGTERM or SIGINT, or for one round; raises WirewatchError for what people must mend.

    `now` is the time that all goes by, the machine's where none is given; timers go by the event loop's.
    """
    if once and settings.roles != frozenset(ROLES):
        raise ConfigurationError(
            "--once does one round of everything, and this process is to do a part: "
            f"{', '.join(sorted(settings.roles))}. Leave --once out, or --role (WIREWATCH_ROLE)."
        )
    await _check_actors(settings, once=once)
    ending = Ending()
    ending.listen()
    stopping = ending.stopping
    now = now or utc_now
    work = asyncio.create_task(_work(settings, now, once=once, out=out, err=err, stopping=stopping))
    waiting = asyncio.create_task(stopping.wait())
    await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if ending.was_signalled and not work.done():
        err.print("Ending … (a second signal ends it at once)")
    if once and not work.done():  # a round has no natural place to stop: rows go on where it ended
        work.cancel()
    await ending.end(work)
    with suppress(asyncio.CancelledError):
        await work


async def _check_actors(settings: Settings, *, once: bool = False) -> None:
    """Tell what cannot be used of the operator's actors; raise where a declared watch is on nobody."""
    if settings.actors_file is None and not names_actors(settings):
        return  # to read those that are shipped takes a tenth of the start
    known = roster(operators_actors(settings))
    for problem in known.problems:
        log.warning("not used as an actor", reason=problem)
    if known.replaced:
        log.info("entries of actors_file are used instead of the shipped ones", actors=known.replaced)
    watched: frozenset[str] = frozenset()
    if strangers(settings, known) and has_archive(settings):
        # it may be somebody who was added, or was until now
        await bring_up_to_date(settings, once=once)
        known, watched = roster(await kept_actors(settings)), await watched_actors(settings)
    for gone in check_actors(settings, known, watched):
        log.warning("watch finds nobody", reason=gone)


async def _work(
    settings: Settings,
    now: Clock,
    *,
    once: bool,
    out: Console,
    err: Console,
    stopping: asyncio.Event,
) -> None:
    async with aclosing(WorkerProcesses(settings.workers)) as workers:
        is_on_discord = "bot" in settings.roles and settings.discord_token is not None
        with err.status("Starting …") if err.is_terminal and settings.roles != SCHEDULER else nullcontext():
            await bring_up_to_date(settings, once=once)
            # on Discord they start once commands are answered; a scheduler has nothing to read
            if settings.roles != SCHEDULER and not is_on_discord:
                await workers.warm(operators_actors(settings))
        gc.collect()
        gc.freeze()  # what is imported stays: a full collection over it held the loop for up to 0.1 s
        if "bot" not in settings.roles:
            await work_behind(settings, workers, now, stopping)
        elif not is_on_discord:
            from bot.process.terminal import in_terminal  # with what Discord can do without

            await in_terminal(settings, workers, now, once=once, out=out, err=err, stopping=stopping)
        else:
            await on_discord(settings, workers, now, once=once, out=out, stopping=stopping)
