"""This server's feeds to choose from, and what they are called."""

from collections.abc import Iterable
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import discord

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of
from bot.naming import called
from bot.render.escape import escaped, plain
from bot.render.limits import CHOICES
from bot.words import t
from feeds.guard import shown
from feeds.model import Feed
from storage.model import HeldFeed, Subscription


@suggesting
async def own_feeds(interaction: discord.Interaction[Any], current: str) -> Choices:
    """What this server reads."""
    return _named((row for row in await _held(interaction) if not row.is_paused), current)


@suggesting
async def held_feeds(interaction: discord.Interaction[Any], current: str) -> Choices:
    """What this server reads or has paused."""
    return _named(await _held(interaction), current)


@suggesting
async def resting_feeds(interaction: discord.Interaction[Any], current: str) -> Choices:
    """What this server has paused, then what is in trouble."""
    resting = [row for row in await _held(interaction) if row.is_paused or row.health != "well"]
    return _named(sorted(resting, key=lambda row: not row.is_paused), current)


async def _held(interaction: discord.Interaction[Any]) -> tuple[HeldFeed, ...]:
    return await desk_of(interaction).archive.subscriptions.names(guild_of(interaction))


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
    return called(row.feed)


def linked(feed: Feed, *, may_change: bool) -> str:
    """What a feed's name leads to: its address; for who may not change feeds its site alone where the address
    has a query, which may hold a secret. Nowhere where the name is that address: it would say another."""
    parts = urlsplit(feed.address)
    if may_change or not parts.query:
        return feed.address
    return "" if called(feed) == shown(feed.address) else f"{parts.scheme}://{parts.netloc}/"


def bold_name(row: Subscription) -> str:
    """The same as markdown."""
    return f"**{escaped(feed_name(row))}**"


def _named(rows: Iterable[HeldFeed], current: str) -> Choices:
    wanted = current.strip().casefold()
    named = ((f"{called(row)} ({shown(row.address)})", str(row.id)) for row in rows)
    fitting = ((plain(name), value) for name, value in named if wanted in name.casefold())
    return choices(list(islice(fitting, CHOICES)))
