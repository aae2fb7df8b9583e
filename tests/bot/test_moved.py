"""After a move, what was due is posted once: neither forgotten nor told twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import newsroom
from bot.deliver import deliver
from bot.outcomes import Sent
from bot.workers import WorkerProcesses
from config.errors import StorageError
from config.settings import Settings
from storage.archive import Archive
from storage.engine import database_url
from storage.model import Delivery, Job
from storage.moving import move
from storage.queue import NoNudges
from tests.fakes.examples import HOUR, NOON, post
from tests.storage.scenes import article, claimed, founded, joined, watched, wire

LATER = NOON + timedelta(minutes=10)
TARGETS = tuple(f"channel:{number}" for number in range(1, 5))


@dataclass
class Channels:
    """Somewhere to send to that remembers what arrived by its nonce, and what was asked of it."""

    arrived: dict[str, str] = field(default_factory=dict)
    done: list[tuple[str, str, str | None]] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> Sent:
        """Show it, under an id that is its own or its message's."""
        assert delivery.nonce not in self.arrived, "posted twice"
        shown = delivery.message_id or f"900{len(self.arrived)}"
        self.arrived[delivery.nonce] = shown
        self.done.append((delivery.post.action, delivery.post.target, delivery.message_id))
        return Sent(message_id=shown)

    async def settle(self, delivery: Delivery) -> Sent | None:
        """What arrived before."""
        shown = self.arrived.get(delivery.nonce)
        return None if shown is None else Sent(message_id=shown)


class Nudged:
    """Whom the queue is asked to look at."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    async def within(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        """Note them."""
        self.keys += [job.key for job in jobs]

    async def after(self, jobs: Sequence[Job]) -> None:
        """Nothing more."""


async def due(archive: Archive, channels: Channels) -> None:
    """In four channels an alert: it waits; its sender was killed when it had arrived, or before; it was sent,
    and an edit waits."""
    feed = await wire(archive)
    for target in TARGETS:
        await watched(archive, target=target)
    first = await article(archive, feed)
    story = await founded(archive, first, posts=tuple(post(first, target=target) for target in TARGETS))
    arrived = await claimed(archive, target="channel:2")
    await channels.send(arrived)
    await claimed(archive, target="channel:3")
    sent = await claimed(archive, target="channel:4")
    shown = await channels.send(sent)
    await archive.deliveries.sent(sent.id, shown.message_id, NOON)
    second = await article(archive, feed, "e2", now=NOON + HOUR)
    edit = post(second, target="channel:4", story=story, revision=2)
    assert await joined(archive, second, story, 1, posts=(edit,))
    channels.done.clear()


async def test_bot_on_the_moved_database_posts_what_was_due_once(
    sqlite_url: str, migrated_postgresql: str
) -> None:
    channels, nudged = Channels(), Nudged()
    archive = await Archive.open(sqlite_url, NoNudges())
    await due(archive, channels)
    await archive.close()
    source, target = database_url(sqlite_url), database_url(migrated_postgresql)
    await move(source, target, NOON, lambda _doing, _done, _total: None)

    archive = await Archive.open(migrated_postgresql, nudged)
    await archive.nudge_unfinished(LATER, frozenset({"deliver"}))
    assert sorted(nudged.keys) == list(TARGETS)
    for _ in range(2):
        for place in TARGETS:
            await deliver(place, outbox=archive.deliveries, sender=channels, now=lambda: LATER)
    assert channels.done == [
        ("post", "channel:1", None),
        ("post", "channel:3", None),
        ("edit", "channel:4", "9001"),
    ]
    assert (await archive.waiting(LATER))["deliver"] == 0
    await archive.close()

    settings = Settings.model_validate({"database_url": sqlite_url})
    with pytest.raises(StorageError, match="was moved to"):
        async with newsroom(
            settings, workers=WorkerProcesses(1), sender_for=lambda _: channels, now=lambda: LATER
        ):
            pass
