"""Who wants to be told of what, where, and when not."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from summarise.model.reading import Role

Origin = Literal["shipped", "configuration", "operator", "command"]
"""Who wanted a row: the product, wirewatch.toml, the operator on the command line, or a member by command."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Quiet:
    """Local hours of `zone` (IANA), from `begins` to before `ends`, over midnight where `ends` is earlier.

    A story that at least `urgent` independent sources tell is told nevertheless; 0 means that none is.
    """

    begins: time
    ends: time
    zone: str
    urgent: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """A target asks to be told of stories that have all that it names. `id` is never reused.

    One of `actors` (or `every` one of them) must be in the story in `role` or a stronger one: "mention" is
    any, "subject" acts or speaks. One of `keywords` must stand in it, one of its reports must come from
    `feeds` or `outlets` (ids, names) and be in one of `languages`; what is empty asks for nothing. `voices`
    independent sources must tell it.

    `ping` is the id of a role that is pinged. New alerts wait for `quiet` hours to end, and for `cooldown`
    after the watch's last one (`fired_at`). `publish` publishes in announcement channels, `timeline` keeps a
    thread below each alert, `tags` are ids of the forum's. With `story` it follows that one, whatever else.
    `asked_by` is the member who made it. Since `paused_at` it is told of nothing.
    """

    id: int
    guild: str
    target: str
    actors: tuple[str, ...]
    origin: Origin
    created_at: datetime
    role: Role = "mention"
    every: bool = False
    keywords: tuple[str, ...] = ()
    feeds: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    voices: int = 1
    ping: str | None = None
    quiet: Quiet | None = None
    cooldown: timedelta = timedelta(0)
    publish: bool = False
    timeline: bool = False
    tags: tuple[str, ...] = ()
    story: int | None = None
    asked_by: str | None = None
    fired_at: datetime | None = None
    paused_at: datetime | None = None
