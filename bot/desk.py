"""What commands may use: the archive, the workers, the network and the clock, and nothing else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.charts.chart import Chart
from config.settings import Settings
from feeds.model import Fetched, FetchFailed
from feeds.ports import Clock, Workers
from storage.archive import Archive


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Handed to every command; `fetch_page` is one guarded GET of any address, bounded in time and bytes.

    `draw` makes a PNG of a chart; None where it cannot be drawn: then the numbers are told in words.
    """

    archive: Archive
    workers: Workers
    fetch_page: Callable[[str], Awaitable[Fetched | FetchFailed]]
    draw: Callable[[Chart], Awaitable[bytes | None]]
    now: Clock
    settings: Settings
