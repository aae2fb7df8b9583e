"""What becomes of a message that a target has: new words, something said below it, or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Literal

from summarise.editions.changes import changes, headlines_before
from summarise.editions.escalation import escalations, now_speaking
from summarise.editions.hearing import lede_outlets
from summarise.editions.pace import LINES_IN_THREAD, REPLIES, is_old, next_edit, next_reply
from summarise.editions.place import Decided, Place, message, pings, thread
from summarise.editions.quiet import quiet_until
from summarise.model import Alert, Escalation, Post, Shown, SummarySentence, Update, Verdict, Watch

MOST_GATHERED: Final = 8
"""Sentences of a reply that waits while more comes: the first and the latest."""

LONGEST_WAIT: Final = timedelta(hours=2)
"""A reply that should have gone so long ago takes in nothing more."""


def carried(before: Alert, alert: Alert, withdrawn: frozenset[str]) -> Alert:
    """The alert with what only its past tells: see Alert. `withdrawn` are the outlets that took it back."""
    ledes = lede_outlets(alert.summary, alert.sources) | lede_outlets(before.summary, before.sources)
    retracted = bool(withdrawn) and (before.retracted or not withdrawn.isdisjoint(ledes))
    return replace(
        alert,
        began_with=before.began_with,
        were=headlines_before(before, alert),
        retracted=retracted,
        withdrawn_by=tuple(sorted(withdrawn)) if retracted else (),
        escalated=before.escalated,
    )


def rolled(place: Place, shown: Shown, before: Alert, alert: Alert, revision: int, now: datetime) -> Decided:
    """New words for a story's line in a list, while the list is not old."""
    told = changes(before, alert, place.watched)
    if not told or (shown.sent_at is not None and is_old(shown.sent_at, now)):
        return _same(place, alert, revision, "Its line in a list of stories stays as it is.")
    post = replace(message(place, alert, revision), action="edit")
    verdict = _verdict(place, post, "edit", (*told, "It is told in a list of stories."))
    return Decided(posts=(post,), verdict=verdict)


def living(
    place: Place,
    shown: Shown,
    before: Alert,
    alert: Alert,
    news: Callable[[], tuple[SummarySentence, ...]],
    revision: int,
    now: datetime,
) -> Decided:
    """An edit of the message where a reader would see a difference, or a reply to one too old for that.

    Below it, in a thread where there can be one, comes what is new where a watch keeps a timeline. An
    escalation is said there or as a reply of its own where somebody is to be pinged, and to a person who
    reads alone. `news` gives the new sentences.
    """
    assert shown.sent_at is not None
    told = changes(before, alert, place.watched)
    if not told:
        return _same(place, alert, revision, "Nothing in its message would read differently.")
    happened = escalations(before, alert, place.watched)
    old = is_old(shown.sent_at, now)
    pinging = _pinging(place, before, alert, happened)
    loud = bool(happened) and (bool(pinging) or place.personal)
    sentences = news() if loud or old or place.has_timeline else ()
    says_more = bool(sentences or happened or alert.were != before.were)
    posts: list[Post] = []
    if loud or ((old or place.has_timeline) and says_more):
        alert = replace(alert, escalated=(*before.escalated, *happened))
        known = frozenset(before.sources)
        update = Update(
            alert=alert,
            escalations=happened,
            sentences=sentences,
            sources=tuple(source for source in alert.sources if source not in known),
            at=now,
            speaking=tuple(sorted(now_speaking(before, alert) & place.watched)),
            renamed=alert.were != before.were,
        )
        posts += _below(place, shown, update, pinging if loud else (), revision, now, loud=loud)
    if not old:
        posts.insert(0, _edit(place, shown, alert, revision, now))
    if not posts:
        return _same(place, alert, revision, "Its message is too old to be edited, and no report says more.")
    what = posts[-1]
    return Decided(posts=tuple(posts), verdict=_verdict(place, what, "reply" if what.part else "edit", told))


def _edit(place: Place, shown: Shown, alert: Alert, revision: int, now: datetime) -> Post:
    assert shown.sent_at is not None
    last, held = shown.changed_at or shown.sent_at, shown.post.not_before
    is_edit = shown.post.action == "edit" and shown.post.part == 0
    waits = is_edit and held is not None and (last < held or last > now)
    due = next_edit(shown.sent_at, shown.changed_at, now, held if waits else None)
    return replace(message(place, alert, revision), action="edit", not_before=due)


