"""What a search finds."""

from dataclasses import dataclass
from datetime import datetime

from summarise.text.searching import Snippet


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A story that was found, by its article that fits best; `snippet` is what that says of what was sought.

    `articles` and `outlets` count all of the story that the feeds asked have, this one included; `found` are
    those of them that were found.
    """

    article: int
    story: int
    outlet: str
    title: str
    url: str | None
    at: datetime
    snippet: Snippet
    articles: int
    outlets: int
    found: int
