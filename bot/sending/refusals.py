"""What Discord's refusals mean for the outbox, by its documented JSON error codes.

https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from datetime import datetime, timedelta
from typing import Final, Literal

from bot.outcomes import Delayed, Gone, Outcome, Overdue, Refused, Sent, Stopped, Unsettled
from bot.sending.edge import TOKEN_WAIT, is_edge
from bot.sending.requests import Refusal
from config.phrase import Phrase, phrase

Act = Literal["post", "edit", "reply", "thread", "publish", "open", "read"]
Within = Literal["target", "thread", "forum post"]
"""Where something is asked: of the target itself, of the thread below a message, of a forum's post."""

OLD_EDIT_WAIT: Final = timedelta(minutes=15)
FULL_WAIT: Final = timedelta(minutes=15)

LONGEST_ANSWER: Final = 200
"""Characters that are told of Discord's own words."""

OLD_EDITS: Final = 30046
NO_CHANNEL: Final = 10003
NO_GUILD: Final = 10004
ARCHIVED: Final = 50083
NO_HISTORY: Final = 160002
UNKNOWN_TAG: Final = 10087
TAG_WANTED: Final = 40067

STOPS: Final = {
    NO_CHANNEL: phrase("The channel is gone: somebody deleted it."),
    NO_GUILD: phrase("The server is gone, or the bot is not in it any more. Invite it again."),
    10013: phrase("Discord knows nobody with this id."),
    40007: phrase("The bot is banned from the server."),
    50001: phrase("The bot may not see the channel. Give it View Channel there."),
    50007: phrase(
        "This person takes no direct messages from the bot. They can allow them in the privacy settings "
        "of a server that they share with it."
    ),
    50008: phrase("A channel of this type takes no messages. Choose another one."),
    50013: phrase("The bot lacks a permission there. Give it View Channel, Send Messages and Embed Links."),
    50024: phrase("The channel is of another type by now. Choose another one."),
    50033: phrase("Discord lets the bot write to no such person."),
    50278: phrase("The bot shares no server with this person any more."),
    60003: phrase("The server wants two-factor authentication of the bot's owner for this."),
    160005: phrase("The thread is locked. Unlock it, or choose another one."),
}
"""The target refuses: nothing of ours is taken until somebody changes something."""

ALONE: Final = {
    TAG_WANTED: phrase(
        "The forum wants a tag on every post. Give the watch one of its tags, or lift that rule."
    ),
    50013: phrase(
        "The bot lacks a permission for this. Give it Create Public Threads and Send Messages in Threads."
    ),
    50024: phrase("A channel of this type cannot do that."),
    160005: phrase("The thread below the message is locked."),
    160006: phrase("The server has as many open threads as Discord allows."),
    160007: phrase("The server has as many open announcement threads as Discord allows."),
    200000: phrase("The server's AutoMod blocked it. Exempt the bot's role there."),
    200001: phrase("The server's AutoMod blocked its title. Exempt the bot's role there."),
    240000: phrase("Discord's filter of harmful links blocked it."),
}
"""This message is refused, the next may be taken."""

DONE: Final = {("publish", 40033), ("thread", 160004)}
"""It was done before."""

LATER: Final = frozenset({20016, 20028, 20029, 40002, 40003, 40004, 40006, 130000})
"""Slow mode, write limits, what is switched off or overloaded at the moment."""

FULL: Final = frozenset({160006, 160007})
NOT_NOW: Final = {
    OLD_EDITS: phrase("Discord takes no more edits of messages older than an hour for now."),
    20022: phrase("Discord takes no more edits of this announcement for now."),
}
UNKNOWN_MESSAGE: Final = 10008
DELETED: Final = {
    UNKNOWN_MESSAGE: phrase("Somebody deleted the message."),
    50005: phrase("The message is not the bot's own."),
}
POST_DELETED: Final = phrase("Somebody deleted the forum post.")
THREAD_DELETED: Final = phrase(
    "Somebody deleted the thread below the message; the message itself is kept up to date."
)
BELOW: Final[frozenset[Act]] = frozenset({"edit", "reply", "thread", "publish"})


def meaning(
    refusal: Refusal, act: Act, *, now: datetime, message: str = "", within: Within = "target"
) -> Outcome:
    """What the refusal of an act comes to; `message` is the one it was about.

    A forum's post is gone with its thread; a message stands when the thread below it was deleted. An edge
    server's 401, 403 or 404 (no JSON, code 0) is a ban or an outage, no verdict.
    """
    code, status = refusal.code, refusal.status
    if (act, code) in DONE:
        return Sent(message_id=message)
    if code in NOT_NOW:
        return Overdue(reason=_said(refusal, NOT_NOW[code]), until=now + (refusal.wait or OLD_EDIT_WAIT))
    if status >= 500:
        return Unsettled(reason=_said(refusal))
    if status == 429 or code in LATER:
        return _wait(refusal, act, now)
    if is_edge(status, code):
        return Delayed(reason=_said(refusal), until=now + TOKEN_WAIT)
    if within == "thread" and code == NO_CHANNEL:
        return Refused(reason=_said(refusal, THREAD_DELETED))
    if (act in BELOW and code in DELETED) or (within == "forum post" and code == NO_CHANNEL):
        return Gone(reason=_said(refusal, DELETED.get(code, POST_DELETED)))
    return _verdict(refusal, act, now, below=within != "target")


def _wait(refusal: Refusal, act: Act, now: datetime) -> Outcome:
    """A limit; publishing has a slow one of its own, for which nothing else has to wait."""
    until = None if refusal.wait is None else now + refusal.wait
    if act == "publish":
        return Overdue(reason=_said(refusal), until=until or now + OLD_EDIT_WAIT)
    return Delayed(reason=_said(refusal), until=until)


def _verdict(refusal: Refusal, act: Act, now: datetime, *, below: bool) -> Outcome:
    code, status = refusal.code, refusal.status
    extra = act in ("thread", "publish") or (below and code == 160005)
    if code in FULL and act == "post":
        return Delayed(reason=_said(refusal, ALONE[code]), until=now + FULL_WAIT)
    if code in ALONE and (extra or code not in STOPS):
        return Refused(reason=_said(refusal, ALONE[code]))
    if code in STOPS and not (extra and code in ALONE):
        return Stopped(reason=_said(refusal, STOPS[code]), whole_guild=code == NO_GUILD)
    if status == 403 and not extra:
        return Stopped(reason=_said(refusal))
    if status == 404:
        return Gone(reason=_said(refusal)) if act in BELOW else Stopped(reason=_said(refusal))
    return Refused(reason=_said(refusal))


def answered(refusal: Refusal) -> Phrase:
    """The refusal in Discord's own words."""
    return phrase("Discord answered {status}: {answer} ({code})", **_told(refusal))


def _said(refusal: Refusal, why: Phrase | None = None) -> Phrase:
    if why is None:
        return answered(refusal)
    return phrase("{why} (Discord answered {status}: {answer} ({code}))", why=why, **_told(refusal))


def _told(refusal: Refusal) -> dict[str, str]:
    return {
        "status": str(refusal.status),
        "answer": refusal.text[:LONGEST_ANSWER],
        "code": str(refusal.code),
    }