def _pinging(
    place: Place, before: Alert, after: Alert, happened: tuple[Escalation, ...]
) -> tuple[Watch, ...]:
    """The watches whose roles are to hear of it: of who speaks now, those that watch them."""
    speaking = now_speaking(before, after)
    return tuple(
        watch
        for watch in place.active
        if watch.ping and (set(happened) != {"speaks"} or not speaking.isdisjoint(watch.actors))
    )


def _below(
    place: Place,
    shown: Shown,
    update: Update,
    pinging: tuple[Watch, ...],
    revision: int,
    now: datetime,
    *,
    loud: bool,
) -> list[Post]:
    """A reply, with the thread that it belongs in where there is none; one that still waits takes it in."""
    space = LINES_IN_THREAD if place.has_timeline else REPLIES
    threaded = place.in_forum or (place.in_channel and (place.has_timeline or not loud))
    due = _heard_at(pinging or place.active, now) if loud else next_reply(shown.replied_at, space, now)
    reply = Post(
        target=place.target,
        subject=f"story:{update.alert.story}",
        part=revision,
        action="reply",
        revision=revision,
        body=update,
        not_before=due,
        threaded=threaded,
        pings=pings(pinging, due or now),
    )
    waiting = _waiting(shown, now)
    if waiting is not None and (not loud or due is not None):
        return [_taken_in(waiting, reply)]
    opens = threaded and place.in_channel and not shown.threaded
    return [*([thread(place, update.alert, revision, now, due)] if opens else ()), reply]


def _heard_at(watches: tuple[Watch, ...], now: datetime) -> datetime | None:
    """When the first of these watches may make a noise; None where that is now."""
    quiet = [quiet_until(watch.quiet, now) if watch.quiet else None for watch in watches]
    ends = [end for end in quiet if end is not None]
    return min(ends) if ends and len(ends) == len(quiet) else None


def _waiting(shown: Shown, now: datetime) -> Post | None:
    """The last reply where it is still to be sent, as nothing was said below the message since it was due."""
    last = shown.reply or (shown.post if shown.post.part else None)
    if last is None or not isinstance(last.body, Update):
        return None
    due = last.not_before or last.body.at
    sent = shown.replied_at is not None and shown.replied_at >= due
    return None if sent or due < now - LONGEST_WAIT else last


def _taken_in(waiting: Post, reply: Post) -> Post:
    """An edit of the reply that waits, which says both."""
    first, then = waiting.body, reply.body
    assert isinstance(first, Update)
    assert isinstance(then, Update)
    sentences = tuple(dict.fromkeys((*first.sentences, *then.sentences)))
    room = MOST_GATHERED // 2
    if len(sentences) > MOST_GATHERED:
        sentences = (*sentences[:room], *sentences[-room:])
    both = replace(
        then,
        escalations=tuple(dict.fromkeys((*first.escalations, *then.escalations))),
        sentences=sentences,
        sources=tuple(dict.fromkeys((*first.sources, *then.sources))),
        at=first.at,
        speaking=tuple(dict.fromkeys((*first.speaking, *then.speaking))),
        renamed=first.renamed or then.renamed,
    )
    held, due = waiting.not_before, reply.not_before
    return replace(
        waiting,
        action="edit",
        revision=reply.revision,
        body=both,
        not_before=min(held, due) if held and due else held,
        pings=tuple(dict.fromkeys((*waiting.pings, *reply.pings))),
    )


def _verdict(place: Place, post: Post, what: Literal["edit", "reply"], told: tuple[str, ...]) -> Verdict:
    alert = post.body.alert if isinstance(post.body, Update) else post.body
    assert isinstance(alert, Alert)
    until = post.not_before
    held = () if until is None else (f"It goes at {until:%H:%M} UTC, with what comes until then.",)
    return Verdict(
        target=place.target,
        story=alert.story,
        revision=post.revision,
        what=what,
        reasons=(*alert.reasons, *told, *held),
        until=until,
    )


def _same(place: Place, alert: Alert, revision: int, why: str) -> Decided:
    return Decided(
        verdict=Verdict(
            target=place.target, story=alert.story, revision=revision, what="same", reasons=(why,)
        )
    )
