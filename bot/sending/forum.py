"""Forums: every post is a thread with a first message of the same id, and none of them takes a nonce."""

from datetime import UTC, datetime
from typing import Final

import discord
from discord.http import Route

from bot.outcomes import Delayed, Gone, Outcome, Refused, Sent, Stopped, Unsettled
from bot.render.message import Json, why_id
from bot.render.thread import thread_name
from bot.sending import settling
from bot.sending.access import forum_of
from bot.sending.places import Place
from bot.sending.refusals import ALONE, TAG_WANTED, UNKNOWN_TAG, answered, meaning
from bot.sending.requests import Answer, Refusal, Requests, Said
from bot.sending.settling import CLOCK_MARGIN, Found, History, carries, unread
from config.phrase import phrase
from feeds.ports import Clock
from storage.model import Delivery
from summarise.model import Post

DAY_MINUTES: Final = 1440
"""How long a thread stays open after its last message: as long as alerts are edited."""

MOST_TAGS: Final = 5
MOST_LOOKED_AT: Final = 50

Threads = list[Json] | Refused | Delayed | Stopped | Gone


class Forums:
    """Posts to forums, and finds what was posted."""

    def __init__(self, client: discord.Client, requests: Requests, history: History, now: Clock) -> None:
        self._client = client
        self._requests = requests
        self._history = history
        self._now = now

    async def post(self, forum: str, post: Post, message: Json) -> Outcome:
        """Open a post with the tags that the forum still has."""
        tags = self._tags(forum, post)
        seen = forum_of(self._client, forum)
        if seen is not None and seen.flags.require_tag and not tags:
            return Refused(reason=ALONE[TAG_WANTED])
        asked = await self._open(forum, post, message, tags)
        if isinstance(asked, Refusal) and asked.code == UNKNOWN_TAG and not asked.doubtful:
            asked = await self._open(forum, post, message, ())
        match asked:
            case Answer(body={"id": str(thread)}) if thread.isdecimal():
                return Sent(message_id=thread)
            case Answer():
                return Unsettled(reason=phrase("Discord's answer was no forum post"))
            case Refusal():
                if asked.doubtful:
                    return Unsettled(reason=answered(asked))
                return meaning(asked, "post", now=self._now())
            case _:
                return asked

    async def _open(self, forum: str, post: Post, message: Json, tags: tuple[str, ...]) -> Said:
        body: Json = {
            "name": thread_name(post.body),
            "auto_archive_duration": DAY_MINUTES,
            "message": message,
        }
        if tags:
            body["applied_tags"] = list(tags)
        return await self._requests.ask(
            Route("POST", "/channels/{channel_id}/threads", channel_id=forum), json=body
        )

    def _tags(self, forum: str, post: Post) -> tuple[str, ...]:
        """The post's tags that the forum has, as far as it is seen."""
        tags = tuple(tag for tag in dict.fromkeys(post.tags) if tag.isascii() and tag.isdecimal())
        seen = forum_of(self._client, forum)
        if seen is not None:
            there = {str(tag.id) for tag in seen.available_tags}
            tags = tuple(tag for tag in tags if tag in there)
        return tags[:MOST_TAGS]

    async def find(self, place: Place, delivery: Delivery) -> Found:
        """The delivery's post among those opened since it was first tried; None where it did not arrive."""
        readable = await self._history.readable(place)
        if isinstance(readable, Delayed):
            return readable
        if readable is False:
            return Refused(
                reason=phrase(
                    "forum {forum} cannot be read back: give the bot Read Message History there",
                    forum=place.id,
                )
            )
        since = min(delivery.tried_at or delivery.created_at, self._now()) - CLOCK_MARGIN
        threads = await self.threads(place.id, delivery.guild, since)
        if not isinstance(threads, list):
            return threads
        name = thread_name(delivery.post.body)
        threads.sort(key=lambda thread: thread.get("name") != name)
        for thread in threads[:MOST_LOOKED_AT]:
            first = await self._history.around(place, str(thread["id"]), str(thread["id"]))
            if isinstance(first, Delayed):
                return first
            if first and carries(first, why_id(delivery.id)):
                return Sent(message_id=str(thread["id"]))
        if len(threads) > MOST_LOOKED_AT:
            return Refused(
                reason=phrase("forum {forum} has had too many posts since to find this one", forum=place.id)
            )
        if readable:
            return None
        return Delayed(reason=phrase("forum {forum} is not seen at the moment", forum=place.id))

    async def threads(self, forum: str, guild: str, since: datetime) -> Threads:
        """The bot's own posts in the forum that were opened since then, open and archived ones."""
        oldest = discord.utils.time_snowflake(since)
        active = await self._listed(Route("GET", "/guilds/{guild_id}/threads/active", guild_id=guild), {})
        if not isinstance(active, list):
            return active
        archived = await self._archived(forum, since)
        if not isinstance(archived, list):
            return archived
        found = {str(thread.get("id")): thread for thread in (*active, *archived)}
        return [
            thread
            for number, thread in found.items()
            if number.isdecimal()
            and int(number) >= oldest
            and thread.get("parent_id") == forum
            and self._client.user is not None
            and thread.get("owner_id") == str(self._client.user.id)
        ]

    async def _archived(self, forum: str, since: datetime) -> Threads:
        """What was archived since then: nothing that was opened since then is missing."""
        route = Route("GET", "/channels/{channel_id}/threads/archived/public", channel_id=forum)
        query: dict[str, object] = {"limit": settling.PAGE}
        found: list[Json] = []
        for _ in range(settling.PAGES):
            page = await self._listed(route, query)
            if not isinstance(page, list):
                return page
            found += page
            oldest = _archived_at(page[-1]) if page else None
            if oldest is None or oldest < since:
                return found
            query["before"] = oldest.isoformat()
        return Refused(
            reason=phrase("forum {forum} has had too many posts archived since to find this one", forum=forum)
        )

    async def _listed(self, route: Route, query: dict[str, object]) -> Threads:
        asked = await self._requests.ask(route, params=query)
        match asked:
            case Answer(body={"threads": list() as threads}):
                return [thread for thread in threads if isinstance(thread, dict)]
            case Refusal():
                return unread(asked, self._now())
            case Delayed():
                return asked
        return Delayed(reason=phrase("the forum could not be read back"))


def _archived_at(thread: Json) -> datetime | None:
    """When the thread was archived; None where that is not said."""
    match thread:
        case {"thread_metadata": {"archive_timestamp": str(text)}}:
            try:
                return datetime.fromisoformat(text).astimezone(UTC)
            except (ValueError, OverflowError):
                return None
    return None
