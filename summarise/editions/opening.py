"""A target's first message about a story, and what becomes of it while it still waits."""

from dataclasses import replace
from datetime import datetime

from config.phrase import Reason, phrase
from summarise.editions.changes import visible
from summarise.editions.place import Decided, Place, message, pings, publishing, tags, thread
from summarise.editions.quiet import Wait, first_wait, unknown_zone
from summarise.model import Alert, Post, Shown, Verdict


def opening(place: Place, alert: Alert, revision: int, now: datetime) -> Decided:
    """A new message, at once or after the quiet hours and cooldown of the watch that waits least.

    Behind it come a thread where a watch keeps a timeline, and its publishing where one asks for that.
    """
    wait = _wait(place, now)
    until = wait.until if wait else None
    alert = _begun(place, alert)
    told = _message(place, alert, revision, now, until, rolls=wait is not None and wait.rolls)
    verdict = _verdict(place, alert, revision, until, (wait.why,) if wait else ())
    return Decided(posts=(told, *_behind(place, told, now)), verdict=verdict)


def unsent(place: Place, shown: Shown, alert: Alert, revision: int, now: datetime) -> Decided:
    """New words and a new time for a message that still waits, as an edit which takes its place.

    It never waits for longer than it did, and where it waits no more it stays so. It pings for those alone
    that want it as it is told now.
    """
    alert = _begun(place, alert)
    held = shown.post.not_before
    wait = _wait(place, now) if place.firing else None
    if held is None or held <= now or (place.firing and wait is None):
        until, rolls = None, False
    elif wait is None or held <= wait.until:
        until, rolls = held, shown.post.rolls or (wait is not None and wait.rolls)
    else:
        until, rolls = wait.until, wait.rolls
    before = shown.alert
    told = replace(_message(place, alert, revision, now, until, rolls=rolls), action="edit")
    reads_same = before is not None and visible(before) == visible(alert)
    if reads_same and until == held and told.pings == shown.post.pings and not place.newcomers:
        verdict = _verdict(place, alert, revision, until, (phrase("It would read the same."),))
        return Decided(verdict=verdict if until else replace(verdict, what="same"))
    freed = held is not None and held > now and until is None
    behind: tuple[Post, ...] = ()
    if freed or (until is not None and until != held):
        behind = _behind(place, told, now)
    else:
        behind = publishing(place, alert, revision, until) if place.newcomers else ()
        if place.in_channel and place.has_timeline and not shown.threaded:
            behind = (*behind, thread(place, alert, revision, now, until))
    why = (phrase("It waits no longer."),) if freed else (wait.why,) if wait and until else ()
    verdict = _verdict(place, alert, revision, until, why)
    return Decided(posts=(told, *behind), verdict=verdict if until else replace(verdict, what="edit"))


def _begun(place: Place, alert: Alert) -> Alert:
    """The alert with what a first message knows: for which watches it is."""
    return replace(alert, fired=tuple(want.watch.id for want in place.asking) or place.told_for)


def _wait(place: Place, now: datetime) -> Wait | None:
    """What the target's watches wait for: none of them, where one waits for nothing."""
    waits = [first_wait(want.watch, want.voices, now) for want in place.firing]
    held = [wait for wait in waits if wait is not None]
    return min(held, key=lambda wait: wait.until) if held and len(held) == len(waits) else None


def _message(
    place: Place, alert: Alert, revision: int, now: datetime, until: datetime | None, *, rolls: bool
) -> Post:
    return replace(
        message(place, alert, revision),
        not_before=until,
        rolls=rolls,
        pings=pings([want.watch for want in place.firing], until or now),
        tags=tags(place.active) if place.in_forum else (),
        watches=tuple(want.watch.id for want in place.firing),
    )


def _behind(place: Place, told: Post, now: datetime) -> tuple[Post, ...]:
    """What follows the message."""
    if not place.in_channel or not isinstance(told.body, Alert):
        return ()
    posts: list[Post] = []
    if any(watch.publish for watch in place.active):
        posts.append(replace(told, action="publish", rolls=False, pings=(), watches=()))
    if place.has_timeline:
        posts.append(thread(place, told.body, told.revision, now, told.not_before))
    return tuple(posts)


def _verdict(
    place: Place, alert: Alert, revision: int, until: datetime | None, why: tuple[Reason, ...]
) -> Verdict:
    zones = (unknown_zone(watch) for watch in place.active)
    return Verdict(
        target=place.target,
        story=alert.story,
        revision=revision,
        what="hold" if until else "post",
        reasons=(*alert.reasons, *why, *filter(None, zones)),
        until=until,
    )
