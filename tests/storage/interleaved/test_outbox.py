"""A claim and a post at once (PostgreSQL): whoever comes second sees what the first did; no word is lost."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.claim import More, claim
from storage.engine import Database
from storage.model import Delivery, DeliveryState
from storage.outbox import LEASE, put
from storage.schema import delivery
from summarise.model import Post, Rollup
from tests.fakes.examples import NOON
from tests.storage.conftest import Noted
from tests.storage.interleaved.conftest import waiting
from tests.storage.posts import TARGET, Outbox, opened, post
from tests.storage.scenes import claimed

SENT: tuple[DeliveryState, ...] = ("sent",)


@pytest.fixture
async def outbox(migrated_postgresql: str, nudges: Noted) -> AsyncIterator[Outbox]:
    async with opened(migrated_postgresql, nudges, 2) as held:
        yield held


@pytest.fixture
def archive(outbox: Outbox) -> Archive:
    return outbox.archive


@pytest.fixture
def database(outbox: Outbox) -> Database:
    return outbox.database


async def put_one(database: Database, one: Post) -> None:
    async with database.writing() as tx:
        await put(tx, "a", one, NOON)


async def test_edit_waits_for_the_claim_and_comes_after_what_is_sent(
    archive: Archive, database: Database
) -> None:
    await put_one(database, post())
    async with database.writing() as tx:
        taken = await claim(tx, TARGET, NOON, LEASE, 12)
        editing = await waiting(database, put_one(database, post("edit", 2)))
    await editing
    assert isinstance(taken, Delivery)
    assert taken.post.revision == 1
    await archive.deliveries.sent(taken.id, "900", NOON)
    edit = await claimed(archive)
    assert (edit.post.action, edit.post.revision, edit.message_id) == ("edit", 2, "900")


async def test_claim_waits_for_the_edit_and_sends_its_words(archive: Archive, database: Database) -> None:
    await put_one(database, post())
    async with database.writing() as tx:
        await put(tx, "a", post("edit", 2), NOON)
        claiming = await waiting(database, archive.deliveries.claim(TARGET, NOON))
    taken = await claiming
    assert isinstance(taken, Delivery)
    assert (taken.post.action, taken.post.revision) == ("post", 2)


async def test_claim_waits_for_the_edit_that_puts_a_post_off_no_longer(
    archive: Archive, database: Database
) -> None:
    await put_one(database, post())
    await put_one(database, post(story=2))
    async with database.writing() as tx:
        gone = sa.update(delivery).where(delivery.c.subject == "story:1").values(state="superseded")
        await tx.execute(gone)
        claiming = await waiting(database, archive.deliveries.claim(TARGET, NOON))
    taken = await claiming
    assert isinstance(taken, Delivery)
    assert taken.post.subject == "story:2", "what was taken away meanwhile hides nothing"


async def test_two_edits_at_once_leave_the_newer(archive: Archive, database: Database) -> None:
    await put_one(database, post())
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    await put_one(database, post("edit", 2))
    async with database.writing() as tx:
        await put(tx, "a", post("edit", 3), NOON)
        editing = await waiting(database, put_one(database, post("edit", 4)))
    await editing
    assert (await claimed(archive)).post.revision == 4


async def test_alerts_are_counted_one_claim_at_a_time(outbox: Outbox) -> None:
    await outbox.put(*(post(story=story) for story in range(1, 9)))

    async def sender() -> None:
        for _ in range(12):
            if (held := await outbox.next()) is not None:
                await outbox.shown(held, NOON)

    await asyncio.gather(*(sender() for _ in range(4)))
    sent = await outbox.archive.deliveries.recent("a", 20, states=SENT)
    subjects = sorted(held.post.subject for held in sent)
    assert subjects == [f"rollup:{NOON.isoformat()}", "story:1", "story:2"]


async def test_news_of_a_story_while_it_is_listed_is_in_the_list(
    archive: Archive, database: Database
) -> None:
    await put_one(database, post())
    await put_one(database, post(story=2))
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    async with database.writing() as tx:
        assert await claim(tx, TARGET, NOON, LEASE, 1) is More.MORE
        editing = await waiting(database, put_one(database, post("edit", 2, story=2)))
    await editing
    listed = await claimed(archive)
    assert isinstance(listed.post.body, Rollup)
    await archive.deliveries.sent(listed.id, "901", NOON)
    assert await archive.deliveries.claim(TARGET, NOON) is None
    later = await claimed(archive, NOON + timedelta(minutes=1))
    assert isinstance(later.post.body, Rollup)
    assert [item.headline for item in later.post.body.items] == ["Envoy resigns 2"]
