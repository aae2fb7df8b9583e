"""Which shards a process may hold, by its settings, its database and its queue."""

from bot.queue.shared import SharedQueue
from bot.queue.work import Queue
from bot.shards.holding import Alone, Holding
from bot.shards.leased import Leased
from bot.shards.silent import Silent, Terminal
from config.settings import Settings
from storage.archive import Archive
from storage.model import Process, Shards


def holding_for(settings: Settings, archive: Archive, queue: Queue, me: Process) -> Holding:
    """Everything where it is alone on its database, else by lease; nothing where only others speak."""

    def tell(shards: Shards) -> None:
        if isinstance(queue, SharedQueue):
            queue.hold(shards)

    if not archive.is_shared:
        return Alone(settings.part)
    if "bot" not in settings.roles:
        return Silent(archive.shards, tell)
    if settings.discord_token is None:
        return Terminal(archive.shards, tell)
    return Leased(me.id, archive.shards, settings.part, tell)
