"""What was found in one article."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal["speaker", "subject", "mention"]


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
class Speaker:
    """The words that name who speaks (even "he") and, where known, the actor they resolve to."""

    start: int
    end: int
    text: str
    actor: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """One contiguous quoted (marks included) or reported span; the parts of one quote share `quote`."""

    start: int
    end: int
    text: str
    quote: int
    speaker: Speaker | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Appointment:
    """A future date that the article announces in characters [start, end)."""

    start: int
    end: int
    date: date
    text: str
    actors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What was found in one article.

    `mentions` are offsets into the text, `headline_mentions` into the title. `terms` counts the stemmed
    content words of title and text: the sparse vector that grouping compares.
    """

    language: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    headline_mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    statements: tuple[Quote, ...]
    appointments: tuple[Appointment, ...]
    terms: Mapping[str, int]

    @property
    def actors(self) -> frozenset[str]:
        """Everyone the article names, in its headline or its text."""
        return frozenset(mention.actor for mention in self.headline_mentions + self.mentions)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """Of how many of a feed's newest `articles` each line is, by its key (summarise.text.boilerplate)."""

    articles: int
    counts: Mapping[int, int]
