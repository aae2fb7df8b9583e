"""What a feed's trouble says to those who read it."""

from datetime import datetime

from feeds.guard import shown
from summarise.model import FeedHealth, FeedTrouble, Notice, Post

TERMINAL = "terminal"

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
