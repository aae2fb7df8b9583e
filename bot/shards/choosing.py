"""Which shards a process may hold, by its settings, its database and its queue."""

from bot.queue.shared import SharedQueue
from bot.queue.work import Queue
from bot.shards.holding import Alone, Holding
from bot.shards.leased import Leased, Told
from config.settings import Settings
from config.settings.part import Part
from storage.archive import Archive
from storage.model import Process, Shards


def holding_for(settings: Settings, archive: Archive, queue: Queue, me: Process) -> Holding | Told:
    """Everything where it is alone on its database, else by lease; `Told` where it does not speak at all."""

    def tell(shards: Shards) -> None:
        if isinstance(queue, SharedQueue):
            queue.hold(shards)

    if not archive.is_shared:
        return Alone(settings.part)
    if "bot" not in settings.roles:
        return Told(archive.shards, tell)
    # a terminal is one place
    part = Part(total=1) if settings.discord_token is None else settings.part
    return Leased(me.id, archive.shards, part, tell)
