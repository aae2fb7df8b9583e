"""What is said below a message: who is pinged by it, when it may go, and what a reply that waits takes in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from summarise.editions.escalation import now_speaking
from summarise.editions.pace import LINES_IN_THREAD, REPLIES, next_reply
from summarise.editions.place import Place, pings, thread
from summarise.editions.quiet import first_wait, quiet_until
from summarise.model import Alert, Escalation, Post, Shown, Update, Watch

MOST_GATHERED: Final = 8
"""Sentences of a reply that waits while more comes: the first and the latest."""

LONGEST_WAIT: Final = timedelta(hours=2)
"""A reply that should have gone so long ago takes in nothing more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """Whom a message below calls, and when (None: now): what happened calls `watches`, and with it `joined`
    are called, who want the story for the first time. `later` want it first as well, and must not be called
    by then."""

    watches: tuple[Watch, ...] = ()
    joined: tuple[Watch, ...] = ()
    later: tuple[Watch, ...] = ()
    due: datetime | None = None

    @property
    def roles(self) -> tuple[Watch, ...]:
        """All whose roles are pinged."""
        return (*self.watches, *self.joined)


def calling(
    place: Place, before: Alert, after: Alert, happened: tuple[Escalation, ...], now: datetime
) -> Call:
    """Whose roles are to hear of it, as soon as the first of them may be pinged.

    Of who speaks now hear those that watch them. A watch that wants the story for the first time after it was
    told for another has its role pinged once, after its quiet hours and its cooldown.
    """
    if place.personal:
        return Call()
    newcomers = tuple(want.watch for want in place.newcomers if want.watch.ping)
    speaking = now_speaking(before, after, place.watched)
    watches = tuple(
        watch
        for watch in (place.active if happened else ())
        if watch.ping
        and watch not in newcomers
        and (set(happened) != {"speaks"} or not speaking.isdisjoint(watch.actors))
    )
    # quiet hours hold for a role also where the story is urgent: no voices are
    waits = [(watch, wait.until if (wait := first_wait(watch, 0, now)) else now) for watch in newcomers]
    heard = [heard_at(watches, now) or now] if watches else []
    due = min((*heard, *(until for _, until in waits)), default=now)
    return Call(
        watches=watches,
        joined=tuple(watch for watch, until in waits if until <= due),
        later=tuple(watch for watch, until in waits if until > due),
        due=due if due > now else None,
    )


def heard_at(watches: tuple[Watch, ...], moment: datetime) -> datetime | None:
    """When the first of these watches may make a noise; None where that is at this moment."""
    quiet = [quiet_until(watch.quiet, moment) if watch.quiet else None for watch in watches]
    ends = [end for end in quiet if end is not None]
    return min(ends) if ends and len(ends) == len(quiet) else None


def below(
    place: Place, shown: Shown, update: Update, call: Call, revision: int, now: datetime, *, loud: bool
) -> list[Post]:
    """A reply, with the thread that it belongs in where there is none; one that still waits takes it in.

    To a person each is a noise: it waits for the end of quiet hours.
    """
    space = LINES_IN_THREAD if place.has_timeline else REPLIES
    threaded = place.in_forum or (place.in_channel and (place.has_timeline or not loud))
    due = call.due if loud else next_reply(shown.replied_at, space, now)
    if place.personal:
        due = heard_at(place.active, due or now) or due
    reply = Post(
        target=place.target,
        subject=f"story:{update.alert.story}",
        part=revision,
        action="reply",
        revision=revision,
        body=update,
        not_before=due,
        threaded=threaded,
        pings=pings(call.roles, due or now) if loud else (),
    )
    waiting = _waiting(shown, now)
    if waiting is not None and (not loud or _goes_with(reply, waiting)):
        return [_taken_in(waiting, reply)]
    opens = threaded and place.in_channel and not shown.threaded
    return [*([thread(place, update.alert, revision, now, due)] if opens else ()), reply]


def _waiting(shown: Shown, now: datetime) -> Post | None:
    """The last reply where it is still to be sent, as nothing was said below the message since it was due."""
    last = shown.reply or (shown.post if shown.post.part else None)
    if last is None or not isinstance(last.body, Update):
        return None
    due = last.not_before or last.body.at
    sent = shown.replied_at is not None and shown.replied_at >= due
    return None if sent or due < now - LONGEST_WAIT else last


def _goes_with(reply: Post, waiting: Post) -> bool:
    """Whether a loud reply may go with one that waits: where it pings, only at the very time of both."""
    if not reply.pings:
        return reply.not_before is not None
    return bool(waiting.pings) and reply.not_before is not None and reply.not_before == waiting.not_before


def _taken_in(waiting: Post, reply: Post) -> Post:
    """An edit of the reply that waits, which says both; one that pings goes no earlier for it."""
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
        subject=reply.subject,
        action="edit",
        revision=reply.revision,
        body=both,
        not_before=min(held, due) if held and due and not waiting.pings else held,
        pings=tuple(dict.fromkeys((*waiting.pings, *reply.pings))),
    )
