"""A delivery in words for people: what it says, and how it fared."""

from collections.abc import Mapping
from typing import Final

from bot.words.phrases import said
from config.phrase import Reason
from storage.model import DeliveryState, Outcome
from summarise.model import Action, Alert, Digest, Greeting, Logged, Notice, Pointer, Post, Rollup, Update

STATES: Final[Mapping[DeliveryState, str]] = {
    "due": "waiting",
    "claimed": "being sent",
    "unknown": "may have arrived",
    "sent": "sent",
    "superseded": "gave way to newer",
    "failed": "not sent",
}
"""How a delivery stands."""

ACTIONS: Final[Mapping[Action, str]] = {
    "post": "message",
    "edit": "edit",
    "reply": "reply",
    "thread": "thread",
    "publish": "publishing",
}
"""What a delivery does."""


OUTCOMES: Final[Mapping[Outcome, str]] = {
    "claimed": "taken up",
    "sent": "sent",
    "delayed": "did not arrive, to be tried again",
    "unsettled": "may have arrived, to be looked for",
    "refused": "refused, not tried again",
    "held": "may have arrived, not tried again by itself",
    "stopped": "refused there, waits until that is put right",
    "gone": "its message was deleted",
    "superseded": "gave way to newer words",
}
"""What a try came to."""


def about(post: Post) -> str:
    """What the post says, in a few of its words: "message: UN chief meets Putin". No markup."""
    return f"{ACTIONS[post.action]}: {_about(post)}"


def reasons(post: Post) -> tuple[Reason, ...]:
    """Why it is told, where it tells a story: which watches asked for it."""
    body = post.body.alert if isinstance(post.body, Update) else post.body
    return body.reasons if isinstance(body, Alert) else ()


def _about(post: Post) -> str:
    match post.body:
        case Alert() as alert:
            return alert.summary.headline
        case Update() as update:
            return update.alert.summary.headline
        case Pointer() as pointer:
            return pointer.headline
        case Rollup() as rollup:
            return f"{len(rollup.items) + rollup.more} stories in one list"
        case Digest() as digest:
            page = f", page {digest.page} of {digest.pages}" if digest.pages > 1 else ""
            return f"digest of {digest.date.isoformat()}{page}"
        case Notice() as notice:
            return said(notice.title)
        case Greeting() as greeting:
            return "the greeting" if greeting.wanted_by is None else "a test message"
        case Logged():
            return "a change that was made"
