"""Deliveries, what became of them, and the targets that they go to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from config.phrase import Reason
from summarise.model import Post

DeliveryState = Literal["due", "claimed", "unknown", "sent", "superseded", "failed"]
Outcome = Literal[
    "claimed", "sent", "delayed", "unsettled", "refused", "held", "stopped", "gone", "superseded"
]
"""What became of a delivery: taken up; shown; certainly not shown, or perhaps; never to be shown; not to be
settled; its target takes nothing; its message was deleted; something else is told in its place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A post of the guild's on its way to its target.

    `nonce` (≤25 characters) never changes. `message_id` is the message that it is about, or None: an edit's
    own; the one that a reply or thread hangs on or that is published. `unknown` says that an earlier attempt
    may have arrived, the first of them at `tried_at`. `points_to` is the message that a Pointer leads to,
    where the target has it. `wary` says that so many messages were deleted there that it is better to look
    before editing one. `speaks` is the language or locale of its guild, where that is known.
    """

    id: int
    post: Post
    state: DeliveryState
    nonce: str
    attempts: int
    message_id: str | None
    tried_at: datetime | None
    unknown: bool
    created_at: datetime
    not_before: datetime
    error: Reason | None = None
    guild: str = ""
    points_to: str | None = None
    wary: bool = False
    speaks: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """What became of a delivery at a moment; `detail` says more, for people."""

    at: datetime
    outcome: Outcome
    detail: Reason | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoppedTarget:
    """A target to which nothing is sent since then, and why; it has refused so many requests in all, or since
    somebody last put that right.

    From `probe_at` on it may be tried again by itself; None where only somebody who asks for it resumes it.
    """

    target: str
    guild: str
    reason: Reason
    since: datetime
    refusals: int
    probe_at: datetime | None
