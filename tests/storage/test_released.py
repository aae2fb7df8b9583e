"""A database of every released version comes to this version's tables, and means what it meant, on both."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any, Final

import pytest
import sqlalchemy as sa
from alembic import command

from storage.archive import Archive
from storage.engine import create_engine, database_url, is_sqlite
from storage.migrate import migrate
from storage.model import Person
from storage.queue import NoNudges
from storage.schema import HEAD, metadata
from storage.upgrade import configuration
from summarise.model import Quiet
from tests.fakes.examples import HOUR, NOON, reading
from tests.storage.dump import DUMPS, load
from tests.storage.released import leave, leave_on_postgresql
from tests.storage.scenes import SUMMIT, article, claimed, founded, story_of

FEEDS: Final = frozenset({1, 2})
QUIET: Final = Quiet(begins=time(22), ends=time(7), zone="Asia/Tokyo")


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """A database as a version left it: where it is, that version's revision, how many rows each table had."""

    url: str
    revision: str
    rows: dict[str, int]


@pytest.fixture(params=DUMPS, ids=lambda path: path.stem)
async def left(request: pytest.FixtureRequest, empty_url: str, tmp_path: Path) -> Left:
    """On each database, one that each version left."""
    path, revision = tmp_path / "wirewatch.db", request.param.name[: len(HEAD)]
    rows = leave(request.param, path)
    assert {table for table, many in rows.items() if not many} == set(), "a row of every table"
    if not is_sqlite(database_url(empty_url)):
        await leave_on_postgresql(revision, path, empty_url)
    return Left(url=empty_url, revision=revision, rows=rows)


async def held(url: str) -> dict[str, list[Any]]:
    """All rows of all tables, as values."""
    engine = create_engine(database_url(url))
    async with engine.connect() as connection:
        found = {
            table.name: sorted(map(repr, (await connection.execute(sa.select(table))).all()))
            for table in metadata.sorted_tables
        }
    await engine.dispose()
    return found


async def test_database_of_every_version_means_what_it_meant_and_goes_on(left: Left, tmp_path: Path) -> None:
    archive = await Archive.open(left.url, NoNudges())
    try:
        kept = await held(left.url)
        assert {
            table: many for table, many in left.rows.items() if table in kept and len(kept[table]) < many
        } == {}
        await _knows_what_was_settled(archive, left.revision)
        await _knows_what_was_told(archive)
        await _knows_what_was_read(archive)
        await _goes_on(archive)
    finally:
        await archive.close()
    if not is_sqlite(database_url(left.url)):
        file = f"sqlite+aiosqlite:///{tmp_path / 'wirewatch.db'}"
        await migrate(database_url(file))
        assert kept == await held(file), "the same on both databases"


async def _knows_what_was_settled(archive: Archive, revision: str) -> None:
    feeds = await archive.feeds.all()
    assert [(feed.outlet, feed.address) for feed in feeds] == [
        ("Meridian", "https://meridian.example/feed"),
        ("Lantern", "https://lantern.example/feed"),
    ]
    assert [each.feed for each in await archive.subscriptions.of_guild("a")] == list(feeds)
    (watch,) = [each for each in await archive.watches.of_guild("a") if each.actors]
    assert (watch.target, watch.actors, watch.role) == (
        "channel:1",
        ("antonio-guterres", "vladimir-putin"),
        "mention",
    )
    (plan,) = await archive.plans.of_guild("a")
    assert (plan.target, plan.at, plan.zone, plan.stories) == ("channel:1", time(12), "Europe/Berlin", 5)
    assert await archive.guilds.note_of("sample wire") == "replayed"
    if revision >= "0002":
        assert await archive.hubs.secret("t0ken") == "s3cret"
    if revision >= "0005":
        (wished,) = await archive.watches.of_guild("b")
        assert (wished.keywords, wished.feeds, wished.cooldown) == (("corridor",), (2,), HOUR)
        assert wished.quiet == Quiet(begins=time(22), ends=time(7), zone="Europe/Kyiv", urgent=3)
        (followed,) = await archive.follows.of_person("77")
        assert (followed.story, followed.target) == (1, "user:77")
        assert await archive.mutes.is_muted("channel:2", 1)
        assert [one.verdict.what for one in await archive.verdicts.of("channel:1", 10)] == ["hold"]
    if revision >= "0006":
        assert await archive.persons.of("77") == Person(person="77", zone="Asia/Tokyo", quiet=QUIET)
        view = await archive.views.find(1)
        assert view is not None
        assert (view.person, view.state) == ("77", '{"asked": "feeds"}')
        assert (await archive.events.claim("a", ("appointment",), NOON)).event == "900100200300400900"


async def _knows_what_was_told(archive: Archive) -> None:
    story = await story_of(archive, 1)
    assert [report.article.outlet for report in story.reports] == ["Meridian", "Lantern"]
    assert [report.article.title for report in story.reports] == ["Envoy meets president"] * 2
    sent = await archive.deliveries.of_message("a", "900100200300400500")
    assert sent is not None
    assert (sent.post.subject, sent.state) == ("story:1", "sent")
    assert await archive.deliveries.message_id("channel:1", "story:1", 0) == "900100200300400500"


async def _knows_what_was_read(archive: Archive) -> None:
    named = await archive.record.mentions(FEEDS, "vladimir-putin")
    assert {one.source.article: one.role for one in named} == {1: "subject", 2: "subject"}
    first = (await story_of(archive, 1)).reports[0].article
    lineup = await archive.stories.lineup(first, {"moscow": 1})
    assert lineup.candidates[0].traces
    while await archive.search.catch_up():
        pass
    (hit,) = await archive.search.find(FEEDS, "envoy")
    assert (hit.story, hit.title, hit.found) == (1, "Envoy meets president", 2)


async def _goes_on(archive: Archive) -> None:
    """The digest that waited is sent once; what comes gets an id of its own, and is told of."""
    due = await claimed(archive)
    assert due.post.subject == "digest:1:2022-04-26"
    await archive.deliveries.sent(due.id, "900100200300400501", NOON)
    assert await archive.deliveries.claim("channel:1", NOON) is None
    meridian = next(feed for feed in await archive.feeds.all() if feed.outlet == "Meridian")
    new = await article(archive, meridian, "m2", now=NOON + HOUR)
    assert new.id > 3
    assert await founded(archive, new, reading(*SUMMIT, actors=[("ann-harbour", "speaker")])) == 2
    named = await archive.record.mentions(FEEDS, "ann-harbour")
    assert [one.source.article for one in named] == [new.id]
    assert await archive.record.agenda(FEEDS, date(2022, 5, 1), date(2022, 5, 2)) == ()


def test_no_revision_was_changed_after_its_release(tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    engine = sa.create_engine(f"sqlite:///{made}")
    for dump in DUMPS:
        path = tmp_path / dump.stem
        load(dump, path)
        with engine.begin() as connection:
            command.upgrade(configuration(connection), dump.name[: len(HEAD)])
        assert _tables(made) == _tables(path), f"{dump.stem}: write a new revision instead"
    engine.dispose()


def _tables(path: Path) -> dict[str, set[str]]:
    """Each table's columns and indices, as SQLite was told of them."""
    with closing(sqlite3.connect(path)) as file:
        return {
            name: {repr(row[1:]) for row in file.execute(f'PRAGMA table_info("{name}")')}
            | {repr(row[1:4]) for row in file.execute(f'PRAGMA index_list("{name}")')}
            for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sought_")
        }
