"""How late the event loop is: a timer is set again and again, and what it comes late by is noted."""

import asyncio
from typing import Final

from bot.counts import Histogram

EVERY: Final = 0.5
"""Seconds between two looks."""


async def note_lag(lag: Histogram, every: float = EVERY) -> None:
    """Note until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + every
        await asyncio.sleep(every)
        lag.note(max(0.0, loop.time() - due))
