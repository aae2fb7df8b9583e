"""What is kept no longer goes, a little at a time: what is old, and servers that were left."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.newsroom import Newsroom
from config.errors import StorageError

log = structlog.get_logger()

PAUSE: Final = 0.5
"""Seconds for others between two transactions that delete."""

SHORT: Final = 0.1
"""And between two that only put something together, of which there are many."""


async def keep_house(room: Newsroom) -> None:
    """Delete all that is old by the settings; it takes a few questions where nothing is. Raises nothing."""
    keeping, settings, now = room.archive.keeping, room.settings, room.now()
    keep_days, keep_posts_days = settings.keep_days, settings.keep_posts_days
    try:
        await _until_none(lambda: keeping.forget_counts(now))
        await _until_none(lambda: keeping.trim_traces(now))
        await _until_none(lambda: keeping.forget_attempts(now))
        await _until_none(lambda: keeping.forget_replaced(now))
        await _until_none(lambda: keeping.forget_views(now))
        await _until_none(lambda: keeping.forget_events(now))
        if keep_days is not None:
            await _until_none(lambda: keeping.forget(now - timedelta(days=keep_days)))
        if keep_posts_days is not None:
            await _until_none(lambda: keeping.forget_posts(now - timedelta(days=keep_posts_days)))
        await _forget_left(room, now)
        await _until_none(keeping.tidy)
        await _until_none(keeping.merge_index, SHORT)
    except StorageError as error:
        log.error("what is old could not be deleted", reason=str(error))


async def _forget_left(room: Newsroom, now: datetime) -> None:
    """Forget the servers that removed the bot so long ago."""
    archive, before = room.archive, now - timedelta(days=room.settings.keep_left_days)
    for guild in await archive.guilds.left_before(before):
        rows = await archive.keeping.forget_guild(guild, before)
        log.info("a server that was left is forgotten", guild=guild, rows=rows)


async def _until_none(done: Callable[[], Awaitable[int]], pause: float = PAUSE) -> None:
    left = 1
    while left:
        left = await done()
        await asyncio.sleep(pause if left else 0)
