"""/feed: what this server reads."""

from typing import Any
from urllib.parse import urldefrag, urlsplit

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.mistake import Mistake
from bot.commands.origins import ORIGINS, removable
from bot.commands.place import guild_of, manager
from bot.render.answer import listing, notice
from bot.render.escape import ago, escaped, link, plain
from bot.render.limits import fit
from bot.render.parts import LONGEST_ADDRESS
from feeds.clean import line
from feeds.model import FetchFailed, NotAFeed, ParsedFeed
from feeds.parse import parse
from storage.model import Subscription

MOST_FEEDS = 200
"""What one server may read."""

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
@app_commands.describe(url="Address of an RSS or Atom feed")
async def add(interaction: discord.Interaction[Any], url: app_commands.Range[str, 1, 2000]) -> None:
    """Read a feed for this server."""
    guild = manager(interaction)
    await think(interaction)
    desk, address = desk_of(interaction), urldefrag(url.strip()).url
    if len(await desk.archive.subscriptions.of_guild(guild)) >= MOST_FEEDS:
        raise Mistake(f"This server reads {MOST_FEEDS} feeds already. `/feed remove` makes room.")
    found = await _read(interaction, address)
    outlet = line(found.title, 80) or urlsplit(address).hostname or address
    row = await desk.archive.feeds.add(address=address, outlet=outlet, title=found.title, now=desk.now())
    new = await desk.archive.subscriptions.subscribe(guild, row.id, "command", desk.now())
    named = f"**{escaped(line(row.outlet, 80) or outlet)}**"
    if not new:
        raise Mistake(f"This server reads {named} already.")
    await say(interaction, notice(f"Reading {named} from now on. {_told(found)}"))


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


async def _read(interaction: discord.Interaction[Any], address: str) -> ParsedFeed:
    """Fetch and parse once, so that what is added is a feed."""
    desk = desk_of(interaction)
    fetched = await desk.fetch_page(address)
    if isinstance(fetched, FetchFailed):
        raise Mistake(f"That address cannot be read: {escaped(fetched.detail[:300])}")
    found = await desk.workers.run(parse, fetched.body, fetched.address, fetched.content_type)
    if isinstance(found, NotAFeed):
        raise Mistake(
            f"That address holds no feed. {escaped(found.detail[:300])} "
            "Look for a link called RSS or Atom there."
        )
    return found


def _told(found: ParsedFeed) -> str:
    """What the feed holds, in a sentence."""
    times = [entry.published_at for entry in found.entries if entry.published_at is not None]
    newest = f", the newest {ago(max(times))}" if times else ""
    count = "1 entry" if len(found.entries) == 1 else f"{len(found.entries)} entries"
    return f"It holds {count}{newest}. What it holds already stays silent; alerts begin with what is new."


def _name(row: Subscription) -> str:
    return row.feed.outlet or row.feed.title or row.feed.address


def _line(row: Subscription) -> str:
    name = link(fit(plain(_name(row)), 80), row.feed.address, LONGEST_ADDRESS)
    read = f"read {ago(row.last_read_at)}" if row.last_read_at else "not read yet"
    trouble = f", **{escaped(row.last_error[:150])}**" if row.last_error else ""
    return f"{name} ({ORIGINS[row.origin]}), {read}{trouble}"
