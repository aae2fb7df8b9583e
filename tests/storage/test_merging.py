"""SQLite's index of words: what was taken out of it goes once enough was, a little at a time."""

from collections.abc import AsyncIterator, Iterable

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.engine import Database, Transaction
from storage.queue import NoNudges
from storage.schema import note
from storage.sought import merging, sqlite
from storage.sought.levels import Levels, read
from storage.sought.merging import GONE, LEVELS, MERGING, merge
from summarise.text.searching import Sought
from tests.storage.scenes import in_index

LONG = 300
"""Words of an article here: a hundred articles fill more than a hundred pages."""


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    """A migrated SQLite file of the test's own."""
    held = Database(sqlite_url, NoNudges())
    yield held
    await held.close()


def terms(article: int) -> Sought:
    """What an article is found by: some words of its own, and one that every other has, too."""
    own = tuple(f"w{article * 7919 * place % 100_003}" for place in range(1, LONG))
    return Sought(title=(f"title{article}",), text=(*own, f"odd{article % 2}"), marks=("f1",))


async def come(database: Database, articles: Iterable[int]) -> None:
    """Index them, ten in each transaction."""
    held = list(articles)
    for start in range(0, len(held), 10):
        async with database.writing() as tx:
            await sqlite.add(tx, {one: terms(one) for one in held[start : start + 10]})


async def go(database: Database, articles: Iterable[int]) -> None:
    """Take them out."""
    async with database.writing() as tx:
        await sqlite.remove(tx, {one: terms(one) for one in articles})


async def merged(database: Database) -> int:
    """How many calls it took until none was left to do."""
    calls = 1
    while await merge(database):
        calls += 1
        assert calls < 200, "it gets on"
    return calls


async def size(database: Database) -> int:
    """Bytes of the index."""
    async with database.reading() as tx:
        held: int = await tx.value(sa.text("SELECT sum(length(block)) FROM sought_data"))
    return held


async def found(database: Database, word: str) -> list[int]:
    """Which articles have the word."""
    asked = sa.text("SELECT rowid FROM sought WHERE sought MATCH :b_word ORDER BY rowid")
    async with database.reading() as tx:
        return list(await tx.values(asked.bindparams(b_word=f'"{word}"')))


async def check(database: Database) -> None:
    """Let FTS5 look whether the index is sound; an error where it is not."""
    async with database.writing() as tx:
        await tx.execute(sa.text("INSERT INTO sought (sought) VALUES ('integrity-check')"))


async def laid_out(database: Database) -> Levels:
    """How the index is laid out."""
    async with database.reading() as tx:
        held = read(await tx.value(sa.text("SELECT block FROM sought_data WHERE id = 10")))
    assert held is not None
    return held


async def notes(tx: Transaction) -> dict[str, str]:
    rows = await tx.rows(sa.select(note).where(note.c.key.in_((GONE, MERGING))))
    return {row["key"]: row["value"] for row in rows}


async def test_index_is_no_larger_for_what_has_gone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "PAGES", 8)
    await come(database, range(100))
    await merged(database)
    before = await size(database)
    await go(database, range(0, 100, 2))
    await come(database, range(100, 150))
    grown = await size(database)
    assert grown > 1.3 * before, "what went is noted, and stays"
    assert await merged(database) > 5, "others have their turn meanwhile"
    assert await size(database) < 1.1 * before, "as many are in as before"
    assert await found(database, "odd0") == list(range(100, 150, 2))
    assert await found(database, "odd1") == list(range(1, 150, 2))
    await check(database)
    assert await merged(database) == 1, "and nothing is left to do"


async def test_words_of_what_has_gone_stand_in_no_file(database: Database) -> None:
    await come(database, range(20))
    async with database.writing() as tx:
        secret = Sought(title=("zyzzyva",), text=("zyzzyva",), marks=("f1",))
        await sqlite.add(tx, {900: secret})
    async with database.writing() as tx:
        await sqlite.remove(tx, {900: secret})
    await go(database, range(4))
    assert await in_index(database, "zyzzyva")
    assert await found(database, "zyzzyva") == []
    await merged(database)
    assert not await in_index(database, "zyzzyva")


async def test_little_that_has_gone_waits_for_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "PAGES", 8)
    await come(database, range(100))
    await go(database, range(5))
    await go(database, range(5, 9))
    assert not await merge(database)
    async with database.reading() as tx:
        assert await notes(tx) == {GONE: "9"}, "of a hundred"
    await go(database, [9])
    assert await merge(database)
    async with database.reading() as tx:
        assert (await notes(tx)).keys() == {MERGING}
    await merged(database)
    async with database.reading() as tx:
        assert await notes(tx) == {}


async def test_another_goes_on_where_one_stopped(
    database: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "PAGES", 4)
    await come(database, range(100))
    await go(database, range(50))
    assert await merge(database)
    assert await merge(database)
    await database.close()
    another = Database(sqlite_url, NoNudges())
    await come(another, (100, 101))
    await go(another, (50, 51, 52))
    assert await merged(another) > 1
    assert await found(another, "odd1") == list(range(53, 102, 2))
    await check(another)
    async with another.reading() as tx:
        assert await notes(tx) == {GONE: "3"}, "what goes meanwhile counts for the next time"
    await another.close()


async def test_index_that_all_has_gone_from_is_empty(database: Database) -> None:
    await merged(database)
    await come(database, range(30))
    await go(database, range(30))
    await merged(database)
    assert not await in_index(database, "odd")
    await come(database, range(3))
    assert await found(database, "odd0") == [0, 2]


