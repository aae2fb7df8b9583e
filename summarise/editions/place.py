"""A target that a story concerns: what its watches want, and what it was shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from summarise.editions.quiet import is_silent
from summarise.editions.wants import Want
from summarise.model import Alert, Post, Shown, Update, Verdict, Watch

MOST_TAGS = 5
"""Tags that a forum's post may bear (Discord: `applied_tags`)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A target with what all its watches want of one story, in order of their ids."""

    target: str
    wants: tuple[Want, ...]
    shown: Shown | None = None
    muted: bool = False

    @property
    def firing(self) -> tuple[Want, ...]:
        """Those that want it."""
        return tuple(want for want in self.wants if want.fires)

    @property
    def told_for(self) -> tuple[int, ...]:
        """The ids of the watches for which its message was told; empty where nobody knows."""
        before = self.shown.alert if self.shown else None
        return before.fired if before else ()

    @property
    def fired(self) -> tuple[int, ...]:
        """The ids of those for which it was told, and of those that want it now."""
        return tuple(dict.fromkeys((*self.told_for, *(want.watch.id for want in self.firing))))

    @property
    def newcomers(self) -> tuple[Want, ...]:
        """Those that want it now, after it was told for others."""
        known = self.told_for
        return tuple(want for want in self.firing if known and want.watch.id not in known)

    @property
    def asking(self) -> tuple[Want, ...]:
        """Those that the message answers to: those that want it, else those for which it was told."""
        known = self.told_for
        return self.firing or tuple(want for want in self.wants if want.watch.id in known)

    @property
    def active(self) -> tuple[Watch, ...]:
        """The watches that the target's message answers to; none where those that wanted it are gone."""
        return tuple(want.watch for want in self.asking)

    @property
    def watched(self) -> frozenset[str]:
        """Whom its watches watch."""
        return frozenset(actor for want in self.wants for actor in want.watch.actors)

    @property
    def in_channel(self) -> bool:
        """Whether threads hang below messages here, and messages can be published."""
        return self.target.startswith("channel:")

    @property
    def in_forum(self) -> bool:
        """Whether each message is the first of a thread."""
        return self.target.startswith("forum:")

    @property
    def personal(self) -> bool:
        """Whether one person alone reads it."""
        return self.target.startswith("user:")

    @property
    def has_timeline(self) -> bool:
        """Whether what is new is told below the message as well."""
        return any(watch.timeline for watch in self.active)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What was decided for a target."""

    verdict: Verdict
    posts: tuple[Post, ...] = ()


def message(place: Place, alert: Alert, revision: int) -> Post:
    """The target's message about the story, as a new one."""
    return Post(
        target=place.target,
        subject=f"story:{alert.story}",
        part=0,
        action="post",
        revision=revision,
        body=alert,
    )


def thread(place: Place, alert: Alert, revision: int, now: datetime, at: datetime | None = None) -> Post:
    """A thread below the target's message."""
    update = Update(alert=alert, escalations=(), sentences=(), sources=(), at=now)
    return Post(
        target=place.target,
        subject=f"story:{alert.story}",
        part=0,
        action="thread",
        revision=revision,
        body=update,
        not_before=at,
    )


def publishing(place: Place, alert: Alert, revision: int, at: datetime | None) -> tuple[Post, ...]:
    """Its publishing where one that wants it now is the first to ask for that; else nothing."""
    known = place.told_for
    published = any(want.watch.publish for want in place.wants if want.watch.id in known)
    asks = any(want.watch.publish for want in place.firing)
    if published or not asks or not place.in_channel:
        return ()
    return (replace(message(place, alert, revision), action="publish", not_before=at),)


def pings(watches: Sequence[Watch], at: datetime) -> tuple[str, ...]:
    """The roles that these watches ping at this moment."""
    return tuple(dict.fromkeys(w.ping for w in watches if w.ping and not is_silent(w, at)))


def tags(watches: Sequence[Watch]) -> tuple[str, ...]:
    """The tags that these watches give a forum's post."""
    return tuple(dict.fromkeys(tag for watch in watches for tag in watch.tags))[:MOST_TAGS]
