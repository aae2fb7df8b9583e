"""Where a search looks."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Whose articles may be found, and what one must have beside the words: of each of `marks` one.

    With `by_feed` the feeds are among the marks. No article is from `since` or before, and no id below
    `first` is new enough; the newest `most` are wanted.
    """

    feeds: tuple[int, ...]
    by_feed: bool
    marks: tuple[tuple[str, ...], ...]
    since: datetime
    first: int
    most: int
