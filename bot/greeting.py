"""The first words to a server that the bot was added to, once."""

from datetime import datetime, timedelta
from typing import Final

import discord
import structlog

from bot.desk import Desk
from bot.sending.access import ALWAYS, WRITE
from summarise.model import Greeting, Post

log = structlog.get_logger()

FRESH: Final = timedelta(days=1)
"""Who was joined longer ago, and only now becomes known, may know the bot from another database."""

SUBJECT: Final = "greeting"
"""The outbox tells a target of one subject once."""


def is_newcomer(guild: discord.Guild, now: datetime) -> bool:
    """Whether the bot was added so lately that it may have been while it was not connected."""
    joined = None if guild.me is None else guild.me.joined_at
    return joined is not None and timedelta(0) <= now - joined <= FRESH


async def greet(desk: Desk, guild: discord.Guild) -> None:
    """Say where to begin, in the system channel or else the first where the bot may post."""
    channel = _open_channel(guild)
    if channel is None:
        log.info("a server was not greeted: nothing may be posted there", guild=str(guild.id))
        return
    post = Post(
        target=f"channel:{channel.id}", subject=SUBJECT, part=0, action="post", revision=1, body=Greeting()
    )
    await desk.archive.deliveries.put(str(guild.id), post, desk.now())


def _open_channel(guild: discord.Guild) -> discord.TextChannel | None:
    system = guild.system_channel
    ordered = sorted(guild.text_channels, key=lambda channel: (channel != system, channel.position))
    return next((channel for channel in ordered if _may_post(channel)), None)


def _may_post(channel: discord.TextChannel) -> bool:
    me = channel.guild.me
    granted = discord.Permissions.none() if me is None else channel.permissions_for(me)
    return all(getattr(granted, flag) for flag in ALWAYS | WRITE)
