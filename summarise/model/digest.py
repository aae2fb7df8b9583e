"""Digests: when, of what, and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from summarise.model.cast import AgendaItem, StoryQuote
from summarise.model.story import Story
from summarise.model.summary import Disagreement, Flag, Source, Summary
from summarise.model.watch import Origin

Style = Literal["headlines", "brief", "standard"]
"""A line a story; its first sentence; as many sentences as the plan says."""

Grouping = Literal["none", "actor", "topic"]
Empty = Literal["silent", "say"]


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestPlan:
    """A digest at `at` local time of `zone` (IANA), to one target.

    On `weekdays` (0 is Monday; empty: every day), of stories of `feeds` and with one of `actors` or
    `keywords` (empty: whatever). `empty` says what happens where nothing is new. `quotes` is how many quotes
    of the day are told, `agenda_days` for how many coming days appointments are (0: none).
    `asked_by` is the member who made it.
    """

    id: int
    guild: str
    target: str
    at: time
    zone: str
    stories: int
    sentences: int
    origin: Origin
    created_at: datetime
    next_due_at: datetime
    last_until: datetime | None = None
    weekdays: tuple[int, ...] = ()
    style: Style = "standard"
    grouping: Grouping = "none"
    empty: Empty = "silent"
    feeds: tuple[int, ...] = ()
    actors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    quotes: int = 3
    agenda_days: int = 7
    asked_by: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestItem:
    """One story in a digest; with `new_since`, one of an earlier digest with what is new since then.

    `group` is the heading that it stands under: an actor's name or a topic, or empty.
    """

    story: int
    summary: Summary
    flags: tuple[Flag, ...]
    sources: tuple[Source, ...]
    last_at: datetime
    disagreement: Disagreement | None = None
    new_since: datetime | None = None
    group: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """The stories between two moments; `date` is the local date it is for. No items means nothing new.

    A long one has several `pages`, of which this is number `page`, from 1; the first says how many `stories`
    there are on all of them, the last what is `left` out. `missed_since` is when the digest before was, where
    that is longer ago than this one looks back.
    """

    date: date
    zone: str
    since: datetime
    until: datetime
    items: tuple[DigestItem, ...]
    style: Style = "standard"
    quotes: tuple[StoryQuote, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    page: int = 1
    pages: int = 1
    stories: int = 0
    left: int = 0
    missed_since: datetime | None = None
    kind: Literal["digest"] = "digest"


@dataclass(frozen=True, kw_only=True, slots=True)
class DuePlan:
    """A digest plan that is due, with the guild's feeds, watched actors and the stories of its time.

    `earlier` are the digests that its target was last shown; `announced` is what articles of its feeds
    announce for the coming days, article by article. `topics` are the paths of the folders that the guild has
    feeds in. `missed_since` as in Digest.
    """

    plan: DigestPlan
    since: datetime
    feeds: frozenset[int]
    watched: frozenset[str]
    stories: tuple[Story, ...]
    earlier: tuple[Digest, ...] = ()
    announced: tuple[AgendaItem, ...] = ()
    topics: Mapping[int, str] = field(default_factory=dict)
    missed_since: datetime | None = None
