"""A delivery in words for people: what it says, and how it fared; a terminal is told in English."""

from collections.abc import Mapping
from typing import Final

from bot.words import mark, named, number, t, tn
from bot.words.phrases import said
from config.phrase import Reason
from storage.model import DeliveryState, Outcome
from summarise.model import Action, Alert, Digest, Greeting, Logged, Notice, Pointer, Post, Rollup, Update

STATES: Final[Mapping[DeliveryState, str]] = {
    "due": mark("waiting"),
    "claimed": mark("being sent"),
    "unknown": mark("may have arrived"),
    "sent": mark("sent"),
    "superseded": mark("gave way to newer"),
    "failed": mark("not sent"),
}
"""How a delivery stands."""

ACTIONS: Final[Mapping[Action, str]] = {
    "post": mark("message"),
    "edit": mark("edit"),
    "reply": mark("reply"),
    "thread": mark("thread"),
    "publish": mark("publishing"),
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
    return f"{named(ACTIONS[post.action])}: {_about(post)}"


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
            return tn(
                "{count} story in one list", "{count} stories in one list", len(rollup.items) + rollup.more
            )
        case Digest() as digest:
            day = digest.date.isoformat()
            if digest.pages == 1:
                return t("digest of {day}", day=day)
            page, pages = number(digest.page), number(digest.pages)
            return t("digest of {day}, page {page} of {pages}", day=day, page=page, pages=pages)
        case Notice() as notice:
            return said(notice.title)
        case Greeting() as greeting:
            return t("the greeting") if greeting.wanted_by is None else t("a test message")
        case Logged():
            return t("a change that was made")
