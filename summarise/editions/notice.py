"""What the trouble of a feed, or of a target, says to those who can do something about it."""

from dataclasses import dataclass
from datetime import datetime

from config.phrase import Phrase, Reason, phrase, with_parts
from feeds.guard import subject
from summarise.model import FeedHealth, FeedTrouble, Notice, Post

TERMINAL = "terminal"

_PLACES = {
    "channel": phrase("Wirewatch cannot post in channel {number}"),
    "thread": phrase("Wirewatch cannot post in thread {number}"),
    "forum": phrase("Wirewatch cannot post in forum {number}"),
}
_NEEDED = {
    "channel": phrase(
        "Give Wirewatch View Channel, Send Messages, Embed Links and Read Message History there"
    ),
    "thread": phrase(
        "Give Wirewatch View Channel, Send Messages in Threads, Embed Links and Read Message History there"
    ),
    "forum": phrase(
        "Give Wirewatch View Channel, Create Posts, Send Messages in Posts, Embed Links and Read Message "
        "History there"
    ),
}

_WHAT: dict[FeedHealth, Phrase] = {
    "failing": phrase("{feed} cannot be read"),
    "paused": phrase("{feed} cannot be read"),
    "gone": phrase("{feed} is gone"),
}
_NEXT: dict[FeedHealth, Phrase] = {
    "failing": phrase("Wirewatch goes on trying, later each time; after a week without success once a week."),
    "paused": phrase("Wirewatch tries it once a week, and goes on by itself when it answers again."),
    "gone": phrase("The server has said so several times, so Wirewatch does not ask it any more."),
}

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
    reason: Reason
    by_itself: bool
    at: datetime


def stopped_notice(stop: Stop, to: str) -> Post:
    """What `to` is told of a target that they set something up for. One that stops again on another day is
    another message."""
    kind, _, number = stop.target.partition(":")
    where = with_parts(_PLACES.get(kind, _PLACES["channel"]), number=number)
    if stop.server:
        where = phrase("{where} of {server}", where=where, server=stop.server)
    needed = _NEEDED.get(kind, _NEEDED["channel"])
    if stop.guild is not None:
        where = phrase(
            "Wirewatch cannot post in {server}",
            server=stop.server or phrase("server {number}", number=stop.guild),
        )
        needed = phrase("Invite Wirewatch to the server again")
    then = phrase("{needed}: it goes on by itself.", needed=needed)
    if not stop.by_itself:
        then = phrase(
            "{needed}, then say so with /status resume: it refused so often that it is not tried by itself "
            "any more.",
            needed=needed,
        )
    notice = Notice(
        feed=None,
        title=where,
        sentences=(
            stop.reason,
            phrase("Nothing is sent there any more. What is due waits, and nothing of it is lost."),
        ),
        advice=(
            then,
            phrase("If the place is gone, /watch remove and /digest remove end what was set up for it."),
            phrase("/status deliveries shows what waits."),
        ),
        since=stop.at,
        place=stop.target if stop.guild is None else None,
    )
    about = stop.target if stop.guild is None else f"guild:{stop.guild}"
    subject = f"target:{about}:{stop.at.date().isoformat()}"
    return Post(target=to, subject=subject, part=0, action="post", revision=1, body=notice)


def _notice(trouble: FeedTrouble, target: str) -> Notice:
    address = subject(trouble.address)
    return Notice(
        feed=trouble.feed,
        title=with_parts(_WHAT[trouble.health], feed=trouble.outlet or address),
        sentences=(
            trouble.error or phrase("{address} gives no feed.", address=address),
            _NEXT[trouble.health],
        ),
        advice=_AT_THE_TERMINAL if target == TERMINAL else _in_discord(trouble.health),
        since=trouble.since,
    )


def _in_discord(health: FeedHealth) -> tuple[Phrase, ...]:
    again = phrase("/feed resume tries it at once, /feed remove ends it.")
    if health == "gone":
        again = phrase("/feed resume reads it again, /feed remove ends it.")
    return again, phrase("/feed list shows how every feed does.")
