"""Which queue a process works by."""

from bot.queue.memory import MemoryQueue
from bot.queue.work import Queue
from config.settings import Settings
from storage.engine import database_url


def queue_for(settings: Settings) -> Queue:
    """The queue in the database where others may work on it, else one in this process's memory."""
    if not settings.is_shared:
        return MemoryQueue()
    from bot.queue.shared import SharedQueue  # a process by itself can do without PostgreSQL's driver

    return SharedQueue(database_url(settings.database), settings.roles)
