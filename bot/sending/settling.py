"""Whether something arrived: channels are read back for the button that carries a delivery's id."""

from datetime import datetime, timedelta
from typing import Final

import discord
from discord.http import Route

from bot.outcomes import Delayed, Gone, Refused, Sent, Stopped
from bot.render.message import Json, why_id
from bot.sending.access import may_read_history
from bot.sending.places import Place
from bot.sending.refusals import Within, meaning
from bot.sending.requests import Answer, Refusal, Requests
from config.phrase import phrase
from feeds.ports import Clock

Found = Sent | Refused | Delayed | Stopped | Gone | None

CLOCK_MARGIN: Final = timedelta(minutes=90)
"""How far our clock and Discord's may be apart when a channel is read back: more than summer time."""

LIKELY: Final = timedelta(minutes=5)
"""How far they mostly are: what is newer is read first, however much there was before."""

PAGES, PAGE = 10, 100

WAITING: Final = Delayed(reason=phrase("waiting for Discord before looking whether it arrived"))
UNREAD: Final = Delayed(reason=phrase("the channel could not be read back"))


class History:
    """Reads what channels show."""

    def __init__(self, client: discord.Client, requests: Requests, now: Clock) -> None:
        self._client = client
        self._requests = requests
        self._now = now

    async def readable(self, place: Place) -> bool | Delayed | None:
        """Whether the place can be read back; None where that is not known at the moment.

        A thread that is archived is not seen: it goes by the channel that it hangs below.
        """
        if place.kind == "user":
            return True
        known = may_read_history(self._client, place.id)
        if known is not None or place.kind != "thread":
            return known
        asked = await self._requests.ask(Route("GET", "/channels/{channel_id}", channel_id=place.id))
        match asked:
            case Answer(body={"parent_id": str(parent)}):
                return may_read_history(self._client, parent)
            case Delayed():
                return asked
        return None

    async def find(
        self, place: Place, channel: str, delivery_id: int, since: datetime, *, within: Within = "target"
    ) -> Found:
        """The delivery's message in a channel of the place: from `since` on, then from what is before it.

        None where it did not arrive, Refused where that cannot be known.
        """
        readable = await self.readable(place)
        if isinstance(readable, Delayed):
            return readable
        if readable is False:
            return Refused(
                reason=phrase(
                    "channel {channel} cannot be read back: give the bot Read Message History there",
                    channel=place.id,
                )
            )
        since = min(since, self._now())
        for begin, end in ((since - LIKELY, None), (since - CLOCK_MARGIN, since - LIKELY)):
            found = await self._between(channel, why_id(delivery_id), begin, end, within=within)
            if found is not None:
                return found
        if readable:
            return None
        return Delayed(reason=phrase("channel {channel} is not seen at the moment", channel=channel))

    async def _between(
        self, channel: str, button: str, begin: datetime, end: datetime | None, *, within: Within
    ) -> Found:
        """Our message with this button among those since then, up to the end; None where none is."""
        after = discord.utils.time_snowflake(begin)
        last = None if end is None else discord.utils.time_snowflake(end)
        for _ in range(PAGES):
            page = await self._page(channel, {"limit": PAGE, "after": after}, within=within)
            if not isinstance(page, list):
                return page
            for message in page:
                if self.is_ours(message) and carries(message, button):
                    return Sent(message_id=str(message["id"]))
            if len(page) < PAGE:
                return None
            after = max(int(message["id"]) for message in page)
            if last is not None and after >= last:
                return None
        return Refused(
            reason=phrase(
                "channel {channel} has had too many messages since to find this one", channel=channel
            )
        )

    async def around(self, place: Place, channel: str, message: str) -> Json | Delayed | None:
        """The message, found by listing so that a missing one is no error; None where it was deleted.

        Delayed where that cannot be told at the moment; an empty object where the place cannot be read back.
        """
        readable = await self.readable(place)
        if readable is not True:
            return readable if isinstance(readable, Delayed) else {}
        page = await self._page(channel, {"limit": 3, "around": message})
        if isinstance(page, Delayed):
            return page
        if not isinstance(page, list):
            return {}
        return next((each for each in page if str(each.get("id")) == message), None)

    async def _page(
        self, channel: str, query: dict[str, object], *, within: Within = "target"
    ) -> list[Json] | Refused | Delayed | Stopped | Gone:
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
        asked = await self._requests.ask(route, params=query)
        match asked:
            case Answer(body=list() as page):
                return [message for message in page if isinstance(message, dict)]
            case Refusal():
                return unread(asked, self._now(), within=within)
            case Delayed():
                return asked
        return UNREAD

    def is_ours(self, message: Json) -> bool:
        """Whether the bot wrote it."""
        me, author = self._client.user, message.get("author")
        return me is not None and isinstance(author, dict) and author.get("id") == str(me.id)


def unread(
    refusal: Refusal, now: datetime, *, within: Within = "target"
) -> Refused | Delayed | Stopped | Gone:
    """What it comes to that a place is not given to read."""
    came_to = meaning(refusal, "read", now=now, within=within)
    if isinstance(came_to, Refused | Delayed | Stopped | Gone):
        return came_to
    return UNREAD


def carries(part: Json, custom_id: str) -> bool:
    """Whether a button of that custom id is in a message or a component."""
    return part.get("custom_id") == custom_id or any(
        carries(inner, custom_id) for inner in part.get("components") or () if isinstance(inner, dict)
    )
