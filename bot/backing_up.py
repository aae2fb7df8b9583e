"""The daily backup: made when it is due, and the oldest thrown away after it."""

from datetime import datetime, time, timedelta
from typing import Final

import structlog

from config.errors import StorageError
from config.settings import Settings
from storage.engine import database_url

log = structlog.get_logger()

AGAIN: Final = timedelta(hours=1)
"""After so long a backup that failed is tried again."""

DAY: Final = timedelta(days=1)


class DailyBackup:
    """Backs the database up once a day, into the folder that the settings name."""

    def __init__(self) -> None:
        self._failed_at: datetime | None = None

    async def look(self, settings: Settings, now: datetime) -> None:
        """Make a backup if one is due, and delete those that are too many; raises nothing."""
        from storage.backup import Shelf, back_up  # a start can do without it

        shelf = Shelf(folder=settings.backups.absolute())
        if settings.backed_up_at is None or not is_due(shelf.newest(now), settings.backed_up_at, now):
            return
        if self._failed_at is not None and now < self._failed_at + AGAIN:
            return
        try:
            made = await back_up(database_url(settings.database), shelf, now, _unheard)
        except StorageError as error:
            self._failed_at = now
            log.error("the database could not be backed up", reason=str(error))
            return
        self._failed_at = None
        gone = shelf.trim(settings.backup_keep, now)
        log.info("the database was backed up", file=str(made.path), bytes=made.size, deleted=len(gone))


def is_due(newest: datetime | None, at: time, now: datetime) -> bool:
    """Whether no backup was made since it last was `at` (UTC)."""
    today = datetime.combine(now.date(), at.replace(tzinfo=None), now.tzinfo)
    last = today if today <= now else today - DAY
    return newest is None or newest < last


def _unheard(doing: str, done: int, total: int) -> None:
    """Nobody looks at the progress."""
