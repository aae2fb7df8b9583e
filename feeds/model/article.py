"""An entry that the archive holds."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """An entry that the archive holds. Offsets everywhere are characters of `text`.

    `published_at` is never later than `seen_at`. `silent` marks backlog: it alerts nobody.
    """

    id: int
    feed_id: int
    outlet: str
    guid: str
    title: str
    text: str
    url: str | None
    author: str | None
    published_at: datetime | None
    seen_at: datetime
    language: str | None = None
    silent: bool = False

    @property
    def at(self) -> datetime:
        """The article's time for order and decay: when it was published, else when it was seen."""
        return self.published_at or self.seen_at
