"""The database is brought to this version's tables before anything works on it, and whoever asks is told."""

from typing import Final

from config.settings import Settings
from storage.engine import database_url
from storage.migrate import migrate

MIGRATING: Final = (
    "The database is being brought to this version's tables, which may take long. Leave it time."
)


async def bring_up_to_date(settings: Settings) -> None:
    """Migrate where that is needed; StorageError and OutgrownError as `storage.migrate`.

    ConfigurationError where nothing can listen at the address of `health`.
    """
    url = database_url(settings.database)
    if settings.health_at is None:
        await migrate(url, backups=settings.backups)
        return
    from bot.health.server import serving_meanwhile  # as in `bot.health.watching`

    async with serving_meanwhile(settings, MIGRATING):
        await migrate(url, backups=settings.backups)
