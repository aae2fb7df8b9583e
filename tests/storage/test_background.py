"""How many articles held each term: daily snapshots, which do not change while a story is weighed by them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.background import forget_versions, newest, snapshot
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import story, term_count
from summarise.model import Background
from tests.fakes.examples import HOUR, NOON, reading
from tests.storage.scenes import article, founded, wire

DAY = timedelta(days=1)


async def known(url: str, *terms: str, version: int | None = None) -> Background:
    """What the archive weighs these terms by."""
    database = Database(url, NoNudges())
    async with database.reading() as tx:
        found = await snapshot(tx, terms, await newest(tx) if version is None else version)
    await database.close()
    return found


async def test_what_is_read_today_counts_from_tomorrow(archive: Archive, url: str) -> None:
    feed = await wire(archive)
    await founded(archive, await article(archive, feed, "e1"), reading(terms={"moscow": 3}))
    assert await known(url, "moscow") == Background(documents=0, counts={"moscow": 0})
    later = await article(archive, feed, "e2", now=NOON + DAY)
    await founded(archive, later, reading(terms={"moscow": 1, "talks": 1}), now=NOON + DAY)
    assert await known(url, "moscow", "talks") == Background(documents=1, counts={"moscow": 1, "talks": 0})


async def test_a_story_is_weighed_by_the_counts_it_began_with(archive: Archive, url: str) -> None:
    feed = await wire(archive)
    for day in range(4):
        now = NOON + day * DAY
        await founded(
            archive, await article(archive, feed, f"e{day}", now=now), reading(terms={"x": 1}), now=now
        )
    database = Database(url, NoNudges())
    async with database.reading() as tx:
        began = await tx.values(sa.select(story.c.background).order_by(story.c.id))
    await database.close()
    assert [(await known(url, "x", version=version)).counts["x"] for version in began] == [0, 1, 2, 3]


async def test_a_young_archive_learns_within_its_first_day(
    archive: Archive, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarise.text.background.FIRST_ARTICLES", 4)
    feed = await wire(archive)
    for number in range(5):
        await founded(
            archive, await article(archive, feed, f"e{number}"), reading(terms={"x": 1, f"y{number}": 1})
        )
    assert await known(url, "x", "y2") == Background(documents=4, counts={"x": 4, "y2": 1})


async def test_counts_that_no_open_story_needs_are_dropped_and_the_newest_stay(
    archive: Archive, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.background.OPEN", 3 * DAY)
    feed = await wire(archive)
    days = 7
    for day in range(days):
        now = NOON + day * DAY
        await founded(
            archive, await article(archive, feed, f"e{day}", now=now), reading(terms={"x": 1}), now=now
        )
    before = await known(url, "x")
    database = Database(url, NoNudges())
    async with database.writing() as tx:
        assert await forget_versions(tx, NOON + (days - 1) * DAY + HOUR) > 0
        kept = await tx.values(sa.select(term_count.c.version).order_by(term_count.c.version))
        assert await forget_versions(tx, NOON + (days - 1) * DAY + HOUR) == 0
    await database.close()
    assert await known(url, "x") == before
    assert len(kept) < days
    assert kept[-1] == days
