"""Where a target's messages stand."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, Literal, cast

from discord.http import Route

from bot.outcomes import Outcome, Unsettled
from bot.sending.refusals import meaning
from bot.sending.requests import Answer, Refusal, Requests
from config.phrase import phrase
from feeds.ports import Clock

Kind = Literal["channel", "thread", "forum", "user"]
KINDS: Final = frozenset({"channel", "thread", "forum", "user"})

REMEMBERED: Final = 2000
"""How many direct conversations are kept in mind; opening one again gives the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A target of Discord's: what it is, and its id (of a person: theirs)."""

    kind: Kind
    id: str


def place_of(target: str) -> Place | None:
    """The place that a target names; None where Discord has none of that form."""
    kind, _, number = target.partition(":")
    if kind not in KINDS or not (number.isascii() and number.isdecimal() and len(number) <= 20):
        return None
    return Place(kind=cast("Kind", kind), id=number)


class Conversations:
    """The direct conversations with people, each opened once."""

    def __init__(self, requests: Requests, now: Clock) -> None:
        self._requests = requests
        self._now = now
        self._known: OrderedDict[str, str] = OrderedDict()

    async def channel_with(self, user: str) -> str | Outcome:
        """The id of the conversation's channel, or why there is none; asking again opens no second one."""
        if (known := self._known.get(user)) is not None:
            return known
        asked = await self._requests.ask(Route("POST", "/users/@me/channels"), json={"recipient_id": user})
        match asked:
            case Answer(body={"id": str(channel)}) if channel.isdecimal():
                self._known[user] = channel
                if len(self._known) > REMEMBERED:
                    self._known.popitem(last=False)
                return channel
            case Answer():
                return Unsettled(reason=phrase("Discord opened no conversation"))
            case Refusal():
                return meaning(asked, "open", now=self._now())
            case _:
                return asked
