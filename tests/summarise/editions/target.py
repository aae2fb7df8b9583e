"""A target that keeps what it is told as the outbox does, for the tests of what is decided."""

from dataclasses import replace
from datetime import datetime

from summarise.model import Post, Shown


class Target:
    """One target and one story: what waits, what it has, and when each was sent."""

    def __init__(self) -> None:
        self.shown: Shown | None = None
        self.waiting: list[Post] = []
        self.sent: list[tuple[datetime, Post]] = []
        self.decided: list[Post] = []

    def take(self, posts: tuple[Post, ...]) -> None:
        """Posts of one decision; an edit takes the place of what waits of its message."""
        for post in posts:
            self.decided.append(post)
            self._put(post)
            shown = self.shown or Shown(target=post.target, subject=post.subject, post=post)
            if post.action == "thread":
                shown = replace(shown, threaded=True)
            elif post.part:
                shown = replace(shown, post=post, reply=post)
            elif post.action != "publish":
                shown = replace(shown, post=post)
            self.shown = shown

    def send(self, now: datetime) -> None:
        """Send what is due, in order; nothing below a message that is not there."""
        for post in list(self.waiting):
            assert self.shown is not None
            there = self.shown.sent_at is not None
            if (post.not_before or now) > now or (post.action != "post" and not there):
                continue
            self.waiting.remove(post)
            self.sent.append((now, post))
            if post.action == "post":
                self.shown = replace(self.shown, sent_at=now)
            elif post.action == "edit" and not post.part:
                self.shown = replace(self.shown, changed_at=now)
            elif post.action == "reply":
                self.shown = replace(self.shown, replied_at=now)

    def _put(self, post: Post) -> None:
        for place, old in enumerate(self.waiting):
            if old.part == post.part and _goes_for(post, old):
                self.waiting[place] = replace(post, action=old.action)
                return
        self.waiting.append(post)


def _goes_for(new: Post, old: Post) -> bool:
    """Whether the new one takes the place of the old one, which waits."""
    return new.action == old.action or (new.action == "edit" and old.action in {"post", "reply"})
