"""/feed: what this server reads."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.adding import add_feed
from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.origins import ORIGINS, removable
from bot.commands.place import guild_of, manager
from bot.render.answer import listing, notice
from bot.render.escape import ago, escaped, link, plain
from bot.render.limits import fit
from bot.render.parts import LONGEST_ADDRESS
from feeds.clean import line
from storage.model import Subscription

feed = app_commands.Group(
    name="feed",
    description="What this server reads",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
)


@suggesting
async def own_feeds(interaction: discord.Interaction[Any], current: str) -> Choices:
    """This server's feeds."""
    rows = await desk_of(interaction).archive.subscriptions.of_guild(guild_of(interaction))
    named = [(f"{plain(_name(row))} ({row.feed.address})", str(row.feed.id)) for row in rows]
    return choices([(name, value) for name, value in named if current.casefold() in name.casefold()])


@feed.command()
@app_commands.describe(url="Address of a feed, or of a page that has one")
async def add(interaction: discord.Interaction[Any], url: app_commands.Range[str, 1, 2000]) -> None:
    """Read a feed for this server."""
    manager(interaction)
    await think(interaction)
    await add_feed(interaction, url)


@feed.command(name="list")
async def list_feeds(interaction: discord.Interaction[Any]) -> None:
    """The feeds this server reads, and how they do."""
    guild = guild_of(interaction)
    await think(interaction)
    rows = await desk_of(interaction).archive.subscriptions.of_guild(guild)
    title = f"Feeds ({len(rows)})" if rows else "Feeds"
    empty = "None yet. `/feed add` reads one; the first watch or digest brings starter feeds."
    await say(interaction, listing(title, [_line(row) for row in rows], empty))


@feed.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="feed")
@app_commands.autocomplete(chosen=own_feeds)
async def remove(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """Read a feed no longer for this server."""
    guild = manager(interaction)
    await think(interaction)
    archive = desk_of(interaction).archive
    rows = {row.feed.id: row for row in await archive.subscriptions.of_guild(guild)}
    row = removable(rows, chosen, "feed", "This server does not read that feed. Choose one from the list.")
    await archive.subscriptions.unsubscribe(guild, row.feed.id)
    await say(interaction, notice(f"**{escaped(line(_name(row), 80))}** is no longer read for this server."))


def _name(row: Subscription) -> str:
    return row.feed.outlet or row.feed.title or row.feed.address


def _line(row: Subscription) -> str:
    name = link(fit(plain(_name(row)), 80), row.feed.address, LONGEST_ADDRESS)
    read = f"read {ago(row.last_read_at)}" if row.last_read_at else "not read yet"
    trouble = f", **{escaped(row.last_error[:150])}**" if row.last_error else ""
    return f"{name} ({ORIGINS[row.origin]}), {read}{trouble}"
