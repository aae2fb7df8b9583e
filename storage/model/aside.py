"""Work that was given up."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Aside:
    """An article that could not be read and is not tried again, with the reason; `outlet` may be empty."""

    article: int
    feed: int
    outlet: str
    title: str
    reason: str
    seen_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AsideDigest:
    """A digest that came to nothing too often, with the reason; its plan, by this id, is due again then."""

    id: int
    guild: str
    target: str
    reason: str
    aside_at: datetime
    next_due_at: datetime
