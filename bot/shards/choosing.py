"""Which shards a process may hold, by its settings, its database and its queue."""

from bot.shards.holding import Alone, Holding
from bot.shards.leased import Leased, Tell
from bot.shards.silent import Silent, Terminal
from config.settings import Settings
from storage.archive import Archive
from storage.model import Process


def holding_for(
    settings: Settings, archive: Archive, tell: Tell, me: Process, *, at_terminal: bool
) -> Holding:
    """Everything where it is alone on its database, else by lease; nothing where only others speak.

    `tell` hears what is held whenever that changes, which is never where it is alone. `at_terminal` says that
    it speaks in a terminal instead of on Discord.
    """
    if not archive.is_shared:
        return Alone(settings.part)
    if "bot" not in settings.roles:
        return Silent(archive.shards, tell)
    if at_terminal:
        return Terminal(archive.shards, tell)
    return Leased(me.id, archive.shards, settings.part, tell)
