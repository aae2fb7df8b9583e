"""One round: all that is due now, phase by phase."""

import asyncio
from collections.abc import Callable

import structlog

from bot.backing_up import DailyBackup
from bot.housekeeping import keep_house
from bot.newsroom import Newsroom
from bot.queue.memory import MemoryQueue
from storage.model import JobKind

log = structlog.get_logger()

PHASES: tuple[JobKind, ...] = ("poll", "page", "read", "mend", "publish", "notice", "deliver")
"""A round in order: everything is polled before it is read, and read before it is told."""

GLANCE = 0.1
"""Seconds between two looks at what a round still has to do."""

Progress = Callable[[JobKind, int], None]
"""Told the phase and how many of its rows are still waiting."""

RESTED = 5.0
"""Seconds beyond the pause between two requests that a round waits for hosts to be free."""

IN_VAIN = 3
"""After so many passes that finished nothing, a round leaves the rest to the next one."""


async def settle(room: Newsroom, queue: MemoryQueue, progress: Progress) -> None:
    """One round, then the housekeeping: what is old goes, and the daily backup is made if it is due."""
    await work_off(room, queue, progress)
    await keep_house(room)
    await DailyBackup().look(room.settings, room.now())


async def work_off(room: Newsroom, queue: MemoryQueue, progress: Progress) -> None:
    """All that is due now, phase by phase, until nothing is due or claimed, or nothing helps.

    `queue` is the room's. What others have claimed who work on the same database is left to them.
    """
    for phase in PHASES:
        queue.admit(frozenset({phase}))
        left = await _finish(room, queue, phase, progress)
        if left:
            log.error("left for another time", work=phase, rows=left)


async def _finish(room: Newsroom, queue: MemoryQueue, phase: JobKind, progress: Progress) -> int:
    """Do all of one phase; how many rows are left because nothing helps, or their hosts rest too long."""
    in_vain, rested, before = 0, 0.0, await _waiting(room, phase)
    progress(phase, before)
    asked, alone = queue.passed_over(), await _alone(room)
    if not alone:  # no lease is passed over, nor those that our own nudges came with
        await queue.after(asked)
    while before and in_vain < IN_VAIN and rested < RESTED + room.settings.host_delay_seconds:
        nudged = await room.archive.nudge_unfinished(
            room.now(), frozenset({phase}), nudged_too=alone, targets=room.targets
        )
        if not nudged:  # hosts rest between two requests
            await asyncio.sleep(GLANCE)
            rested += GLANCE
        while queue.busy:
            await asyncio.sleep(GLANCE)
            progress(phase, await _waiting(room, phase))
        left = await _waiting(room, phase)
        if left < before:
            in_vain, rested = 0, 0.0
        elif nudged:
            in_vain += 1
        before = left
    return before


async def _alone(room: Newsroom) -> bool:
    """Whether nobody else can have anything under way."""
    return not room.archive.is_shared or len(await room.archive.processes.alive()) <= 1


async def _waiting(room: Newsroom, phase: JobKind) -> int:
    return (await room.archive.waiting(room.now(), targets=room.targets))[phase]
