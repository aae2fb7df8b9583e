"""One event, its reports, and what grouping remembers of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from feeds.model import Article
from summarise.model.reading import Reading


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One outlet's article within a story, with its reading."""

    article: Article
    reading: Reading


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One event as its reports tell it, in order of their time. A guild sees it restricted to its feeds."""

    id: int
    revision: int
    reports: tuple[Report, ...]

    @property
    def actors(self) -> frozenset[str]:
        """Everyone its reports name."""
        return frozenset(actor for report in self.reports for actor in report.reading.actors)

    def restricted(self, feeds: frozenset[int]) -> "Story":
        """The story as told by these feeds alone."""
        return replace(self, reports=tuple(r for r in self.reports if r.article.feed_id in feeds))


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """What grouping remembers of one article: its terms, when and where it appeared.

    `lead` and `bigrams` are of its title and first sentences, `crowd` is how near it came to all its
    candidates when it was read (None where nobody kept it), `weighed_by` are the counts that its story began
    with. Without a date (`dated`), `at` counts for nothing.
    """

    article: int
    outlet: str
    at: datetime
    title: str
    terms: Mapping[str, int]
    actors: frozenset[str]
    language: str = "en"
    lead: Mapping[str, int] = field(default_factory=dict)
    bigrams: tuple[str, ...] = ()
    crowd: float | None = None
    dated: bool = True
    weighed_by: "Background | None" = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A story that an article may belong to."""

    story: int
    revision: int
    traces: tuple[Trace, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Background:
    """How many of the `documents` read so far held each term (only the terms that were asked for)."""

    documents: int
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lineup:
    """The candidates as they stood at `snapshot` (a number that rises with every change of any story)."""

    snapshot: int
    candidates: tuple[Candidate, ...]
    background: Background


@dataclass(frozen=True, kw_only=True, slots=True)
class Joins:
    """The article belongs to this story, which must still have this revision when that is saved."""

    story: int
    revision: int
    score: float
    crowd: float = field(default=0.0, compare=False)
    near: tuple[int, ...] | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Founds:
    """No candidate is its story: it founds one.

    Here and in Joins: `crowd` is for the article's trace; `near` are the other stories with which its own is
    to be looked at again, now that it is known, or None where nothing calls for that.
    """

    nearest: float
    crowd: float = field(default=0.0, compare=False)
    near: tuple[int, ...] | None = field(default=None, compare=False)


Decision = Joins | Founds
