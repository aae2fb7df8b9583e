"""Speaks to Discord's places for the outbox.

Create Message takes a `nonce` with `enforce_nonce`: within a few minutes Discord answers a repeated one with
the message it made, so that a lost answer is asked for again and not posted again. Beyond that, and in
forums, which take none, the place is read back for the button that carries the delivery's id.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import discord
from discord.http import Route

from bot.client import Wirewatch
from bot.outcomes import Delayed, Gone, Outcome, Overdue, Refused, Sent, Stopped, Unsettled
from bot.render.message import Json
from bot.sending.access import LEFT, may_read_history, standing
from bot.sending.below import NO_THREADS, Below
from bot.sending.bodies import address_of, answering, message_body
from bot.sending.closed import Closed
from bot.sending.forum import Forums
from bot.sending.membership import Membership
from bot.sending.places import Conversations, Place, place_of
from bot.sending.refusals import ARCHIVED, NO_HISTORY, NOT_NOW, OLD_EDITS, Act, answered, meaning
from bot.sending.requests import Answer, Deadlines, Refusal, Requests, Said
from bot.sending.rests import loop_time
from bot.sending.settling import WAITING, Found, History
from bot.sending.spots import Spot, Spots, wants_thread
from bot.words import language_of, speaking
from config.phrase import phrase
from feeds.ports import Clock
from storage.model import Delivery
from summarise.model import Update

OLD: Final = timedelta(minutes=55)
"""Just under an hour, after which Discord counts edits."""

SHUT: Final = phrase("The forum post is archived and locked. Unlock it, and it is kept up to date again.")

MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"


class DiscordSender:
    """Implements `bot.deliver.Sender` for all targets that are Discord's."""

    def __init__(
        self, client: Wirewatch, now: Clock | None = None, steady: Callable[[], float] = loop_time
    ) -> None:
        """`steady` tells the seconds of a clock that nobody sets."""
        self._client = client
        self._now = now or discord.utils.utcnow
        self._requests = Requests(client, self._now, steady, lambda: client.holding.speakers)
        self._deadlines = Deadlines()
        self._closed = Closed(client)
        self._membership = Membership(self._requests, steady)
        self._history = History(client, self._requests, self._now)
        self._forums = Forums(client, self._requests, self._history, self._now)
        self._below = Below(client, self._requests, self._closed, self._now)
        conversations = Conversations(self._requests, self._now)
        self._spots = Spots(client, conversations, self._below, self._history, self._forums)

    async def send(self, delivery: Delivery) -> Outcome:
        """Do what the post asks for, in its guild's language; nothing that Discord is known to refuse."""
        with self._deadlines.sending(delivery), speaking(language_of(delivery.speaks)):
            return await self._send(delivery)

    async def _send(self, delivery: Delivery) -> Outcome:
        if not self._client.signed_in:
            return Delayed(reason=phrase("not signed in to Discord at the moment"))
        place = place_of(delivery.post.target)
        if place is None:
            named = delivery.post.target[:40]
            return Stopped(reason=phrase("Discord has no such place as {place}.", place=named), asked=False)
        known = self._client.knows(delivery.guild)
        if known and (obstacle := standing(self._client, place, delivery.guild).obstacle) is not None:
            return Stopped(reason=obstacle, asked=False, whole_guild=obstacle == LEFT)
        if place.kind == "user":
            left = await self._membership.obstacle(delivery.guild, place.id, self._client.desk.archive.guilds)
            if left is not None:
                return left
        if delivery.post.action == "post":
            return await self._post(place, delivery)
        if delivery.message_id is None:
            return Refused(reason=phrase("the message that this is about was never sent"))
        return await self._about(place, delivery, delivery.message_id)

    async def settle(self, delivery: Delivery) -> Found:
        """Look whether it arrived; only posts and replies leave doubt."""
        with self._deadlines.looking(delivery), speaking(language_of(delivery.speaks)):
            return await self._settle(delivery)

    async def _settle(self, delivery: Delivery) -> Found:
        if not (self._client.signed_in and self._client.knows(delivery.guild)):
            return WAITING
        place = place_of(delivery.post.target)
        if place is None or delivery.post.action not in ("post", "reply"):
            return None
        if delivery.post.action == "post" and place.kind == "forum":
            return await self._forums.find(place, delivery)
        spot = await self._spots.of(place, delivery)
        if not isinstance(spot, Spot):
            return spot if isinstance(spot, Refused | Delayed | Stopped) else WAITING
        if spot.within == "thread" and delivery.message_id is not None:
            missing = await self._spots.missing(spot, delivery, delivery.message_id)
            if isinstance(missing, Delayed | Gone):
                return missing
            if missing is not None:
                return None  # what the thread showed went with it
        since = delivery.tried_at or delivery.created_at
        return await self._history.find(place, spot.channel, delivery.id, since, within=spot.within)

    async def _post(self, place: Place, delivery: Delivery) -> Outcome:
        spot = await self._spots.of(place, delivery)
        if not isinstance(spot, Spot):
            return spot
        body = self._body(spot, delivery)
        if place.kind == "forum":
            return await self._forums.post(place.id, delivery.post, body)
        route = Route("POST", MESSAGES, channel_id=spot.channel)
        said = await self._requests.ask(route, json=_once(body, delivery))
        return self._came_to(said, "post", spot)

    async def _about(self, place: Place, delivery: Delivery, message: str) -> Outcome:
        """What is about a message that was sent."""
        spot = await self._spots.of(place, delivery)
        if not isinstance(spot, Spot):
            return spot
        # of a thread that is not seen only looking tells whether it is archived or deleted
        careful = delivery.wary or spot.within == "thread"
        if careful and (missing := await self._spots.missing(spot, delivery, message)) is not None:
            return missing
        match delivery.post.action:
            case "edit":
                return await self._edit(spot, delivery, message)
            case "thread":
                return await self._below.open_thread(place, message, delivery.post)
            case "publish":
                return await self._below.publish(place, message)
            case _:
                return await self._reply(spot, delivery, message)

    async def _edit(self, spot: Spot, delivery: Delivery, message: str) -> Outcome:
        rests, full, now = self._requests.rests, f"old messages of {spot.channel}", self._now()
        if _is_old(message, now) and (until := rests.until(now, full)) is not None:
            return Overdue(reason=NOT_NOW[OLD_EDITS], until=until)
        if (reason := self._closed.reason("edit", spot.place.id, spot.channel)) is not None:
            return Refused(reason=reason)
        body = self._body(spot, delivery)
        route = Route("PATCH", MESSAGE, channel_id=spot.channel, message_id=message)
        said = await self._requests.ask(route, json=body)
        if isinstance(said, Refusal) and said.code == ARCHIVED and spot.thread:
            channel = Route("PATCH", "/channels/{channel_id}", channel_id=spot.channel)
            opened = await self._requests.ask(channel, json={"archived": False})
            if isinstance(opened, Refusal) and opened.status == 403:
                self._closed.remember(SHUT, "edit", spot.place.id, spot.channel)
                return Refused(reason=SHUT)
            said = await self._requests.ask(route, json=body)
        outcome = self._came_to(said, "edit", spot, message)
        if isinstance(outcome, Overdue):
            rests.note(full, outcome.until - now)
        return outcome

    async def _reply(self, spot: Spot, delivery: Delivery, message: str) -> Outcome:
        if wants_thread(delivery) and not spot.thread and not _is_urgent(delivery):
            return Refused(reason=NO_THREADS)
        if (reason := self._closed.reason("reply", spot.place.id, spot.channel)) is not None:
            return Refused(reason=reason)
        body = _once(self._body(spot, delivery), delivery)
        plain = spot.thread or may_read_history(self._client, spot.channel) is False
        route = Route("POST", MESSAGES, channel_id=spot.channel)
        said = await self._requests.ask(route, json=body if plain else answering(body, message))
        if isinstance(said, Refusal) and said.code == NO_HISTORY and not said.doubtful:
            said = await self._requests.ask(route, json=body)
        outcome = self._came_to(said, "reply", spot, message)
        if isinstance(outcome, Refused) and isinstance(said, Refusal) and said.status in (403, 404):
            self._closed.remember(outcome.reason, "reply", spot.place.id, spot.channel)
        return outcome

    def _body(self, spot: Spot, delivery: Delivery) -> Json:
        pointed = delivery.points_to
        if pointed is None:
            return message_body(delivery, None)
        guild = "@me" if spot.place.kind == "user" else delivery.guild
        channel = pointed if spot.place.kind == "forum" else spot.channel
        return message_body(delivery, address_of(guild, channel, pointed))

    def _came_to(self, said: Said, act: Act, spot: Spot, message: str = "") -> Outcome:
        """The outcome; a refusal after a try that may have made a message leaves that doubt."""
        match said:
            case Answer(body={"id": str(made)}) if made.isdecimal():
                return Sent(message_id=made)
            case Answer():
                return Unsettled(reason=phrase("Discord's answer was no message"))
            case Refusal(doubtful=True) if act != "edit":
                return Unsettled(reason=answered(said))
            case Refusal():
                return meaning(said, act, now=self._now(), message=message, within=spot.within)
        return said


def _is_old(message: str, now: datetime) -> bool:
    """Whether Discord counts its edits."""
    return discord.utils.snowflake_time(int(message)) < now - OLD


def _once(body: Json, delivery: Delivery) -> Json:
    return body | {"nonce": delivery.nonce, "enforce_nonce": True}


def _is_urgent(delivery: Delivery) -> bool:
    """Whether it is said in the channel where no thread can be opened for it."""
    body = delivery.post.body
    return bool(delivery.post.pings) or (isinstance(body, Update) and bool(body.escalations))
