"""A large archive made of a small one in minutes: each of its articles so many times, each time as another's.

As a library's stacks hold copies: a copy has a story of its own and comes when the first one came, so that
ids rise with time, a word is in the same share of the articles and every table grows alike. Feeds and hosts
are copied too, but what some of the source's feeds bring comes to few of their copies (TOGETHER): agencies
bring a hundred articles a day where most outlets bring two. The feeds that this leaves have none.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import asyncpg
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from storage import schema
from storage.sought import feed_mark, packed, postgresql, sqlite, unpacked
from summarise.text.searching import Sought

TABLES: Final = (
    schema.host,
    schema.feed,
    schema.story,
    schema.article,
    schema.reading,
    schema.trace,
    schema.mention,
    schema.quote,
    schema.appointment,
    schema.appointment_actor,
)
"""What a filled archive has rows in, beside what articles are found by."""

BATCH: Final = 500
_ARTICLES: Final = (
    "SELECT s.article, a.feed, s.document FROM {0}searched AS s JOIN {0}article AS a ON a.id = s.article"
)

TOGETHER: Final = ((25, 40), (125, 8))
"""Of the source's feeds up to that id so many copies of an article come to one feed; of the others one does.

Of 250 feeds and forty copies, a tenth of the feeds that have any articles then have half of them.
"""


def stack_sqlite(source: Path, target: Path, times: int) -> None:
    """Put the source's articles so many times into a SQLite archive that is migrated and empty."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for setting in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -200000"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("ATTACH ? AS stack", (f"file:{source}?mode=ro",))
        connection.execute("CREATE TABLE temp.copy (number INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO temp.copy VALUES (?)", [(one,) for one in range(times)])
        connection.execute("BEGIN")
        for table in TABLES:
            connection.execute(_copied(table, "temp.copy", times))
        found = connection.execute(f"{_ARTICLES.format('stack.')} ORDER BY s.article")
        for batch in _batches(found):
            _index(connection, batch, times)
        # no ANALYZE after it: no bot asks SQLite for one, and its plans are others then
        connection.execute("COMMIT")


def _index(connection: sqlite3.Connection, batch: Sequence[tuple[int, int, bytes]], times: int) -> None:
    rows = [
        (article * times + copy, _owned(terms, feed, feed * times + copy - copy % together))
        for article, feed, document in batch
        for terms, together in ((unpacked(document), _together(feed)),)
        for copy in range(times)
    ]
    documents = ((article, packed(terms)) for article, terms in rows)
    connection.executemany("INSERT INTO searched (article, document) VALUES (?, ?)", documents)
    connection.executemany(str(sqlite.ADD), (sqlite.row(article, terms) for article, terms in rows))


def _owned(terms: Sought, old: int, new: int) -> Sought:
    """The terms of a copy, which has another feed."""
    marks = tuple(feed_mark(new) if mark == feed_mark(old) else mark for mark in terms.marks)
    return Sought(title=terms.title, text=terms.text, marks=marks)


async def stack_postgresql(source: Path, url: str, times: int) -> None:
    """The same for PostgreSQL; its indices of full text are made at the end, as a move makes them."""
    connection = await asyncpg.connect(
        make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    )
    try:
        await connection.execute(
            "SET session_replication_role = replica; SET synchronous_commit = off;"
            " SET maintenance_work_mem = '512MB'; CREATE SCHEMA stack;"
            " CREATE TABLE stack.copy (number bigint);"
            f" INSERT INTO stack.copy SELECT generate_series(0, {times - 1})"
        )
        engine = sa.create_engine(f"sqlite:///{source}")
        with engine.connect() as held:
            for table in TABLES:
                await _lend(connection, table, held)
                await connection.execute(_copied(table, "stack.copy", times))
            await _lend(connection, schema.searched, held)
            await _lend_vectors(connection, held)
        engine.dispose()
        await connection.execute(_copied(schema.searched, "stack.copy", times))
        owned = _owner("a.feed", times)
        await connection.execute(
            "DROP INDEX ix_sought_vector; INSERT INTO sought (article, feed, vector)"
            f" SELECT of.article * {times} + copy.number, {owned},"
            " ts_delete(of.vector::tsvector, ARRAY['f' || a.feed, 'w' || (of.article >> 12)])"
            f" || array_to_tsvector(ARRAY['f' || ({owned}),"
            f" 'w' || ((of.article * {times} + copy.number) >> 12)])"
            " FROM stack.sought AS of JOIN stack.article AS a ON a.id = of.article, stack.copy ORDER BY 1;"
            " CREATE INDEX ix_sought_vector ON sought USING gin (vector); DROP SCHEMA stack CASCADE"
        )
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def _lend(connection: Any, table: sa.Table, held: sa.Connection) -> None:
    """The source's rows of this table, in the schema `stack`."""
    await connection.execute(f"CREATE TABLE stack.{table.name} (LIKE public.{table.name})")
    await connection.copy_records_to_table(
        table.name,
        schema_name="stack",
        columns=[column.name for column in table.columns],
        records=map(tuple, held.execute(sa.select(table))),
    )


async def _lend_vectors(connection: Any, held: sa.Connection) -> None:
    await connection.execute("CREATE TABLE stack.sought (article bigint, vector text)")
    rows = (
        (article, postgresql.vector(article, unpacked(document)))
        for article, document in held.execute(sa.select(schema.searched))
    )
    await connection.copy_records_to_table("sought", schema_name="stack", records=rows)


def _copied(table: sa.Table, copies: str, times: int) -> str:
    """A statement that makes rows of the schema `stack` so many each, in order of their new keys."""
    names = [column.name for column in table.columns]
    told = ", ".join(_copy(table, name, times) for name in names)
    return (
        f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {told}"
        f" FROM stack.{table.name} AS of, {copies} AS copy WHERE true ORDER BY 1"
    )


def _copy(table: sa.Table, name: str, times: int) -> str:
    """What a copy has in this column: numbers of its own, and a host of its own."""
    if (table.name, name) in {("host", "name"), ("feed", "host")}:
        return f"'c' || copy.number || '.' || of.{name}"
    if (table.name, name) == ("feed", "address"):
        return "replace(of.address, '//', '//c' || copy.number || '.')"
    if (table.name, name) == ("article", "guid"):
        return "of.guid || '.' || copy.number"
    if name == "feed":
        return _owner("of.feed", times)
    if name in {"id", "article", "story"}:
        return f"of.{name} * {times} + copy.number"
    return f"of.{name}"


def _together(feed: int) -> int:
    """How many copies of what this feed of the source brings come to one feed."""
    return next((together for last, together in TOGETHER if feed <= last), 1)


def _owner(feed: str, times: int) -> str:
    """The feed that a copy comes to, in SQL."""
    cases = " ".join(f"WHEN {feed} <= {last} THEN {together}" for last, together in TOGETHER)
    return f"{feed} * {times} + copy.number - copy.number % CASE {cases} ELSE 1 END"


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch
