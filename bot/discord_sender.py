"""Speaks to Discord's channels for the outbox, on the client's own HTTP session.

Create Message takes a `nonce` with `enforce_nonce`: within a few minutes Discord answers a repeated one with
the message it made, so that a lost answer is asked for again and not posted again. Beyond that the channel
is read back for the button that carries the delivery's id.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
import discord
from discord.http import Route

from bot.client import Wirewatch
from bot.deliver import Delayed, Outcome, Refused, Sent, Unsettled
from bot.gateway import SENDING
from bot.render.alert import alert_message
from bot.render.below import pointer_message, rollup_message, update_message
from bot.render.digest import digest_message
from bot.render.message import Json, RenderedMessage, why_id
from bot.render.notice import notice_message
from bot.tries import Tries
from feeds.ports import Clock
from storage.model import Delivery
from summarise.model import Alert, Digest, Notice, Pointer, Rollup, Update

SEND_SECONDS: Final = 45
"""Less than a claim's lease, with Discord's rate limits waited for."""

ANSWER: Final = aiohttp.ClientTimeout(total=20)
TOKEN_WAIT: Final = timedelta(minutes=5)
OLD_EDIT_WAIT: Final = timedelta(minutes=15)
OLD_EDITS: Final = 30046
"""Discord's error: too many edits to messages older than an hour."""

CLOCK_MARGIN: Final = timedelta(minutes=30)
"""How far our clock and Discord's may be apart when a channel is read back."""

PAGES, PAGE = 10, 100


class DiscordSender:
    """Implements `bot.deliver.Sender` for targets `channel:<id>`."""

    def __init__(self, client: Wirewatch, now: Clock | None = None) -> None:
        self._client = client
        self._now = now or discord.utils.utcnow

    async def send(self, delivery: Delivery) -> Outcome:
        """Post with the delivery's nonce, or edit the message it names."""
        if not self._client.signed_in:
            return Delayed(reason="not signed in to Discord at the moment")
        body = _rendered(delivery).payload()
        channel = _channel(delivery)
        if delivery.post.action == "post":
            route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
            body |= {"nonce": delivery.nonce, "enforce_nonce": True}
        elif delivery.message_id is None:
            return Refused(reason="the message that this would edit was never sent")
        else:
            path = "/channels/{channel_id}/messages/{message_id}"
            route = Route("PATCH", path, channel_id=channel, message_id=delivery.message_id)
        answer = await self._ask(route, json=body)
        if not isinstance(answer, _Answer):
            return answer
        message = answer.body.get("id") if isinstance(answer.body, dict) else None
        return (
            Sent(message_id=str(message)) if message else Unsettled(reason="Discord's answer was no message")
        )

    async def settle(self, delivery: Delivery) -> Sent | Refused | Delayed | None:
        """Read the channel from the first attempt on, oldest first, for the delivery's button."""
        if not (self._client.signed_in and self._client.is_ready()):
            return Delayed(reason="waiting for Discord before looking whether it arrived")
        channel = _channel(delivery)
        readable = self._client.may_read_history(int(channel))
        if readable is False:
            return Refused(
                reason=f"channel {channel} cannot be read back: give the bot Read Message History there"
            )
        after = discord.utils.time_snowflake((delivery.tried_at or delivery.created_at) - CLOCK_MARGIN)
        for _ in range(PAGES):
            route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
            answer = await self._ask(route, params={"limit": PAGE, "after": after})
            if isinstance(answer, Refused | Delayed):
                return answer
            if not isinstance(answer, _Answer) or not isinstance(answer.body, list):
                return Delayed(reason="the channel could not be read back")
            for message in answer.body:
                if _is_ours(message, self._client.user) and _carries(message, why_id(delivery.id)):
                    return Sent(message_id=str(message["id"]))
            if len(answer.body) < PAGE:
                return None if readable else Delayed(reason=f"channel {channel} is not seen at the moment")
            after = max(int(message["id"]) for message in answer.body)
        return Refused(reason=f"channel {channel} has had too many messages since to find this one")

    async def _ask(self, route: Route, **request: Any) -> "_Answer | Refused | Delayed | Unsettled":
        """One request; what comes after a try that may have arrived leaves that doubt, whatever it says."""
        tries = Tries()
        asking = asyncio.create_task(
            self._client.http.request(route, timeout=ANSWER, trace_request_ctx=tries, **request), name=SENDING
        )
        try:
            await asyncio.wait({asking}, timeout=SEND_SECONDS)
        finally:
            asking.cancel()
        if not asking.done() or asking.cancelled():
            return Unsettled(reason="Discord's answer was not waited for any longer")
        said = self._said(asking)
        if isinstance(said, Delayed) and tries.doubtful:
            return Unsettled(reason=said.reason, until=said.until)
        if isinstance(said, Refused) and tries.doubtful:
            return Unsettled(reason=said.reason)
        return said

    def _said(self, asking: asyncio.Task[Any]) -> "_Answer | Refused | Delayed | Unsettled":
        """What the last try came to."""
        try:
            return _Answer(asking.result())
        except discord.RateLimited as error:
            return Delayed(
                reason="Discord asks to wait", until=self._now() + timedelta(seconds=error.retry_after)
            )
        except discord.HTTPException as error:
            return _refusal(error, self._now())
        except aiohttp.ClientConnectorError:
            return Delayed(reason="Discord cannot be reached")
        except (OSError, aiohttp.ClientError, TimeoutError, ValueError) as error:
            return Unsettled(reason=f"Discord's answer was lost ({type(error).__name__})")
        except RuntimeError:  # aiohttp: the session was closed while we waited for our turn
            return Unsettled(reason="the connection to Discord was closed meanwhile")


class _Answer:
    """What Discord answered."""

    def __init__(self, body: Any) -> None:
        self.body = body


def _rendered(delivery: Delivery) -> RenderedMessage:
    body = delivery.post.body
    match body:
        case Alert():
            return alert_message(delivery.id, body)
        case Digest():
            return digest_message(delivery.id, body)
        case Notice():
            return notice_message(delivery.id, body)
        case Update():
            return update_message(delivery.id, body)
        case Rollup():
            return rollup_message(delivery.id, body)
        case Pointer():
            return pointer_message(delivery.id, body, None)


def _channel(delivery: Delivery) -> str:
    return delivery.post.target.removeprefix("channel:")


def _refusal(error: discord.HTTPException, now: datetime) -> Refused | Delayed | Unsettled:
    """What an error status means. An edge server's 403 (no JSON, code 0) is a ban for a time, no verdict."""
    said = f"Discord answered {error.status}: {error.text or error.response.reason}"[:300]
    if error.status >= 500:
        return Unsettled(reason=said)
    if error.code == OLD_EDITS:
        return Delayed(reason=said, until=now + OLD_EDIT_WAIT)
    if error.status == 429:
        return Delayed(reason=said, until=_retry_after(error, now))
    if error.status == 401 or (error.status == 403 and not error.code):
        return Delayed(reason=said, until=now + TOKEN_WAIT)
    return Refused(reason=said)


def _retry_after(error: discord.HTTPException, now: datetime) -> datetime | None:
    seconds = error.response.headers.get("Retry-After", "")
    return now + timedelta(seconds=min(int(seconds), 3600)) if seconds.isdecimal() else None


def _is_ours(message: Json, me: discord.ClientUser | None) -> bool:
    author = message.get("author")
    return me is not None and isinstance(author, dict) and author.get("id") == str(me.id)


def _carries(part: Json, custom_id: str) -> bool:
    return part.get("custom_id") == custom_id or any(
        _carries(inner, custom_id) for inner in part.get("components") or ()
    )
