"""What was found in articles, as the record gives it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from summarise.model import AgendaItem, Role, SummarySentence

Day = date
"""A field called `date` hides the type of that name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """The article that something was found in; `story` is the one it belongs to now.

    `language` is what its outlet says of it (None: nothing).
    """

    article: int
    story: int
    feed: int
    outlet: str
    title: str
    url: str | None
    at: datetime
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """Something that somebody said, in one contiguous span [start, end) of its article's text.

    Those of one article with the same `quote` are parts of one. `speaker` and `behalf` are names, or the
    words of the text; `actor` and `behalf_actor` are whom they resolve to. `text` is cut at 2,000 characters.
    """

    source: Cited
    kind: Literal["quote", "statement"]
    quote: int
    start: int
    end: int
    text: str
    actor: str | None
    speaker: str | None
    behalf_actor: str | None
    behalf: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Announced:
    """Something that an article announces, in its words [start, end), for `date` up to and including `last`.

    `what` says what will happen, as far as that is known; `clock` and `at` are as in Appointment.
    """

    source: Cited
    date: Day
    last: Day
    clock: time | None
    at: datetime | None
    start: int
    end: int
    text: str
    what: str | None
    actors: tuple[str, ...]

    @property
    def item(self) -> AgendaItem:
        """The announcement as one by itself."""
        what = SummarySentence(
            text=self.what or self.text,
            article=self.source.article,
            start=self.start,
            end=self.end,
            outlet=self.source.outlet,
            url=self.source.url,
        )
        return AgendaItem(
            date=self.date, last=self.last, clock=self.clock, at=self.at, what=what, actors=self.actors
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """An actor in an article: the strongest role there, how often they are named, their share of it."""

    source: Cited
    actor: str
    role: Role
    times: int
    salience: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Stranger:
    """Somebody that articles name and the catalogue does not know, with the words around, newest first."""

    name: str
    articles: int
    times: int
    contexts: tuple[str, ...]
