"""Where a delivery's message stands, or is to stand, and whether what it is about is there still."""

from dataclasses import dataclass

import discord

from bot.deliver import Delayed, Gone, Outcome
from bot.sending.access import sees_thread
from bot.sending.below import Below
from bot.sending.forum import Forums
from bot.sending.places import Conversations, Place
from bot.sending.settling import History
from storage.model import Delivery


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where a delivery's messages stand: `channel` is the conversation's, the thread's or the channel's id.

    `thread` says that it is a thread below a message, or a forum's post, and not the target itself.
    """

    place: Place
    channel: str
    thread: bool = False


class Spots:
    """Finds them."""

    def __init__(
        self,
        client: discord.Client,
        conversations: Conversations,
        below: Below,
        history: History,
        forums: Forums,
    ) -> None:
        self._client = client
        self._conversations = conversations
        self._below = below
        self._history = history
        self._forums = forums

    async def of(self, place: Place, delivery: Delivery) -> Spot | Outcome:
        """Where this delivery's message stands, or is to stand."""
        message = delivery.message_id
        if place.kind == "user":
            channel = await self._conversations.channel_with(place.id)
            return Spot(place=place, channel=channel) if isinstance(channel, str) else channel
        if message is not None and place.kind == "forum":
            return Spot(place=place, channel=message, thread=True)
        if message is not None and wants_thread(delivery) and self._below.has_threads(place, message):
            return Spot(place=place, channel=message, thread=True)
        return Spot(place=place, channel=place.id)

    async def missing(self, spot: Spot, delivery: Delivery, message: str) -> Outcome | None:
        """What it comes to that the message is not there any more, by listing; None where it is."""
        place, threaded = spot.place, spot.thread and spot.place.kind == "channel"
        if spot.thread and sees_thread(self._client, spot.channel):
            return None
        if place.kind == "forum":
            since = discord.utils.snowflake_time(int(message))
            threads = await self._forums.threads(place.id, delivery.guild, since)
            if not isinstance(threads, list):
                return threads if isinstance(threads, Delayed) else None
            if message not in {str(thread["id"]) for thread in threads}:
                return Gone(reason="Somebody deleted the forum post.")
        found = await self._history.around(place, place.id if threaded else spot.channel, message)
        if isinstance(found, Delayed):
            return found
        if found is None or (found and threaded and not found.get("thread")):
            return Gone(reason="Somebody deleted the message, or the thread below it.")
        return None


def wants_thread(delivery: Delivery) -> bool:
    """Whether it is to stand in the thread below a channel's message."""
    post = delivery.post
    return post.action == "reply" and post.threaded and post.target.startswith("channel:")
