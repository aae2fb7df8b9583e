"""Where a rehearsed watch posts: a target that keeps to every rule, and that nobody reads."""

from dataclasses import replace
from datetime import datetime, timedelta

from summarise.editions.quiet import first_wait
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
        """Have a post wait; an edit goes into the unsent message, or the unsent edit, at the earlier time.

        A reply is a message of its own, which edits of its part go into.
        """
        post = new.post
        if post.action == "edit":
            for number, old in enumerate(self._waiting):
                about = (old.post.subject, old.post.part)
                if about == (post.subject, post.part) and old.post.action in {"post", "reply", "edit"}:
                    rolls = post.rolls if new.due <= old.due else old.post.rolls
                    folded = replace(post, action=old.post.action, rolls=rolls)
                    self._waiting[number] = replace(old, post=folded, due=min(old.due, new.due))
                    break
            else:
                self._waiting.append(new)
        elif post.action in {"post", "reply"}:
            self._waiting.append(new)
        if post.action == "post":
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
            known = replace(known, post=post, reply=post if post.part else known.reply)
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
        """Send a first message; have it wait for the cooldown, and quiet hours after that; or list it with
        what waited for that, or, in a flood, with all that waits."""
        at, body = one.due, one.post.body
        wait = first_wait(self.watch, body.voices, at) if isinstance(body, Alert) else None
        if wait is not None and wait.rolls:
            self._waiting.remove(one)
            self._waiting.append(replace(one, post=replace(one.post, rolls=True), due=wait.until))
            return
        waiting = [other for other in self._waiting if other.post.action == "post" and other.due <= at]
        self._sent = [sent for sent in self._sent if at - sent < HOUR]
        together = [other for other in waiting if other.post.rolls] if one.post.rolls else []
        if len(together) < 2:
            crowded = bool(self._so_far.per_hour) and len(self._sent) >= self._so_far.per_hour
            together = waiting if crowded else []
        for other in together or [one]:
            self._waiting.remove(other)
            self._told.append(_rehearsed(other, at, "list" if together else "post"))
            shown = self._shown[other.post.subject]
            self._shown[other.post.subject] = replace(shown, sent_at=at, rolled=bool(together))
        if not together:
            self._sent.append(at)
        self.watch = replace(self.watch, fired_at=at)

    def _send_more(self, one: Waiting) -> None:
        """Send new words, or what is said below; a list's line changes unsaid."""
        self._waiting.remove(one)
        shown = self._shown[one.post.subject]
        if shown.rolled:
            return
        edits = one.post.action == "edit"
        self._told.append(_rehearsed(one, one.due, "edit" if edits else "reply"))
        self._shown[one.post.subject] = (
            replace(shown, changed_at=one.due) if edits else replace(shown, replied_at=one.due)
        )


def _subject(story: int) -> str:
    return f"story:{story}"


def _rehearsed(one: Waiting, at: datetime, what: What) -> Rehearsed:
    body = one.post.body
    alert = body.alert if isinstance(body, Update) else body
    told = alert if isinstance(alert, Alert) else None
    return Rehearsed(
        at=at,
        decided=one.decided,
        story=one.story,
        headline=told.summary.headline if told else "",
        what=what,
        reasons=told.reasons if told else (),
    )
