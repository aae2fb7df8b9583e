"""The running bot in an hour of news that passes in a minute, before Discord's limits in their own time."""

import asyncio
from pathlib import Path
from typing import Final

from benchmarks.results import Rates
from bot import logs
from tests.fakes.discord import FakeDiscord
from tests.soak.plan import Life
from tests.soak.stage import soak

SPEED: Final = 60.0
HOUR: Final = Life(seconds=60.0)
STORIES, CHANNELS = 60, 5

LIMIT, WINDOW = 5, 5.0
"""Requests to a channel's messages in so many seconds, as Discord is known to allow."""


def run(*, folder: str, seed: int = 1) -> Rates:
    """Let the hour pass; what was asked of Discord."""
    logs.set_up("error", "console", ())
    return asyncio.run(_run(Path(folder), seed))


async def _run(folder: Path, seed: int) -> Rates:
    async with FakeDiscord() as discord:
        for path in ("/channels/*/messages", "/channels/*/messages/*"):
            discord.limits.set("*", path, limit=LIMIT, per=WINDOW)
        judgement = await soak(
            folder,
            discord,
            seed=seed,
            stories=STORIES,
            channels=CHANNELS,
            lives=(HOUR,),
            tell=lambda _: None,
            speed=SPEED,
        )
        statuses = [request.status for request in discord.requests]
    return Rates(
        requests=len(statuses),
        limited=statuses.count(429),
        invalid=sum(status in (401, 403, 404) for status in statuses),
        judgement=judgement.line,
    )
