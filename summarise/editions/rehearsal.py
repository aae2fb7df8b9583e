"""A watch on stage: what it would have said so far, and how things stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from config.phrase import Reason
from feeds.model import Article
from summarise.model import Post, Shown, Story, Watch

What = Literal["post", "edit", "reply", "list", "hold"]
"""A message; its new words; one below it; a line of a list with others; nothing so far."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsed:
    """What would have been said `at` that moment about a story, decided at `decided`, and why.

    What is held was not said by then.
    """

    at: datetime
    decided: datetime
    story: int
    headline: str
    what: What
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """An article as it came, and its story as that was told by then."""

    story: Story
    article: Article


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A post that was decided and is not to be sent before `due`."""

    post: Post
    story: int
    decided: datetime
    due: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsal:
    """A watch, told by `feeds`, with at most `per_hour` alerts an hour (0: any number).

    `told` is what was said so far, in order of time. The rest is how things stand, from where the next
    arrivals go on: what the target was `shown`, what is `waiting`, the stories `held` without a message, when
    the last hour's alerts were `sent`.
    """

    watch: Watch
    feeds: frozenset[int]
    per_hour: int = 0
    told: tuple[Rehearsed, ...] = ()
    shown: tuple[Shown, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    held: tuple[Rehearsed, ...] = ()
    sent: tuple[datetime, ...] = ()

    def count(self, *whats: What) -> int:
        """How often one of these was said."""
        return sum(one.what in whats for one in self.told)
