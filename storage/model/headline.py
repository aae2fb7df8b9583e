"""A story in a line."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """A story as some feeds tell it, by its newest article (`title`, `url`, `outlet`).

    `actors` are ids of those whom its articles are most about, `first_at` and `last_at` when they appeared.
    """

    story: int
    title: str
    url: str | None
    outlet: str
    articles: int
    outlets: int
    first_at: datetime
    last_at: datetime
    actors: tuple[str, ...] = ()
