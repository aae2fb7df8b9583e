"""What deleted rows took is given back to the disk, a little at a time; what still matters is kept."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import schema, vacuum
from storage.archive import Archive
from storage.engine import Database, database_url
from storage.migrate import migrate
from storage.queue import NoNudges
from storage.retention import forget_posts
from tests.fakes.examples import NOON, post
from tests.storage.scenes import alerted, article, claimed, founded

MONTH = timedelta(days=30)


async def test_room_of_deleted_rows_is_given_back(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vacuum, "SPARE", 10)
    monkeypatch.setattr(vacuum, "PAGES", 100)
    await migrate(database_url(sqlite))
    database, path = Database(sqlite, NoNudges()), Path(str(database_url(sqlite).database))
    async with database.writing() as tx:
        rows = [(f"n{number}", "x" * 4000) for number in range(500)]
        await tx.put(schema.note, ("key", "value"), rows)
    async with database.writing() as tx:
        await tx.execute(sa.delete(schema.note))
    given = []
    while pages := await vacuum.shrink(database):
        given.append(pages)
    assert set(given[:-1]) == {100}, "as many at once as were asked for"
    assert 0 < given[-1] <= 100
    async with database.reading() as tx:
        assert await tx.value(sa.text("PRAGMA freelist_count")) == 10
    await database.close()
    assert await asyncio.to_thread(lambda: path.stat().st_size) < 1_500_000


async def test_what_cannot_be_given_back_is_not_tried(archive: Archive) -> None:
    assert await archive.keeping.tidy() == 0
    assert not await archive.keeping.merge_index()


async def test_posts_go_by_age_but_not_of_stories_that_are_kept(archive: Archive) -> None:
    feed, story = await alerted(archive)
    sent = await claimed(archive)
    await archive.deliveries.sent(sent.id, "900100200300400500", NOON)
    held = await article(archive, feed, "e2")
    waiting = post(held, story=story + 1)
    await founded(archive, held, posts=(waiting,))
    later = NOON + MONTH
    assert await archive.keeping.forget_posts(later) == 0, "the story is kept"
    async with archive._database.writing() as tx:
        await tx.execute(sa.delete(schema.trace).where(schema.trace.c.story == story))
    assert await forget_posts(archive._database, NOON) == 0, "not old enough"
    assert await archive.keeping.forget_posts(later) == 1
    assert await archive.deliveries.find(sent.id) is None
    async with archive._database.reading() as tx:
        assert await tx.row(sa.select(schema.message)) is None
        assert await tx.row(sa.select(schema.attempt)) is None
    assert (await claimed(archive)).post.subject == waiting.subject, "what was not sent yet is"
