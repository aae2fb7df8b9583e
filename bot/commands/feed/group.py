"""/feed: what this server reads."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.feed.adding import add_feed
from bot.commands.origins import ORIGINS, chosen_row, removable
from bot.commands.paging import State, paged, show_list
from bot.commands.place import asker, guild_of, manager
from bot.render.answer import notice
from bot.render.escape import ago, escaped, link, plain
from bot.render.limits import fit
from bot.render.listing import Listing
from bot.render.parts import LONGEST_ADDRESS
from bot.words import number, t
from feeds.clean import line
from storage.model import Subscription

UNREAD = "This server does not read that feed. Choose one from the list."

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
    return _named(rows, current)


@suggesting
async def ill_feeds(interaction: discord.Interaction[Any], current: str) -> Choices:
    """This server's feeds in trouble."""
    rows = await desk_of(interaction).archive.subscriptions.of_guild(guild_of(interaction))
    return _named((row for row in rows if row.feed.health != "well"), current)


@feed.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(url="Address of a feed, or of a page that has one")
async def add(interaction: discord.Interaction[Any], url: app_commands.Range[str, 1, 2000]) -> None:
    """Read a feed for this server."""
    manager(interaction)
    await think(interaction)
    await add_feed(interaction, url)


@feed.command(name="list")
async def list_feeds(interaction: discord.Interaction[Any]) -> None:
    """The feeds this server reads, and how they do."""
    guild_of(interaction)
    await think(interaction)
    await show_list(interaction, "feeds")


@paged("feeds")
async def feeds(interaction: discord.Interaction[Any], _: State) -> Listing:
    """Each feed with where it came from and how it does."""
    rows = await desk_of(interaction).archive.subscriptions.of_guild(guild_of(interaction))
    return Listing(
        title=t("Feeds ({count})", count=number(len(rows))) if rows else t("Feeds"),
        entries=tuple(_line(row) for row in rows),
        empty=t("None yet. `/feed add` reads one; the first watch or digest brings starter feeds."),
    )


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
    row = removable(rows, chosen, "feed", UNREAD)
    await archive.subscriptions.unsubscribe(guild, row.feed.id)
    await say(interaction, notice(f"**{escaped(line(_name(row), 80))}** is no longer read for this server."))


@feed.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="feed")
@app_commands.autocomplete(chosen=ill_feeds)
async def resume(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """Look again at a feed that fails, is paused or is gone."""
    guild = manager(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    rows = {row.feed.id: row for row in await desk.archive.subscriptions.of_guild(guild)}
    row = chosen_row(rows, chosen, "feed", UNREAD)
    rested = await desk.archive.feeds.resume(row.feed.id, desk.now())
    answer = (
        f"**{escaped(line(_name(row), 80))}** is looked at again now"
        f"{', though its server had asked for rest' if rested else ''}. `/feed list` shows how it goes."
    )
    await say(interaction, notice(answer))


def _named(rows: Iterable[Subscription], current: str) -> Choices:
    named = [(f"{plain(_name(row))} ({row.feed.address})", str(row.feed.id)) for row in rows]
    return choices([(name, value) for name, value in named if current.casefold() in name.casefold()])


def _name(row: Subscription) -> str:
    return row.feed.outlet or row.feed.title or row.feed.address


def _line(row: Subscription) -> str:
    name = link(fit(plain(_name(row)), 80), row.feed.address, LONGEST_ADDRESS)
    read = f"read {ago(row.last_read_at)}" if row.last_read_at else "not read yet"
    if row.feed.health == "well":
        return f"{name} ({ORIGINS[row.origin]}), {read}"
    trouble = escaped((row.last_error or "It cannot be read.")[:150])
    return f"{name} ({ORIGINS[row.origin]}), {read}, **{row.feed.health}**: {trouble}"
