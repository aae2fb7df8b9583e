"""How often actors are named: what is counted, and where."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A stretch of time: after `since`, up to and including `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """So many stories and articles name an actor; `span` is the place of the span among those asked for."""

    actor: str
    span: int
    stories: int
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairing:
    """Two actors, the ids in order, whom articles of so many stories and outlets name together."""

    actors: tuple[str, str]
    stories: int
    outlets: int
