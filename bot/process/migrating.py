"""The database is brought to this version's tables before anything works on it, and whoever asks is told."""

from functools import partial
from typing import Final

from config.settings import Settings
from storage.engine import database_url
from storage.migrate import migrate

MIGRATING: Final = (
    "The database is being brought to this version's tables, which may take long. Leave it time."
)


async def bring_up_to_date(settings: Settings, *, once: bool) -> None:
    """Migrate where that is needed; StorageError and OutgrownError as `storage.migrate`.

    Whoever asks is told meanwhile, unless it is for `once`, which never listens. ConfigurationError where
    there is something to migrate and nothing can listen at the address of `health`.
    """
    url = database_url(settings.database)
    if once or settings.health_at is None:
        await migrate(url, backups=settings.backups)
        return
    from bot.health.server import serving_meanwhile  # as in `bot.health.watching`

    await migrate(url, backups=settings.backups, meanwhile=partial(serving_meanwhile, settings, MIGRATING))
