"""What the trouble of a feed, or of a target, says to those who can do something about it."""

from dataclasses import dataclass
from datetime import datetime

from feeds.guard import shown
from summarise.model import FeedHealth, FeedTrouble, Notice, Post

TERMINAL = "terminal"

TITLE = 200

_PLACES = {"channel": "channel", "thread": "thread", "forum": "forum"}
_NEEDED = {
    "channel": "View Channel, Send Messages, Embed Links and Read Message History",
    "thread": "View Channel, Send Messages in Threads, Embed Links and Read Message History",
    "forum": "View Channel, Create Posts, Send Messages in Posts, Embed Links and Read Message History",
}

_WHAT: dict[FeedHealth, str] = {
    "failing": "cannot be read",
    "paused": "cannot be read",
    "gone": "is gone",
}
_NEXT: dict[FeedHealth, str] = {
    "failing": "Wirewatch goes on trying, later each time; after a week without success once a week.",
    "paused": "Wirewatch tries it once a week, and goes on by itself when it answers again.",
    "gone": "The server has said so several times, so Wirewatch does not ask it any more.",
}

_TOO_OFTEN = "it refused so often that it is not tried by itself any more."

_AT_THE_TERMINAL = (
    "wirewatch feeds check ADDRESS looks at it now.",
    "wirewatch feeds remove ADDRESS ends it.",
)


def notices(trouble: FeedTrouble, now: datetime) -> tuple[Post, ...]:
    """One new message for each target; a later trouble of the feed is another message.

    The feed's address is shown without what may hold a secret.
    """
    return tuple(
        Post(
            target=target,
            subject=f"feed:{trouble.feed}:{trouble.health}:{now.date().isoformat()}",
            part=0,
            action="post",
            revision=1,
            body=_notice(trouble, target),
        )
        for target in trouble.targets
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """A target that takes nothing from Wirewatch since `at`; with `guild` nothing of that guild does.

    `reason` is a sentence for people, `server` the server's name or empty. `by_itself` says that it goes on
    once the reason is gone; else somebody has to ask for it.
    """

    target: str
    guild: str | None
    server: str
    reason: str
    by_itself: bool
    at: datetime


def stopped_notice(stop: Stop, to: str) -> Post:
    """What `to` is told of a target that they set something up for. One that stops again on another day is
    another message."""
    kind, _, number = stop.target.partition(":")
    where = f"{_PLACES.get(kind, 'the channel')} {number}" + (f" of {stop.server}" if stop.server else "")
    needed = f"Give Wirewatch {_NEEDED.get(kind, _NEEDED['channel'])} there"
    if stop.guild is not None:
        where, needed = stop.server or f"server {stop.guild}", "Invite Wirewatch to the server again"
    then = ": it goes on by itself." if stop.by_itself else f", then say so with /status resume: {_TOO_OFTEN}"
    notice = Notice(
        feed=None,
        title=f"Wirewatch cannot post in {where}"[:TITLE],
        sentences=(
            stop.reason,
            "Nothing is sent there any more. What is due waits, and nothing of it is lost.",
        ),
        advice=(
            needed + then,
            "If the place is gone, /watch remove and /digest remove end what was set up for it.",
            "/status deliveries shows what waits.",
        ),
        since=stop.at,
        place=stop.target if stop.guild is None else None,
    )
    about = stop.target if stop.guild is None else f"guild:{stop.guild}"
    subject = f"target:{about}:{stop.at.date().isoformat()}"
    return Post(target=to, subject=subject, part=0, action="post", revision=1, body=notice)


def _notice(trouble: FeedTrouble, target: str) -> Notice:
    address = shown(trouble.address)
    return Notice(
        feed=trouble.feed,
        title=f"{trouble.outlet or address} {_WHAT[trouble.health]}",
        sentences=(trouble.error or f"{address} gives no feed.", _NEXT[trouble.health]),
        advice=_AT_THE_TERMINAL if target == TERMINAL else _in_discord(trouble.health),
        since=trouble.since,
    )


def _in_discord(health: FeedHealth) -> tuple[str, ...]:
    again = "reads it again" if health == "gone" else "tries it at once"
    return (f"/feed resume {again}, /feed remove ends it.", "/feed list shows how every feed does.")
