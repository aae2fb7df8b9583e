"""Where a rehearsed watch posts: a target that keeps to every rule, and that nobody reads."""

from dataclasses import replace
from datetime import datetime, timedelta

from summarise.editions.rehearsal import Arrival, Rehearsal, Rehearsed, Waiting, What
from summarise.model import Alert, Post, Shown, Told, Update, Verdict, Watch

HOUR = timedelta(hours=1)


class Stage:
    """A rehearsal on its way."""

    def __init__(self, so_far: Rehearsal) -> None:
        self._so_far = so_far
        self.watch: Watch = so_far.watch
        self._told = list(so_far.told)
        self._shown = {shown.subject: shown for shown in so_far.shown}
        self._waiting = list(so_far.waiting)
        self._held = {held.story: held for held in so_far.held}
        self._sent = list(so_far.sent)

    def standing(self) -> Rehearsal:
        """How things stand, to go on from."""
        return replace(
            self._so_far,
            watch=self.watch,
            told=tuple(self._told),
            shown=tuple(self._shown.values()),
            waiting=tuple(self._waiting),
            held=tuple(self._held.values()),
            sent=tuple(self._sent),
        )

    def closed(self) -> Rehearsal:
        """All that was said, with what still waits to be said for the first time, and never was, as held."""
        unsent = [_rehearsed(one, one.due, "hold") for one in self._waiting if one.post.action == "post"]
        told = sorted((*self._told, *unsent, *self._held.values()), key=lambda one: (one.at, one.story))
        return replace(self.standing(), told=tuple(told), waiting=(), held=())

    def shown(self, story: int) -> tuple[Shown, ...]:
        """What the target was told of the story."""
        known = self._shown.get(_subject(story))
        return () if known is None else (known,)

    def put(self, arrival: Arrival, told: Told, now: datetime) -> None:
        """Take what was decided about an arrival."""
        for post in told.posts:
            due = max(post.not_before or now, now)
            self._take(Waiting(post=post, story=arrival.story.id, decided=now, due=due))
        for verdict in told.verdicts:
            self._hold(verdict, arrival, now)
        self.send_until(now)

    def send_until(self, now: datetime) -> None:
        """Send whatever is due by then, each at its time."""
        while ready := [one for one in self._waiting if one.due <= now]:
            one = min(ready, key=lambda one: one.due)
            if one.post.action == "post":
                self._send_first(one)
            else:
                self._send_more(one)

    def _take(self, new: Waiting) -> None:
        """Have a post wait; an edit takes the place of one that waits, or of the words of an unsent post."""
        post = new.post
        if post.action == "edit":
            unsent = {"post", "edit"}
            for number, old in enumerate(self._waiting):
                if old.post.subject == post.subject and old.post.action in unsent:
                    folded = replace(post, action=old.post.action)
                    self._waiting[number] = replace(old, post=folded, due=new.due)
                    break
            else:
                self._waiting.append(new)
        elif post.action in {"post", "reply"}:
            self._waiting.append(new)
        if post.action == "post":
            self.watch = replace(self.watch, fired_at=new.decided)
            self._held.pop(new.story, None)
        self._note(post)

    def _note(self, post: Post) -> None:
        """Remember what the target was last told, sent or not."""
        known = self._shown.get(post.subject)
        if known is None:
            known = Shown(target=post.target, subject=post.subject, post=post)
        if post.action == "thread":
            known = replace(known, threaded=True)
        elif post.action != "publish":
            known = replace(known, post=post)
        self._shown[post.subject] = known

    def _hold(self, verdict: Verdict, arrival: Arrival, now: datetime) -> None:
        """Remember what keeps a story back that was never told."""
        story = arrival.story.id
        if verdict.what == "hold" and not self.shown(story):
            began = self._held[story].decided if story in self._held else now
            self._held[story] = Rehearsed(
                at=now,
                decided=began,
                story=story,
                headline=arrival.article.title,
                what="hold",
                reasons=verdict.reasons,
            )

    def _send_first(self, one: Waiting) -> None:
        """Send a first message, or put it in a list: with what waits for the same cooldown, or in a flood."""
        at, together = one.due, [one]
        if one.post.rolls:
            together = [
                other
                for other in self._waiting
                if other.post.action == "post" and other.post.rolls and other.due <= at
            ]
        self._sent = [sent for sent in self._sent if at - sent < HOUR]
        crowded = bool(self._so_far.per_hour) and len(self._sent) >= self._so_far.per_hour
        listed = crowded or len(together) > 1
        for other in together:
            self._waiting.remove(other)
            self._told.append(_rehearsed(other, at, "list" if listed else "post"))
            shown = self._shown[other.post.subject]
            self._shown[other.post.subject] = replace(shown, sent_at=at, rolled=listed)
        if not listed:
            self._sent.append(at)

    def _send_more(self, one: Waiting) -> None:
        """Send new words, or what is said below."""
        self._waiting.remove(one)
        edits = one.post.action == "edit"
        self._told.append(_rehearsed(one, one.due, "edit" if edits else "reply"))
        shown = self._shown[one.post.subject]
        self._shown[one.post.subject] = (
            replace(shown, changed_at=one.due) if edits else replace(shown, replied_at=one.due)
        )


def _subject(story: int) -> str:
    return f"story:{story}"


def _rehearsed(one: Waiting, at: datetime, what: What) -> Rehearsed:
    body = one.post.body
    alert = body.alert if isinstance(body, Update) else body
    told = isinstance(alert, Alert)
    return Rehearsed(
        at=at,
        decided=one.decided,
        story=one.story,
        headline=alert.summary.headline if told else "",
        what=what,
        reasons=alert.reasons if told else (),
    )
