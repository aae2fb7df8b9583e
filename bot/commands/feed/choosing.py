"""This server's feeds to choose from, and what they are called."""

from collections.abc import Iterable
from typing import Any

import discord

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of
from bot.render.escape import escaped, plain
from bot.words import t
from feeds.clean import line
from feeds.guard import shown
from storage.model import Subscription


@suggesting
async def own_feeds(interaction: discord.Interaction[Any], current: str) -> Choices:
    """What this server reads."""
    return _named(await desk_of(interaction).archive.subscriptions.of_guild(guild_of(interaction)), current)


@suggesting
async def held_feeds(interaction: discord.Interaction[Any], current: str) -> Choices:
    """What this server reads or has paused."""
    return _named(await desk_of(interaction).archive.subscriptions.held(guild_of(interaction)), current)


@suggesting
async def resting_feeds(interaction: discord.Interaction[Any], current: str) -> Choices:
    """What this server has paused, then what is in trouble."""
    rows = await desk_of(interaction).archive.subscriptions.held(guild_of(interaction))
    resting = [row for row in rows if row.paused_at is not None or row.feed.health != "well"]
    return _named(sorted(resting, key=lambda row: row.paused_at is None), current)


async def held_feed(interaction: discord.Interaction[Any], guild: str, chosen: str) -> Subscription:
    """The feed that a choice from the list, or its address, stands for; a Mistake where the server has none
    of that."""
    archive = desk_of(interaction).archive
    wanted = chosen.strip()
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) <= 18):
        found = await archive.feeds.find(wanted)
        wanted = str(found.id) if found else ""
    for row in await archive.subscriptions.held(guild):
        if str(row.feed.id) == wanted:
            return row
    raise Mistake(t("This server does not read that feed. Choose one from the list that appears."))


def feed_name(row: Subscription) -> str:
    """What people call the feed; nothing of it is escaped."""
    return line(row.feed.outlet or row.feed.title, 80) or shown(row.feed.address)


def bold_name(row: Subscription) -> str:
    """The same as markdown."""
    return f"**{escaped(feed_name(row))}**"


def _named(rows: Iterable[Subscription], current: str) -> Choices:
    wanted = current.strip().casefold()
    named = ((f"{feed_name(row)} ({shown(row.feed.address)})", str(row.feed.id)) for row in rows)
    return choices([(plain(name), value) for name, value in named if wanted in name.casefold()][:25])
