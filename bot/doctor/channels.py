"""Permissions in every channel that watches, digests and settings name, as Discord has them now."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.doctor.finding import Finding, skipped, trouble, warning, well
from bot.doctor.permissions import HISTORY, IN_THREADS, NEEDED, THREADS, granted, lacking
from bot.rest import Denied, Reply, Rest, Told
from config.settings import Settings
from feeds.clean import line

MOST: Final = 100
"""So many channels are asked about."""

FORUM: Final = 15
WRITTEN_IN: Final = frozenset({0, 2, 5, 13})
IN_THREAD: Final = frozenset({10, 11, 12})
"""Discord: Channel Types."""

ALLOW: Final = "Allow that to the bot's role in the channel's settings, Permissions."
NAME: Final = "permissions"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A channel that something is sent to; `timeline` says that threads are opened there."""

    id: str
    timeline: bool = False


def wanted(targets: Iterable[str], timelines: Iterable[str], settings: Settings) -> tuple[Wanted, ...]:
    """The channels of these targets, such as "channel:123", and those that the settings declare."""
    declared = [(one.channel, one.timeline) for one in settings.watch]
    declared += [(one.channel, False) for one in settings.digest]
    named = [(target.partition(":")[2], False) for target in targets if not target.startswith("user:")]
    named += [(target.partition(":")[2], True) for target in timelines]
    threads = {channel for channel, timeline in (*declared, *named) if timeline}
    ids = dict.fromkeys(channel for channel, _ in (*declared, *named) if channel and channel.isdecimal())
    return tuple(Wanted(id=channel, timeline=channel in threads) for channel in ids)


async def permissions(rest: Rest, me: str, channels: tuple[Wanted, ...], now: datetime) -> list[Finding]:
    """A finding for each channel that something is wrong with, or one for all of them."""
    if not channels:
        return [skipped(NAME, "No watch and no digest names a channel yet: /setup in a server makes some.")]
    asker = _Asker(rest, me, now)
    found = await asyncio.gather(*(asker.judge(one) for one in channels[:MOST]))
    wrong = [one for one in found if one is not None]
    left = len(channels) - MOST
    if left > 0:
        wrong.append(skipped(NAME, f"{left} further channels were not asked about."))
    many = min(len(channels), MOST)
    said = "1 channel is" if many == 1 else f"{many} channels are"
    return wrong or [well(NAME, f"{said} named, and the bot may do there what it needs.")]


class _Asker:
    """Asks for each guild, its member and each channel once."""

    def __init__(self, rest: Rest, me: str, now: datetime) -> None:
        self._rest, self._me, self._now = rest, me, now
        self._asked: dict[str, asyncio.Task[Reply]] = {}

    async def judge(self, one: Wanted) -> Finding | None:
        """What is wrong with the channel."""
        reply = await self._ask(f"/channels/{one.id}")
        if not isinstance(reply, Told) or not isinstance(reply.body, dict):
            return _unseen(one.id, reply)
        channel = reply.body
        where = f"#{line(str(channel.get('name') or one.id), 60)} ({one.id})"
        try:
            return await self._permitted(channel, where, one)
        except (KeyError, TypeError, ValueError):
            return warning(NAME, f"What Discord says of {where} cannot be understood.")

    async def _permitted(self, channel: dict[str, Any], where: str, one: Wanted) -> Finding | None:
        kind = _kind(int(channel["type"]))
        if kind is None:
            return trouble(NAME, f"{where} is of a kind that takes no messages.", "Choose another channel.")
        guild, parent = str(channel["guild_id"]), channel.get("parent_id")
        thread = kind == "thread"
        replies = await asyncio.gather(
            self._ask(f"/guilds/{guild}"),
            self._ask(f"/guilds/{guild}/members/{self._me}"),
            *([self._ask(f"/channels/{parent}")] if thread else []),
        )
        bodies = [reply.body for reply in replies if isinstance(reply, Told) and isinstance(reply.body, dict)]
        if len(bodies) < len(replies):
            return warning(NAME, f"Discord did not say what the bot may do in {where}.", "Try again later.")
        bits = granted(bodies[0], bodies[1], bodies[2] if thread else channel, self._now)
        missing = lacking(bits, NEEDED[kind])
        where = f"{where} in {line(str(bodies[0].get('name') or guild), 60)}"
        if missing:
            return trouble(NAME, f"In {where} the bot lacks {', '.join(missing)}.", ALLOW)
        if one.timeline and (missing := lacking(bits, (THREADS, IN_THREADS))):
            said = f"In {where} a watch keeps a timeline, and the bot lacks {', '.join(missing)}."
            return warning(NAME, said, ALLOW)
        if lacking(bits, (HISTORY,)):
            said = f"In {where} the bot lacks Read Message History: after a crash it cannot see what arrived."
            return warning(NAME, said, ALLOW)
        return None

    async def _ask(self, path: str) -> Reply:
        if path not in self._asked:
            self._asked[path] = asyncio.create_task(self._rest.get(path))
        return await self._asked[path]


def _kind(number: int) -> str | None:
    if number in WRITTEN_IN:
        return "channel"
    return "thread" if number in IN_THREAD else "forum" if number == FORUM else None


def _unseen(channel: str, reply: Reply) -> Finding:
    match reply:
        case Denied(status=404):
            return trouble(
                NAME, f"There is no channel {channel} any more.", "Choose another one for what is sent there."
            )
        case Denied(status=403):
            return trouble(
                NAME,
                f"The bot does not see channel {channel}: it lacks View Channel, or is not in that server.",
                f"{ALLOW} `wirewatch invite` prints the link that brings it back.",
            )
        case _:
            return warning(NAME, f"Discord did not say what channel {channel} is.", "Try again later.")
