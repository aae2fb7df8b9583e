"""A stored document that cannot be read: that one is not told, and everything else goes on."""

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.schema import delivery, reading, trace
from summarise.model import Rollup
from tests.fakes.examples import NOON
from tests.storage.conftest import Noted
from tests.storage.posts import MINUTE, SECOND, Outbox, opened, post
from tests.storage.scenes import article, founded, joined, story_of, wire


@pytest.fixture
async def outbox(url: str, nudges: Noted) -> AsyncIterator[Outbox]:
    async with opened(url, nudges, 1) as held:
        yield held


async def damage(outbox: Outbox, *which: int) -> None:
    async with outbox.database.writing() as tx:
        damaged = sa.update(delivery).where(delivery.c.id.in_(which))
        await tx.execute(damaged.values(document='{"version": 2, "value": {}}'))


async def test_post_that_cannot_be_read_fails_and_others_are_sent(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2))
    await damage(outbox, 1)
    assert [said.subject for said in await outbox.drain()] == ["story:2"]
    (tried,) = await outbox.archive.deliveries.history(1)
    assert tried.outcome == "refused"
    assert tried.detail is not None
    assert "cannot be read" in str(tried.detail)
    assert [held.id for held in await outbox.archive.deliveries.recent(None, 9)] == [2]


async def test_edit_that_cannot_be_read_fails_and_others_are_sent(outbox: Outbox) -> None:
    await outbox.put(post())
    await outbox.send()
    await outbox.put(post("edit", 2))
    edit = await outbox.claimed()
    await outbox.put(post("edit", 3))
    retry = outbox.archive.deliveries.retry
    await retry(edit.id, not_before=NOON + SECOND, error="503", unknown=False, now=NOON)
    newest = (await outbox.archive.deliveries.recent(None, 1))[0].id
    await damage(outbox, newest)
    assert await outbox.drain(NOON + MINUTE) == [], "the older gave way to it"
    await outbox.put(post("edit", 4))
    assert [said.revision for said in await outbox.drain(NOON + MINUTE)] == [4]


async def test_post_that_cannot_be_read_says_what_its_edit_says(outbox: Outbox) -> None:
    await outbox.put(post())
    await damage(outbox, 1)
    await outbox.put(post("edit", 2))
    assert [(said.action, said.revision) for said in await outbox.drain()] == [("post", 2)]


async def test_list_goes_on_without_what_cannot_be_read(outbox: Outbox) -> None:
    await outbox.put(*(post(story=story) for story in range(1, 5)))
    await outbox.send()
    await damage(outbox, 3)
    (said,) = await outbox.drain()
    assert isinstance(said.body, Rollup)
    assert [item.story for item in said.body.items] == [2, 4]
    await damage(outbox, 5)
    await outbox.put(post(story=5), post(story=6))
    (another,) = await outbox.drain(NOON + MINUTE)
    assert isinstance(another.body, Rollup)
    assert [item.story for item in another.body.items] == [5, 6]


async def test_story_is_told_without_reports_that_cannot_be_read(outbox: Outbox) -> None:
    archive: Archive = outbox.archive
    feed = await wire(archive)
    first, second = await article(archive, feed), await article(archive, feed, "e2", now=NOON + MINUTE)
    story = await founded(archive, first)
    assert await joined(archive, second, story, 1)
    for table in (reading, trace):
        async with outbox.database.writing() as tx:
            damaged = sa.update(table).where(table.c.article == first.id)
            await tx.execute(damaged.values(document="{}"))
    assert [report.article.id for report in (await story_of(archive, story)).reports] == [second.id]
    (near,) = await archive.stories.neighbours((story,))
    assert [one.article for one in near.traces] == [second.id]
    async with outbox.database.writing() as tx:
        await tx.execute(sa.update(reading).values(document="{}"))
    assert await archive.stories.story(story) is None
