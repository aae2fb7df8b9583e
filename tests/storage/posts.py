"""Posts put into the outbox by themselves, without a story behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from storage.archive import Archive
from storage.engine import Database
from storage.model import Delivery
from storage.outbox import put
from summarise.model import Action, Alert, Body, Post, Source, Summary, Update
from tests.fakes.closing import close
from tests.fakes.examples import NOON
from tests.storage.conftest import Noted
from tests.storage.lasting import database as database_of

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TARGET = "channel:1"


def alert(story: int = 1, headline: str = "Envoy resigns") -> Alert:
    """An alert about the story."""
    source = Source(outlet="Wire", title=headline, url="https://wire.example/1")
    return Alert(
        story=story,
        summary=Summary(headline=headline, url=source.url, sentences=()),
        flags=(),
        sources=(source,),
        first_at=NOON,
        last_at=NOON,
        reasons=("a watch",),
        voices=1,
    )


def update(story: int = 1, headline: str = "Envoy resigns") -> Update:
    """What is new of the story."""
    return Update(alert=alert(story, headline), escalations=(), sentences=(), sources=(), at=NOON)


def post(action: Action = "post", revision: int = 1, *, story: int = 1, **changes: Any) -> Post:
    """A post about the story; its headline names the revision."""
    headline = f"Envoy resigns {revision}"
    body: Body = update(story, headline) if action == "reply" else alert(story, headline)
    part = revision if action == "reply" else 0
    made = Post(
        target=TARGET, subject=f"story:{story}", part=part, action=action, revision=revision, body=body
    )
    return replace(made, **changes)


@dataclass
class Outbox:
    """An archive's outbox, with a way into it."""

    archive: Archive
    database: Database
    nudges: Noted

    async def put(self, *posts: Post, now: datetime = NOON, guild: str = "a") -> list[bool]:
        """Put these in one transaction; which of them were new."""
        async with self.database.writing() as tx:
            return [await put(tx, guild, one, now) for one in posts]

    async def next(self, now: datetime = NOON, target: str = TARGET) -> Delivery | None:
        """What may be claimed at this moment."""
        return await self.archive.deliveries.claim(target, now)

    async def claimed(self, now: datetime = NOON, target: str = TARGET) -> Delivery:
        """The same, where there must be something."""
        found = await self.next(now, target)
        assert found is not None
        return found

    async def send(self, now: datetime = NOON, target: str = TARGET) -> Delivery:
        """Send the next one, which must be there; its message is named for the delivery."""
        found = await self.claimed(now, target)
        await self.shown(found, now)
        return found

    async def shown(self, found: Delivery, now: datetime) -> None:
        """The target shows it."""
        makes = found.post.action in ("post", "reply")
        shown = f"m{found.id}" if makes or found.message_id is None else found.message_id
        await self.archive.deliveries.sent(found.id, shown, now)

    async def drain(self, now: datetime = NOON, target: str = TARGET) -> list[Post]:
        """Send all that may be sent at this moment; what it said."""
        said: list[Post] = []
        while (found := await self.next(now, target)) is not None:
            await self.shown(found, now)
            said.append(found.post)
        assert target not in await self.archive.deliveries.targets_due(now), "nudged for nothing"
        return said

    async def states(self) -> list[tuple[str, int, str]]:
        """Action, revision and state of every delivery, oldest first."""
        recent = await self.archive.deliveries.recent(None, 1000)
        return [(held.post.action, held.post.revision, held.state) for held in reversed(recent)]


@asynccontextmanager
async def opened(url: str, nudges: Noted, alerts_per_hour: int = 12) -> AsyncIterator[Outbox]:
    """The outbox of this database."""
    database = database_of(url, nudges)
    archive = Archive(database, alerts_per_hour=alerts_per_hour)
    yield Outbox(archive, database, nudges)
    await close(archive)
