"""What the trouble of a feed, or of a target, says to those who can do something about it."""

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


def stopped_notice(target: str, to: str, server: str, reason: str, now: datetime) -> Post:
    """What `to` is told of a target that they set something up for and that takes nothing from Wirewatch.

    `reason` is a sentence for people, `server` the server's name or empty. A target that stops again on
    another day is another message.
    """
    kind, _, number = target.partition(":")
    where = f"{_PLACES.get(kind, 'the channel')} {number}" + (f" of {server}" if server else "")
    notice = Notice(
        feed=None,
        title=f"Wirewatch cannot post in {where}"[:TITLE],
        sentences=(
            reason,
            "Nothing is sent there any more. What is due waits, and nothing of it is lost.",
        ),
        advice=(
            f"Give Wirewatch {_NEEDED.get(kind, _NEEDED['channel'])} there: it goes on by itself.",
            "If the place is gone, /watch remove and /digest remove end what was set up for it.",
            "/status deliveries shows what waits.",
        ),
        since=now,
        place=target,
    )
    subject = f"target:{target}:{now.date().isoformat()}"
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
