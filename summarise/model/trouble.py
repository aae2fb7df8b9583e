"""What is wrong with a feed, and what its readers are told of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from config.phrase import Reason

FeedHealth = Literal["failing", "paused", "gone"]
"""Tried again ever later; tried once a week; not tried until somebody resumes it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedTrouble:
    """A feed that its readers are to be told of, and where: one target for each guild that reads it.

    `error` is the last look's sentence for people. `since` is when the trouble began.
    """

    feed: int
    outlet: str
    address: str
    health: FeedHealth
    error: Reason
    since: datetime
    targets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """What one message about the trouble of a feed, or of a target where there is none, says, in plain text.

    `sentences` tell what is wrong, `advice` what its readers can do. Nothing of it is markup. `place` is the
    target that it is about, where it is about one.
    """

    feed: int | None
    title: Reason
    sentences: tuple[Reason, ...]
    advice: tuple[Reason, ...]
    since: datetime
    place: str | None = None
    kind: Literal["notice"] = "notice"
