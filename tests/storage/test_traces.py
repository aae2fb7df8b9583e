"""What grouping remembers of closed stories: as much as somebody may still ask for."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.background import OPEN, newest, snapshot
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import trace
from storage.traces import keep
from summarise.stories.group import trace_of
from tests.fakes.examples import HOUR, NOON, reading
from tests.storage.scenes import SUMMIT, article, articles, founded, joined, wire

LATEST = 3
"""How many of the latest are kept here: with so few, a story of a few articles is long."""

MIDDLE = 2
"""How many articles of the story are neither its first nor among its latest."""

CLOSED = NOON + (1 + MIDDLE + LATEST) * HOUR + OPEN + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.traces.LATEST", LATEST)


async def long_story(archive: Archive) -> list[int]:
    """Its articles, which came at once, all of them before the story closed."""
    first, *held = await articles(archive, await wire(archive), 1 + MIDDLE + LATEST)
    story = await founded(archive, first)
    for revision, one in enumerate(held, start=1):
        assert await joined(archive, one, story, revision)
    return [one.id for one in (first, *held)]


async def test_closed_story_keeps_what_backlog_is_compared_with(archive: Archive) -> None:
    ids = await long_story(archive)
    before = await archive.stories.neighbours([1])
    assert await archive.keeping.trim_traces(CLOSED - timedelta(seconds=2)) == 0, "the story is open"
    assert await archive.keeping.trim_traces(CLOSED) == MIDDLE
    assert await archive.keeping.trim_traces(CLOSED) == 0
    assert await archive.stories.neighbours([1]) == before
    assert [kept.article for kept in before[0].traces] == [ids[0], *ids[1 + MIDDLE :]]
    late = await article(archive, await wire(archive, "Late"), "late", now=NOON + HOUR)
    lineup = await archive.stories.lineup(replace(late, silent=True), reading(*SUMMIT).terms)
    assert lineup.candidates == before


async def test_short_story_loses_nothing(archive: Archive) -> None:
    first, *held = await articles(archive, await wire(archive), 1 + LATEST)
    story = await founded(archive, first)
    for revision, one in enumerate(held, start=1):
        assert await joined(archive, one, story, revision)
    assert await archive.keeping.trim_traces(CLOSED) == 0


async def test_article_whose_trace_was_trimmed_may_be_edited_and_is_counted_once(
    archive: Archive, url: str
) -> None:
    ids = await long_story(archive)
    await archive.keeping.trim_traces(CLOSED)
    held = await archive.stories.story(1)
    assert held is not None
    (edited,) = [report.article for report in held.reports if report.article.id == ids[1]]
    lineup = await archive.stories.lineup(edited, reading(*SUMMIT).terms)
    assert [candidate.story for candidate in lineup.candidates] == [1], "it stays where it is"
    database = Database(url, NoNudges())
    async with database.writing() as tx:
        version = await newest(tx)
        before = await snapshot(tx, SUMMIT, version + 1)
        await keep(tx, trace_of(edited, reading(*SUMMIT)), 1, version=version, weighed_by=1)
        assert await snapshot(tx, SUMMIT, version + 1) == before
        document = await tx.value(sa.select(trace.c.document).where(trace.c.article == edited.id))
    await database.close()
    assert document
