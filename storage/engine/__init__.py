"""SQLite and PostgreSQL, and the only place that knows which."""

from storage.engine.connect import create_engine
from storage.engine.database import POOL, Database, passed
from storage.engine.own import own_connection
from storage.engine.transaction import CHUNK, Transaction
from storage.engine.url import database_url, is_sqlite, spoken

__all__ = [
    "CHUNK",
    "POOL",
    "Database",
    "Transaction",
    "create_engine",
    "database_url",
    "is_sqlite",
    "own_connection",
    "passed",
    "spoken",
]
