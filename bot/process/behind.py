"""A process without Discord: it does its roles' part of the work, and others speak."""

import asyncio

import structlog

from bot.app import keep_going, newsroom
from bot.deliver import Sender
from bot.queue.choosing import queue_for
from bot.workers import WorkerProcesses
from config.settings import Settings
from feeds.ports import Clock

log = structlog.get_logger()


async def work_behind(
    settings: Settings, workers: WorkerProcesses, now: Clock, stopping: asyncio.Event
) -> None:
    """Do the roles of these settings, of which speaking is none, until `stopping` is set."""
    queue = queue_for(settings)
    async with newsroom(settings, workers=workers, sender_for=_nobody, now=now, queue=queue) as room:
        log.info("at work", roles=sorted(settings.roles))
        await keep_going(room, stopping)


def _nobody(target: str) -> Sender:
    raise RuntimeError(f"This process delivers nothing, and was asked to deliver to {target}.")
