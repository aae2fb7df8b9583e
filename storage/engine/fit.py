"""Whether a PostgreSQL server and its database are what Wirewatch needs: asked at each start."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from config.errors import StorageError
from storage.trouble import place

LEAST: Final = 15
"""The oldest PostgreSQL that the tests were run on."""

_QUESTION = sa.text(
    "SELECT current_setting('server_version_num')::integer / 10000 AS version,"
    " current_setting('server_version') AS release, current_setting('server_encoding') AS encoding,"
    " current_setting('transaction_read_only') = 'on' AS is_read_only, pg_is_in_recovery() AS is_standby"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """What a server says of itself and the database."""

    version: int
    release: str
    encoding: str
    is_read_only: bool
    is_standby: bool


async def refuse_unfit(connection: AsyncConnection, url: URL) -> None:
    """StorageError where the PostgreSQL server or its database is not what Wirewatch needs."""
    if connection.dialect.name != "postgresql":
        return
    said = (await connection.execute(_QUESTION)).mappings().one()
    wrong = unfit(Server(**said))
    if wrong is not None:
        raise StorageError(f"{place(url)} {wrong}.")


def unfit(server: Server) -> str | None:
    """What is wrong, as the end of a sentence that begins with the database; or None."""
    if server.version < LEAST:
        return (
            f"is on PostgreSQL {server.release}, but Wirewatch needs {LEAST} or newer: "
            "upgrade the server, or name another"
        )
    if server.encoding != "UTF8":
        return (
            f"is in the encoding {server.encoding}, in which most news cannot be kept: "
            "create one WITH ENCODING 'UTF8' TEMPLATE template0, and name that"
        )
    if server.is_standby:
        return "is on a standby, which only reads: name the primary"
    if server.is_read_only:
        return (
            "may only be read (default_transaction_read_only is on): set it to off for this database and user"
        )
    return None
