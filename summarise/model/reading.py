"""What was found in one article."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

Role = Literal["speaker", "subject", "mention"]

Day = date
"""A field called `date` hides the type of that name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """Characters [start, end) of the article's text, without surrounding white space."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """An actor named at [start, end); `actor` is the catalogue id, `name` the actor's display name."""

    start: int
    end: int
    actor: str
    name: str
    role: Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """Somebody the catalogue does not know, named at [start, end); `name` is the fullest form in the text."""

    start: int
    end: int
    name: str
    role: Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """The words that name who speaks (even "he") and, where known, the actor they resolve to.

    `name` is the actor's display name, or the fullest form in the text of somebody unknown.
    """

    start: int
    end: int
    text: str
    actor: str | None
    name: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """One contiguous quoted (marks included) or reported span; the parts of one quote share `quote`.

    `behalf` is whose words the speaker gives: Dujarric speaks, the Secretary-General said it.
    """

    start: int
    end: int
    text: str
    quote: int
    speaker: Speaker | None
    behalf: Speaker | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Appointment:
    """A future date that the article announces in characters [start, end).

    It runs from `date` to `last` (None: one day), which tells how coarse the announcement is ("later this
    month"). `clock` is the time of day as told, `at` the moment where its zone is told too. `what` is the
    slice of the text that says what will happen.
    """

    start: int
    end: int
    date: Day
    text: str
    actors: tuple[str, ...]
    last: Day | None = None
    clock: time | None = None
    at: datetime | None = None
    what: Sentence | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What was found in one article.

    `mentions` are offsets into the text, `headline_mentions` into the title. `terms` counts the stemmed
    content words of title and text: the sparse vector that grouping compares. `added` and `headline_added`
    are mentions of actors that guilds added for themselves: they count for their guild alone, in neither
    `actors` nor grouping.
    """

    language: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    headline_mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    statements: tuple[Quote, ...]
    appointments: tuple[Appointment, ...]
    terms: Mapping[str, int]
    unknowns: tuple[Unknown, ...] = ()
    added: tuple[Mention, ...] = ()
    headline_added: tuple[Mention, ...] = ()

    @property
    def actors(self) -> frozenset[str]:
        """Everyone the article names, in its headline or its text."""
        return frozenset(mention.actor for mention in self.headline_mentions + self.mentions)

    @property
    def added_actors(self) -> frozenset[str]:
        """The guilds' own actors that the article names."""
        return frozenset(mention.actor for mention in self.headline_added + self.added)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """Of how many of a feed's newest `articles` each line is, by its key (summarise.text.boilerplate)."""

    articles: int
    counts: Mapping[int, int]
