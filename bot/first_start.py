"""Without Discord: the terminal's own watch, digest and feeds, and the sample wire on a first start."""

from datetime import datetime, time, timedelta

import structlog
from tzlocal import get_localzone_name

from bot.app import newsroom
from bot.deliver import Sender
from bot.newsroom import Newsroom
from bot.queue.memory import MemoryQueue
from bot.round import Progress, work_off
from bot.starter import proposed, subscribe_to_starters
from bot.terminal import GUILD, TARGET
from bot.workers import WorkerProcesses
from config.sample import SAMPLE_NOW, SCHEME, sample_feeds
from config.settings import Settings
from storage.archive import Archive
from storage.queue import NoNudges
from summarise.editions.calendar import next_time
from summarise.model import DigestPlan, Origin

log = structlog.get_logger()

SHIPPED: Origin = "shipped"
WATCHED = ("antonio-guterres", "vladimir-putin")
DIGEST_AT = time(8, 0)
DIGEST_STORIES = 8
DIGEST_SENTENCES = 2

REPLAYED = "sample wire replayed"
"""The archive's note that the sample wire was shown."""


async def needs_sample(settings: Settings) -> bool:
    """Whether this archive is new: it holds nothing but, perhaps, a sample that was not shown to its end."""
    archive = await Archive.open(settings.database, NoNudges(), backups=settings.backups)
    try:
        fresh = all(feed.address.startswith(SCHEME) for feed in await archive.feeds.all())
        return fresh and await archive.guilds.note_of(REPLAYED) is None
    finally:
        await archive.close()


async def replay_sample(
    settings: Settings, workers: WorkerProcesses, sender: Sender, progress: Progress
) -> None:
    """Read the bundled feeds as on the evening of 26 April 2022; idempotent until noted as done."""
    queue = MemoryQueue()
    async with newsroom(
        settings,
        workers=workers,
        sender_for=lambda _: sender,
        now=lambda: SAMPLE_NOW,
        targets=frozenset({TARGET}),
        queue=queue,
    ) as room:
        feeds = []
        for sample in sample_feeds():
            feed = await room.archive.feeds.add(
                address=sample.address,
                outlet=sample.outlet,
                title=sample.title,
                backlog="post",
                full_text="never",
                now=SAMPLE_NOW,
            )
            await room.archive.subscriptions.subscribe(GUILD, feed.id, SHIPPED, SAMPLE_NOW)
            feeds.append(feed)
        plan = await _watch_and_plan(room)
        await room.archive.plans.postpone(plan.id, SAMPLE_NOW)
        await work_off(room, queue, progress)
        for feed in feeds:
            await room.archive.feeds.retire(feed.id)
        await room.archive.guilds.note(REPLAYED, SAMPLE_NOW.isoformat())


async def furnish_terminal(room: Newsroom) -> None:
    """Give the terminal its shipped watch and digest, and, where it has no feed of today, starter feeds."""
    now = room.now()
    plan = await _watch_and_plan(room)
    if plan.next_due_at < now - timedelta(days=1):
        await room.archive.plans.postpone(plan.id, next_time(plan.at, plan.zone, now, plan.weekdays))
    samples = {feed.address for feed in sample_feeds()}
    held = await room.archive.subscriptions.held(GUILD)
    if all(subscription.feed.address in samples for subscription in held):
        await subscribe_to_starters(room.archive, GUILD, now, proposed(room.settings))


async def clear_terminal(archive: Archive, now: datetime) -> None:
    """With Discord, the terminal's shipped rows have no reader: they go; what people added stays."""
    await archive.watches.keep(SHIPPED, frozenset(), now)
    await archive.plans.keep(SHIPPED, frozenset())
    await archive.subscriptions.keep(SHIPPED, frozenset())


async def _watch_and_plan(room: Newsroom) -> DigestPlan:
    now = room.now()
    zone = room.settings.zone or get_localzone_name() or "UTC"
    await room.archive.watches.add(guild=GUILD, target=TARGET, actors=WATCHED, origin=SHIPPED, now=now)
    return await room.archive.plans.add(
        guild=GUILD,
        target=TARGET,
        at=DIGEST_AT,
        zone=zone,
        stories=DIGEST_STORIES,
        sentences=DIGEST_SENTENCES,
        origin=SHIPPED,
        next_due_at=next_time(DIGEST_AT, zone, now),
        now=now,
    )
