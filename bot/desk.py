"""What commands may use: the archive, the workers, the network and the clock, and nothing else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from config.settings import Settings
from feeds.model import Fetched, FetchFailed
from feeds.ports import Clock, Workers
from storage.archive import Archive


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Handed to every command; `fetch_page` is one guarded GET of any address, bounded in time and bytes."""

    archive: Archive
    workers: Workers
    fetch_page: Callable[[str], Awaitable[Fetched | FetchFailed]]
    now: Clock
    settings: Settings
