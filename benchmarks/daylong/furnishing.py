"""The archive that a day begins with: feeds that were read, watches, digests, and a day of old articles."""

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from benchmarks.daylong.seen import in_use
from benchmarks.daylong.world import EPOCH, Outlet
from benchmarks.morgue import fill, prominent
from benchmarks.together.feeds import fingerprints, lay
from benchmarks.together.outlets import TEMPLATES, template
from benchmarks.wire import address, outlet
from storage.archive import Archive
from storage.engine import Database
from storage.queue import NoNudges
from tests.fakes.discord import FakeDiscord

KEPT: Final = timedelta(days=7)
"""The setting `keep_days` at its shortest."""

DAY: Final = timedelta(days=1)
"""The articles that are there are of the first day that is kept still: they go while others come."""

CHANNELS: Final = 10
FIRST_DUE: Final = timedelta(minutes=1)
SPREAD: Final = timedelta(minutes=2)
"""Over which the feeds are due first."""

HOURS: Final = 24


async def furnish(
    file: Path, world: Sequence[Outlet], port: int, discord: FakeDiscord, articles: int
) -> float:
    """Ten channels that watch somebody each, a digest in one of them each hour, and so many old articles.

    How many megabytes each of those takes.
    """
    url = f"sqlite+aiosqlite:///{file}"
    guild = discord.add_guild("Newsroom", channel=None)
    archive = await Archive.open(url, NoNudges())
    channels = []
    for actor in prominent(CHANNELS):
        channels.append(f"channel:{discord.add_channel(guild, actor.id).id}")
        await archive.watches.add(
            guild=str(guild.id), target=channels[-1], actors=(actor.id,), origin="command", now=EPOCH
        )
    for hour in range(HOURS):
        due = EPOCH + timedelta(hours=hour, minutes=10)
        await archive.plans.add(
            guild=str(guild.id),
            target=channels[hour % CHANNELS],
            at=due.time(),
            zone="UTC",
            stories=5,
            sentences=2,
            origin="command",
            next_due_at=due,
            now=EPOCH,
        )
    await archive.close()
    database, chance = Database(url, NoNudges()), random.Random(1)
    known = [fingerprints(template(one)) for one in range(TEMPLATES)]
    ids = await lay(
        database,
        [address(held.feed, port) for held in world],
        EPOCH,
        guild=str(guild.id),
        due=lambda _: EPOCH + FIRST_DUE + SPREAD * chance.random(),
        known=lambda number: known[number % TEMPLATES],
    )
    before = in_use(file)
    if articles:
        named = [(feed, outlet(held.feed)) for feed, held in zip(ids, world, strict=True)]
        await fill(database, named, articles, EPOCH - KEPT + DAY, DAY)
    await database.close()
    return (in_use(file) - before) / max(1, articles)


def environment(folder: Path, discord: FakeDiscord) -> dict[str, str]:
    """The settings: as they come, but that the feeds are on this machine, and what is old goes soon."""
    return {
        "WIREWATCH_DATA": str(folder),
        "DISCORD_TOKEN": discord.token,
        "WIREWATCH_DISCORD_API": discord.rest_url,
        "WIREWATCH_DISCORD_GATEWAY": discord.gateway_url,
        "WIREWATCH_ALLOW_COMMAND_NETWORKS": "127.0.0.0/8",
        "WIREWATCH_KEEP_DAYS": str(KEPT.days),
        "WIREWATCH_KEEP_POSTS_DAYS": "30",
        "WIREWATCH_FETCH_SECONDS": "10",
        "WIREWATCH_FULL_TEXT": "never",
        "WIREWATCH_LOG_LEVEL": "warning",
    }
