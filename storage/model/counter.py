"""What guilds see of the archive, and the nudges that make it work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from config.phrase import Reason
from feeds.model import Feed, Health
from summarise.model import Origin, Quiet

JobKind = Literal["poll", "page", "read", "mend", "publish", "notice", "hub", "deliver"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A nudge: a kind of work and the id of its row.

    For `poll` the key is several feeds' ids with commas between, for `deliver` it is the target.
    """

    kind: JobKind
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A guild reads a feed; `topic` is the path of the folders it has it in ("World/Europe"), or empty.

    `next_look_at` is when it is looked at next: once it is due and its host may be asked; None for never.
    `paused_at` is when the guild paused it: since then it does not read it.
    """

    guild: str
    feed: Feed
    origin: Origin
    last_error: Reason | None
    last_read_at: datetime | None
    next_look_at: datetime | None = None
    topic: str = ""
    paused_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldFeed:
    """A feed that a guild reads, or has paused, by what it is called; for lists to choose from."""

    id: int
    address: str
    outlet: str
    title: str
    health: Health
    is_paused: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GuildSettings:
    """A guild as the archive knows it; `name` is empty and `seen_at` None where it was never seen.

    `locale` is the language that Discord says it prefers ("de", "en-US"), `language` the one that somebody
    chose here ("de", None: whatever the locale says). `rights` names the roles, by id, that may change what a
    group of commands changes, beside who may manage the server; `log` is the channel, by id, in which changes
    are told. `left_at` is since when the bot is no longer in it.
    """

    guild: str
    name: str
    seen_at: datetime | None
    locale: str | None = None
    language: str | None = None
    rights: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    log: str | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenGuild:
    """A guild as Discord tells of it: its id, its name, and the language that it prefers ("de", "en-US")."""

    guild: str
    name: str
    locale: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Same:
    """What was to be changed would have become what another row of this id is already; nothing changed."""

    id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Full:
    """There are as many as there may be, which is `most`; nothing was added."""

    most: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A member's own clock: the zone (IANA) of what they plan for themselves, and their quiet hours."""

    person: str
    zone: str | None = None
    quiet: Quiet | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """A list or a form that a person has in front of them; `state` (JSON) is what it is about."""

    id: int
    kind: str
    guild: str | None
    person: str
    state: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class EventClaim:
    """What is known of an appointment's event in Discord, under a key of the appointment.

    It has one (`made`); somebody is making it (`busy`); it is to be made (`new`), or looked for first, as
    somebody tried to and it is not known what came of it (`doubtful`). `at` is when it was claimed.
    """

    key: str
    state: Literal["made", "busy", "new", "doubtful"]
    event: str | None
    at: datetime


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


@dataclass(frozen=True, kw_only=True, slots=True)
class AddedActor:
    """An actor that a guild added for itself, or the operator for everybody (no guild); `entry` is TOML."""

    actor: str
    guild: str | None
    entry: str
    origin: Origin
    created_at: datetime
