"""Where a delivery's message stands, or is to stand, and whether what it is about is there still."""

from dataclasses import dataclass

import discord

from bot.outcomes import Delayed, Gone, Outcome, Refused
from bot.sending.access import sees_thread
from bot.sending.below import Below
from bot.sending.forum import Forums
from bot.sending.places import Conversations, Place
from bot.sending.refusals import DELETED, POST_DELETED, THREAD_DELETED, UNKNOWN_MESSAGE, Within
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

    @property
    def within(self) -> Within:
        """What a refusal of Discord's is about."""
        if not self.thread:
            return "target"
        return "forum post" if self.place.kind == "forum" else "thread"


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
        """What it comes to that the message, or its thread, is not there, by listing; None where it is."""
        place, threaded = spot.place, spot.within == "thread"
        if spot.thread and sees_thread(self._client, spot.channel):
            return None
        if place.kind == "forum":
            since = discord.utils.snowflake_time(int(message))
            threads = await self._forums.threads(place.id, delivery.guild, since)
            if not isinstance(threads, list):
                return threads if isinstance(threads, Delayed) else None
            if message not in {str(thread["id"]) for thread in threads}:
                return Gone(reason=POST_DELETED)
        found = await self._history.around(place, place.id if threaded else spot.channel, message)
        if isinstance(found, Delayed):
            return found
        if found is None:
            return Gone(reason=DELETED[UNKNOWN_MESSAGE])
        if found and threaded and not found.get("thread"):
            return Refused(reason=THREAD_DELETED)
        return None


def wants_thread(delivery: Delivery) -> bool:
    """Whether it is to stand in the thread below a channel's message."""
    post = delivery.post
    return post.action == "reply" and post.threaded and post.target.startswith("channel:")
