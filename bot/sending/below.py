"""What belongs to a message that is there: a thread below it, and publishing it."""

from datetime import datetime
from typing import Final

import discord
from discord.http import Route

from bot.outcomes import Delayed, Outcome, Overdue, Refused, Sent, Unsettled
from bot.render.thread import thread_name
from bot.sending.access import is_announcing, may_open_threads, sees_thread
from bot.sending.closed import Closed
from bot.sending.forum import DAY_MINUTES
from bot.sending.places import Place
from bot.sending.refusals import ALONE, Act, meaning
from bot.sending.requests import Answer, Refusal, Requests, Said
from config.phrase import phrase
from feeds.ports import Clock
from summarise.model import Post

NO_THREADS: Final = ALONE[50013]
NO_PLACE: Final = phrase("Only messages in a channel have threads below them and can be published.")
NOT_ANNOUNCING: Final = phrase(
    "Only messages in an announcement channel can be published. Turn the channel into one (its settings, "
    "Overview), or take `publish` from the watch."
)


class Below:
    """Opens threads and publishes. Doing either twice changes nothing: no doubt is to be settled."""

    def __init__(self, client: discord.Client, requests: Requests, closed: Closed, now: Clock) -> None:
        self._client = client
        self._requests = requests
        self._closed = closed
        self._now = now

    async def open_thread(self, place: Place, message: str, post: Post) -> Outcome:
        """A thread below the message, named for its story."""
        if place.kind != "channel":
            return Refused(reason=NO_PLACE)
        if not self.has_threads(place, message):
            return Refused(reason=NO_THREADS)
        path = "/channels/{channel_id}/messages/{message_id}/threads"
        route = Route("POST", path, channel_id=place.id, message_id=message)
        named = {"name": thread_name(post.body), "auto_archive_duration": DAY_MINUTES}
        return self._done("thread", place, message, await self._requests.ask(route, json=named))

    async def publish(self, place: Place, message: str) -> Outcome:
        """The message to everybody who follows its announcement channel."""
        if place.kind != "channel":
            return Refused(reason=NO_PLACE)
        if is_announcing(self._client, place.id) is False:
            return Refused(reason=NOT_ANNOUNCING)
        if (reason := self._closed.reason("publish", place.id)) is not None:
            return Refused(reason=reason)
        path = "/channels/{channel_id}/messages/{message_id}/crosspost"
        route = Route("POST", path, channel_id=place.id, message_id=message)
        return self._done("publish", place, message, await self._requests.ask(route))

    def has_threads(self, place: Place, message: str) -> bool:
        """Whether there may be a thread below a message of the channel, as far as that is known."""
        if sees_thread(self._client, message):
            return True
        refused = self._closed.reason("thread", place.id) is not None
        return not refused and may_open_threads(self._client, place.id) is not False

    def _done(self, act: Act, place: Place, message: str, said: Said) -> Outcome:
        match said:
            case Answer(body={"id": str(made)}) if made.isdecimal():
                return Sent(message_id=made)
            case Answer():
                return Unsettled(reason=phrase("Discord's answer was not understood"))
            case Refusal():
                outcome = meaning(said, act, now=self._now(), message=message)
                if isinstance(outcome, Refused) and said.status == 403:
                    self._closed.remember(outcome.reason, act, place.id)
                return outcome
            case Delayed(reason=reason, until=datetime() as until) if act == "publish":
                return Overdue(reason=reason, until=until)
        return said
