"""What a story's revision says to whom, and a target that keeps to it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from summarise.editions.alert import alerts
from summarise.model import Alert, Post, Shown, Told, Update, Verdict


def told(*asked: Any) -> Told:
    """What `summarise.editions.alert.alerts` decides."""
    return alerts(*asked)


def posts(*asked: Any) -> tuple[Post, ...]:
    """Its posts."""
    return alerts(*asked).posts


def verdict(*asked: Any) -> Verdict:
    """Its only verdict."""
    (one,) = alerts(*asked).verdicts
    return one


def alert_of(post: Post) -> Alert:
    """The alert that a post shows, or that it is about."""
    body = post.body.alert if isinstance(post.body, Update) else post.body
    assert isinstance(body, Alert)
    return body


def update_of(post: Post) -> Update:
    """What a post says below an alert."""
    assert isinstance(post.body, Update)
    return post.body


def shown(post: Post, sent_at: datetime | None = None, **more: Any) -> Shown:
    """A target that was told this last, and has it since then."""
    return replace(Shown(target=post.target, subject=post.subject, post=post, sent_at=sent_at), **more)
