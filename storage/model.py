"""The values that only the archive and the counter know."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from feeds.model import Feed
from summarise.model import Origin, Post, Role

DeliveryState = Literal["due", "claimed", "unknown", "sent", "superseded", "failed"]
Outcome = Literal[
    "claimed", "sent", "delayed", "unsettled", "refused", "held", "stopped", "gone", "superseded"
]
"""What became of a delivery: taken up; shown; certainly not shown, or perhaps; never to be shown; not to be
settled; its target takes nothing; its message was deleted; something else is told in its place."""

JobKind = Literal["poll", "page", "read", "mend", "publish", "notice", "hub", "deliver"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A nudge: a kind of work and the id of its row.

    For `poll` the key is several feeds' ids with commas between, for `deliver` it is the target.
    """

    kind: JobKind
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A post of the guild's on its way to its target.

    `nonce` (≤25 characters) never changes. `message_id` is the message that it is about, or None: an edit's
    own; the one that a reply or thread hangs on or that is published. `unknown` says that an earlier attempt
    may have arrived, the first of them at `tried_at`. `points_to` is the message that a Pointer leads to,
    where the target has it. `wary` says that so many messages were deleted there that it is better to look
    before editing one.
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
    error: str | None = None
    guild: str = ""
    points_to: str | None = None
    wary: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """What became of a delivery at a moment; `detail` says more, for people."""

    at: datetime
    outcome: Outcome
    detail: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoppedTarget:
    """A target to which nothing is sent since then, and why; it has refused us so many times in all.

    From `probe_at` on it may be tried again by itself; None where only somebody who asks for it resumes it.
    """

    target: str
    guild: str
    reason: str
    since: datetime
    refusals: int
    probe_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A guild reads a feed; `topic` is the path of the folders it has it in ("World/Europe"), or empty.

    `next_look_at` is when it is looked at next: once it is due and its host may be asked; None for never.
    """

    guild: str
    feed: Feed
    origin: Origin
    last_error: str | None
    last_read_at: datetime | None
    next_look_at: datetime | None = None
    topic: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class GuildSettings:
    """A guild as the archive knows it; `name` is empty and `seen_at` None where it was never seen."""

    guild: str
    name: str
    seen_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """What the archive holds, for `/status`: counts, and what waits."""

    feeds: int
    failing_feeds: int
    articles: int
    unread: int
    stories: int
    watches: int
    plans: int
    undelivered: int
    last_poll_at: datetime | None


Day = date
"""A field called `date` hides the type of that name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """The article that something was found in; `story` is the one it belongs to now."""

    article: int
    story: int
    feed: int
    outlet: str
    title: str
    url: str | None
    at: datetime


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


@dataclass(frozen=True, kw_only=True, slots=True)
class AddedActor:
    """An actor that a guild added for itself, or the operator for everybody (no guild); `entry` is TOML."""

    actor: str
    guild: str | None
    entry: str
    origin: Origin
    created_at: datetime
