"""Statements are compiled once for all engines: a test's engine is new, and would compile each anew."""

from typing import Any

from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import LRUCache

from storage.engine import connect

MOST = 5000
"""How many statements are kept; the bot and the tests have some thousand."""


def compile_once() -> None:
    """From now on, let the engines of this process share what they compile.

    What is compiled is found by its dialect, among other things: those of one kind count as one. They speak
    to one version of SQLite and to one PostgreSQL server here.
    """
    for dialect in (SQLiteDialect_aiosqlite, PGDialect_asyncpg):
        dialect.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
        dialect.__hash__ = lambda one: hash(type(one))  # type: ignore[assignment,method-assign]
    compiled: LRUCache[Any, Any] = LRUCache(MOST)
    create = connect.create_async_engine  # type: ignore[attr-defined]

    def sharing(url: URL, **how: Any) -> AsyncEngine:
        engine: AsyncEngine = create(url, **how)
        engine.sync_engine._compiled_cache = compiled
        return engine

    connect.create_async_engine = sharing  # type: ignore[attr-defined,assignment]
