"""Suggestions that come in time, or not at all: Discord waits for three seconds, and people for less."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

T = TypeVar("T")

PATIENCE: Final = 2.0
"""Seconds, of which the answer's own way needs some more."""

_late: set[asyncio.Task[Any]] = set()


async def in_time(work: Coroutine[Any, Any, T], otherwise: T, *, seconds: float = PATIENCE) -> T:
    """What the work comes to, or `otherwise` after so many seconds; whatever it raises until then.

    Work that is late goes on, unheard: a question is not torn from its database.
    """
    task = asyncio.create_task(work)
    await asyncio.wait({task}, timeout=seconds)
    if task.done():
        return task.result()
    _late.add(task)
    task.add_done_callback(_forget)
    return otherwise


def _forget(task: asyncio.Task[Any]) -> None:
    _late.discard(task)
    if not task.cancelled():
        task.exception()  # looked at, so that nobody calls it unheard of
