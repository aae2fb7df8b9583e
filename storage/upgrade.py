"""Alembic's part of a start: only a database that is not at this version's schema needs it."""

from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import URL

from config.errors import OutgrownError, StorageError
from storage.foreign import foreign_among
from storage.revision import serves
from storage.schema import VERSION_TABLE
from storage.trouble import damaged, place

# any number, the same in every process: whoever holds it migrates, the others wait
_LOCK = 7_203_477_215
_LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


def configuration(connection: sa.Connection | None = None) -> Config:
    """Alembic's settings for this package, wherever it is installed; nothing is read from a file."""
    config = Config()
    scripts = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def stands(connection: sa.Connection, url: URL) -> Literal["served", "new", "older"]:
    """What of the database is to be upgraded; whoever else would do so waits until the transaction is over.

    StorageError where it is damaged or belongs to something else, OutgrownError where to a newer version.
    """
    if connection.dialect.name == "postgresql":
        # the role or the server may bound what an application does; this may take long, and is done once
        for limit in _LIMITS:
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    scripts = ScriptDirectory.from_config(configuration(connection))
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    present = set(context.get_current_heads())
    known = {script.revision for script in scripts.walk_revisions()}
    if len(present) == 1 and serves(*present):
        return "served"
    if not present <= known:
        raise OutgrownError(
            f"{place(url)} was written by a newer Wirewatch (its revision is "
            f"{', '.join(sorted(present - known))}): install that version or a newer one, "
            "restore the backup from before the update (docs/updates.md), or name another database."
        )
    foreign = [] if present else foreign_among(sa.inspect(connection).get_table_names(), url)
    if foreign:
        raise StorageError(
            f"{place(url)} holds tables of another program ({', '.join(foreign[:5])}): name another database."
        )
    if not present:
        return "new"
    _check_pages(connection, url)
    return "older"


def upgrade(connection: sa.Connection, url: URL) -> None:
    """Bring what is new or older to the newest revision, in the connection's transaction."""
    command.upgrade(configuration(connection), "head")
    _check_links(connection, url)


def _check_pages(connection: sa.Connection, url: URL) -> None:
    """Refuse a damaged file of SQLite's while it is as it was; a migration costs more than to read it all."""
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if said != "ok":
            raise damaged(url)


def _check_links(connection: sa.Connection, url: URL) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StorageError(
            f"{place(url)} was not migrated: rows of table {broken[0]} refer to "
            f"missing rows of {broken[2]}. Nothing was changed; restore a backup and report this."
        )
