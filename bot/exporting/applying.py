"""A file of a server's settings, applied: what differs is changed, and nothing else."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from datetime import datetime
from typing import Final

from bot.exporting.comparing import Change
from bot.exporting.knowing import key_of, without
from bot.exporting.model import ServerFile
from bot.exporting.placing import Placing
from bot.exporting.settling import Settling
from config.errors import ConfigurationError
from storage.archive import Archive

Deed = Callable[[Change], Awaitable[str]]

NOTHING: Final = ServerFile()


class Applying:
    """Changes of one server, each looked at and made by itself."""

    def __init__(self, archive: Archive, guild: str, now: datetime) -> None:
        of_server, placed = Settling(archive, guild, now), Placing(archive, guild, now)
        self._refused: set[tuple[str, Hashable]] = set()
        self._looks: Mapping[str, Callable[[Change], Awaitable[None]]] = {
            "server": of_server.look_at_server,
            "feed": of_server.look_at_feed,
            "actor": of_server.look_at_actor,
        }
        self._look_at_placed = placed.look
        self._deeds: Mapping[tuple[str, str], Deed] = {
            ("server", "change"): of_server.settle,
            ("feed", "add"): of_server.read,
            ("feed", "change"): of_server.file,
            ("feed", "remove"): of_server.leave,
            ("actor", "add"): of_server.add_actor,
            ("actor", "change"): of_server.change_actor,
            ("actor", "remove"): of_server.remove_actor,
            ("watch", "add"): placed.watch,
            ("watch", "change"): placed.edit_watch,
            ("watch", "remove"): placed.remove_watch,
            ("digest", "add"): placed.plan,
            ("digest", "change"): placed.edit_plan,
            ("digest", "remove"): placed.remove_plan,
        }

    async def look(self, change: Change, coming: ServerFile = NOTHING) -> None:
        """ConfigurationError where the change cannot be made when all that is `coming` is there.

        What was refused before is not coming.
        """
        try:
            if change.table in self._looks:
                await self._looks[change.table](change)
            else:
                await self._look_at_placed(change, without(coming, self._refused))
        except ConfigurationError:
            if change.wanted is not None and change.table != "server":
                self._refused.add((change.table, key_of(change.wanted)))
            raise

    async def apply(self, change: Change) -> str:
        """Make the change; what is to be told beside, or "". As `look` raises, and then nothing is done."""
        await self.look(change)
        return await self._deeds[change.table, change.what](change)
