"""A process that runs, as others see it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Process:
    """A running process: where, with which number there, and what it does (`bot.queue.work.Role`).

    `settings` are those that others should share, by name.
    """

    id: str
    roles: frozenset[str]
    host: str
    number: int
    version: str
    started_at: datetime
    heard_at: datetime
    settings: tuple[tuple[str, str], ...] = ()