async def test_what_comes_while_it_is_put_together_leaves_nothing_of_what_has_gone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "PAGES", 60)
    fresh = iter(range(1000, 2000))
    for turn in range(12):
        old = range(turn * 20, turn * 20 + 20)
        secret = Sought(title=("zyzzyva",), text=terms(turn).text, marks=("f1",))
        await come(database, old)
        async with database.writing() as tx:
            await sqlite.add(tx, {900: secret})
        await come(database, [next(fresh) for _ in range(turn)])
        async with database.writing() as tx:
            await sqlite.remove(tx, {900: secret})
        await go(database, old)
        monkeypatch.setattr(merging, "PAGES", 60 + 20 * (turn % 4))
        while await merge(database):
            for _ in range(1 + turn % 3):
                await come(database, [next(fresh)])
        assert not (await laid_out(database)).merging
        assert not await in_index(database, "zyzzyva"), turn
    await check(database)


async def test_what_comes_meanwhile_holds_nothing_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "PAGES", 4)
    await come(database, range(100))
    await go(database, range(20))
    await merged(database)
    flat = len((await laid_out(database)).levels)
    await go(database, range(20, 40))
    assert await merge(database)
    calls = 0
    for article in range(100, 100 + 3):
        await come(database, [article])
    while await merge(database):
        calls += 1
        await come(database, [1000 + calls])
        assert calls < 200, "it gets on"
    assert calls > 5
    assert len((await laid_out(database)).levels) <= max(flat + 4, LEVELS), "it began once"
    await check(database)


async def test_index_stays_flat_however_often_it_is_put_together(database: Database, sqlite_url: str) -> None:
    others = [Database(sqlite_url, NoNudges()) for _ in range(3)]
    everybody = [database, *others]
    await come(database, range(12))
    for turn in range(60):
        writer, merger, reader = (everybody[(turn * step + step) % 4] for step in (1, 3, 2))
        await go(writer, range(turn * 2, turn * 2 + 2))
        await come(writer, [turn * 2 + 12])
        await come(reader, [turn * 2 + 13])
        await merged(merger)
        for one in everybody:
            there = range(turn * 2 + 2, turn * 2 + 14)
            assert await found(one, f"odd{turn % 2}") == [held for held in there if held % 2 == turn % 2]
        assert len((await laid_out(reader)).levels) <= LEVELS, turn
    assert len((await laid_out(database)).levels) == LEVELS, (
        "no part is so low that little merges take it along"
    )
    await check(database)
    for other in others:
        await other.close()


async def test_what_goes_from_the_oldest_part_goes_out_of_the_file(database: Database) -> None:
    secret = Sought(title=("zyzzyva",), text=("zyzzyva",), marks=("f1",))
    await come(database, range(60))
    async with database.writing() as tx:
        await sqlite.add(tx, {900: secret})
    await come(database, range(100, 130))
    async with database.writing() as tx:
        await tx.execute(sa.text("INSERT INTO sought (sought) VALUES ('optimize')"))
    async with database.writing() as tx:
        await sqlite.remove(tx, {one: terms(one) for one in range(10, 20)} | {900: secret})
    await merged(database)
    assert not await in_index(database, "zyzzyva")


async def cycles(database: Database) -> None:
    """An index of a few articles that was put together some times."""
    for turn in range(6):
        await come(database, (turn * 2, turn * 2 + 1))
        await go(database, (turn * 2,))
        await merged(database)


async def test_no_levels_are_left_of_articles_that_all_went(database: Database) -> None:
    await cycles(database)
    await go(database, range(1, 13, 2))
    await merged(database)
    assert (await laid_out(database)).levels == ()
    assert not await found(database, "f1")
    await come(database, range(4))
    assert await found(database, "f1") == [0, 1, 2, 3]
    await check(database)


async def test_oldest_part_is_written_to_the_level_on_top(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another level is above it, even an empty one, FTS5 keeps what it noted of what has gone."""
    await cycles(database)
    async with database.writing() as tx:  # one part, larger than all: it takes them down to its own level
        await sqlite.add(tx, {one: terms(one) for one in range(100, 200)})
    assert not (await laid_out(database)).levels[-1].segments
    async with database.writing() as tx:
        await sqlite.remove(tx, {one: terms(one) for one in range(100, 120)})
    monkeypatch.setattr(merging, "PAGES", 1)
    assert await merge(database)
    assert (await laid_out(database)).levels[-1].segments
    await merged(database)
    assert len((await laid_out(database)).levels) > 1
    assert (await laid_out(database)).levels[-1].segments
    await check(database)


async def test_index_of_another_layout_is_left_alone(database: Database) -> None:
    await come(database, range(10))
    await go(database, range(5))
    async with database.writing() as tx:
        await tx.execute(sa.text("UPDATE sought_data SET block = CAST(block || x'00' AS BLOB) WHERE id = 10"))
    assert not await merge(database)
    async with database.reading() as tx:
        assert await notes(tx) == {GONE: "5"}


STEPS = st.lists(st.tuples(st.sampled_from(("come", "go", "merge")), st.integers(0, 12)), max_size=40)


@given(steps=STEPS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_comes_goes_and_is_merged_the_same_is_found(
    database: Database, steps: list[tuple[str, int]]
) -> None:
    async with database.writing() as tx:
        await tx.execute(sa.text("INSERT INTO sought (sought) VALUES ('delete-all')"))
        await tx.execute(sa.delete(note))
    there: set[int] = set()
    for step, article in steps:
        if step == "come" and article not in there:
            await come(database, [article])
            there.add(article)
        elif step == "go" and article in there:
            await go(database, [article])
            there.remove(article)
        elif step == "merge":
            await merge(database)
    assert await found(database, "f1") == sorted(there)
    await check(database)
