"""Tables of another program, in a database that was never ours."""

from collections.abc import Iterable

from sqlalchemy.engine import URL

from storage.engine import is_sqlite
from storage.schema import VERSION_TABLE, metadata


def foreign_among(tables: Iterable[str], url: URL) -> list[str]:
    """Those that keep Wirewatch out, by name, where it has made none of them.

    An SQLite file is one program's: any. A PostgreSQL database may be shared: those named like ours.
    """
    others = set(tables) - {VERSION_TABLE}
    return sorted(others if is_sqlite(url) else others & set(metadata.tables))
