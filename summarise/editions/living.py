"""What becomes of a message that a target has: new words, something said below it, or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from config.phrase import Reason, phrase
from summarise.editions.below import below, calling
from summarise.editions.changes import changes, headlines_before
from summarise.editions.escalation import escalations, now_speaking
from summarise.editions.hearing import lede_outlets
from summarise.editions.pace import is_old, next_edit
from summarise.editions.place import Decided, Place, message, publishing
from summarise.editions.quiet import first_wait
from summarise.model import Alert, Post, Shown, SummarySentence, Update, Verdict


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
        heard_speaking=before.heard_speaking,
        fired=before.fired,
    )


def rolled(place: Place, shown: Shown, before: Alert, alert: Alert, revision: int, now: datetime) -> Decided:
    """New words for a story's line in a list, while the list is not old."""
    told = changes(before, alert, place.watched)
    if not told or (shown.sent_at is not None and is_old(shown.sent_at, now)):
        return _same(place, alert, revision, phrase("Its line in a list of stories stays as it is."))
    post = replace(message(place, replace(alert, fired=place.fired), revision), action="edit")
    verdict = _verdict(place, post, "edit", (*told, phrase("It is told in a list of stories.")))
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
    reads alone; so is what is new where a watch wants the story for the first time and names a role. `news`
    gives the new sentences. Where no watch is left for which it was told, nothing is said below.
    """
    assert shown.sent_at is not None
    told = changes(before, alert, place.watched)
    if not told:
        return _same(place, alert, revision, phrase("Nothing in its message would read differently."))
    happened = escalations(before, alert, place.watched)
    call = calling(place, before, alert, happened, now)
    later = {watch.id for watch in call.later}
    alert = replace(alert, fired=tuple(one for one in place.fired if one not in later))
    loud = bool(call.roles) or (bool(happened) and place.personal and bool(place.active))
    old = is_old(shown.sent_at, now)
    tells = place.has_timeline or (old and bool(place.active))
    sentences = news() if loud or tells else ()
    says_more = bool(sentences or happened or alert.were != before.were)
    posts: list[Post] = []
    if loud or (tells and says_more):
        speaking = now_speaking(before, alert, place.watched)
        alert = replace(
            alert,
            escalated=tuple(dict.fromkeys((*before.escalated, *happened))),
            heard_speaking=tuple(dict.fromkeys((*before.heard_speaking, *sorted(speaking)))),
        )
        known = frozenset(before.sources)
        update = Update(
            alert=alert,
            escalations=happened,
            sentences=sentences,
            sources=tuple(source for source in alert.sources if source not in known),
            at=now,
            speaking=tuple(sorted(speaking)),
            renamed=alert.were != before.were,
        )
        posts += below(place, shown, update, call, revision, now, loud=loud)
    if not old:
        posts.insert(0, _edit(place, shown, alert, revision, now))
    if not posts:
        return _same(
            place, alert, revision, phrase("Its message is too old to be edited, and no report says more.")
        )
    what = posts[-1]
    return Decided(
        posts=(*posts, *_published(place, alert, revision, now)),
        verdict=_verdict(place, what, "reply" if what.part else "edit", told),
    )


def _edit(place: Place, shown: Shown, alert: Alert, revision: int, now: datetime) -> Post:
    assert shown.sent_at is not None
    last, held = shown.changed_at or shown.sent_at, shown.post.not_before
    is_edit = shown.post.action == "edit" and shown.post.part == 0
    waits = is_edit and held is not None and (last < held or last > now)
    due = next_edit(shown.sent_at, shown.changed_at, now, held if waits else None)
    return replace(message(place, alert, revision), action="edit", not_before=due)


def _published(place: Place, alert: Alert, revision: int, now: datetime) -> tuple[Post, ...]:
    """Its publishing where a watch that wants it for the first time is the first to ask for that."""
    asks = [want for want in place.newcomers if want.watch.publish and want.watch.id in alert.fired]
    if not asks:
        return ()
    waits = [first_wait(want.watch, want.voices, now) for want in asks]
    ends = [wait.until for wait in waits if wait is not None]
    return publishing(place, alert, revision, min(ends) if len(ends) == len(waits) else None)


def _verdict(place: Place, post: Post, what: Literal["edit", "reply"], told: tuple[Reason, ...]) -> Verdict:
    alert = post.body.alert if isinstance(post.body, Update) else post.body
    assert isinstance(alert, Alert)
    held = () if post.not_before is None else (phrase("It goes with what comes until then."),)
    return Verdict(
        target=place.target,
        story=alert.story,
        revision=post.revision,
        what=what,
        reasons=(*alert.reasons, *told, *held),
        until=post.not_before,
    )


def _same(place: Place, alert: Alert, revision: int, why: Reason) -> Decided:
    return Decided(
        verdict=Verdict(
            target=place.target, story=alert.story, revision=revision, what="same", reasons=(why,)
        )
    )
