"""The backup that is made before a migration."""

from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy.engine import URL

from config.errors import StorageError
from storage.backup.making import Backup, back_up
from storage.backup.shelf import Shelf
from storage.engine import is_sqlite
from storage.trouble import place

log = structlog.get_logger()


async def back_up_before(url: URL, revision: str, now: datetime, folder: Path | None) -> Backup | None:
    """Back an SQLite file up before it is migrated to the revision; None for PostgreSQL.

    It goes into the folder, by default `backups` beside the file.
    StorageError where that cannot be done, as where the disk has no room; then nothing is to be changed.
    """
    if not is_sqlite(url):
        return None
    database = Path(url.database or "")
    # a backup that is being restored is one
    if database.name.startswith(".") and database.suffix == ".restoring":
        return None
    shelf = Shelf(folder=folder or database.parent / "backups")
    log.info("the database is backed up before it is migrated", revision=revision, folder=str(shelf.folder))
    try:
        made = await back_up(url, shelf, now, _unheard, before=revision)
    except StorageError as error:
        raise StorageError(
            f"{place(url)} was not brought to this version's tables (revision {revision}), as it could not "
            f"be backed up before. Nothing was changed: the version before still runs on it.\n{error}"
        ) from error
    shelf.trim_before(now)
    return made


def _unheard(doing: str, done: int, total: int) -> None:
    """It is over before a bar would be seen."""
