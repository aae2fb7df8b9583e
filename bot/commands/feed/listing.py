"""/feed list: what this server reads and has paused, by topic, and how each does."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import desk_of, think
from bot.commands.feed.choosing import feed_name, linked
from bot.commands.feed.group import feed
from bot.commands.feed.topics import own_topics
from bot.commands.origins import ORIGINS
from bot.commands.paging import State, paged, show_list
from bot.commands.place import guild_of
from bot.commands.rights import may_change
from bot.render.escape import ago, escaped, link, plain
from bot.render.limits import fit
from bot.render.listing import Listing
from bot.render.parts import LONGEST_ADDRESS, sentence
from bot.words import mark, named, number, t
from feeds.model import Health
from storage.model import Subscription

LONGEST_TROUBLE: Final = 250

TROUBLE: Final[Mapping[Health, str]] = {
    "well": mark("well"),
    "failing": mark("failing"),
    "paused": mark("resting after many failures"),
    "gone": mark("gone"),
}


@feed.command(name="list")
@app_commands.describe(topic="Only feeds of this topic, and of those in it")
@app_commands.autocomplete(topic=own_topics)
async def list_feeds(
    interaction: discord.Interaction[Any], topic: app_commands.Range[str, 1, 100] | None = None
) -> None:
    """The feeds this server reads, and how they do."""
    guild_of(interaction)
    await think(interaction)
    await show_list(interaction, "feeds", {"topic": topic.strip()} if topic else None)


@paged("feeds")
async def feeds(interaction: discord.Interaction[Any], state: State) -> Listing:
    """Each feed with where it came from and how it does, below its topic."""
    rows = await desk_of(interaction).archive.subscriptions.held(guild_of(interaction))
    may_change_feeds = await may_change(interaction, "feed")
    topic = state.get("topic", "")
    if topic:
        rows = tuple(row for row in rows if within(row.topic, topic))
        empty = t("No feed of this server has that topic. `/feed topic` gives a feed one.")
        title = t("Feeds: {topic} ({count})", topic=fit(topic, 100, escaped), count=number(len(rows)))
    else:
        empty = t("None yet. `/feed add` reads one; the first watch or digest brings starter feeds.")
        title = t("Feeds ({count})", count=number(len(rows))) if rows else t("Feeds")
    return Listing(title=title, entries=tuple(_entries(rows, may_change=may_change_feeds)), empty=empty)


def within(topic: str, wanted: str) -> bool:
    """Whether a feed of this topic is of the wanted one, or of one in it."""
    return f"{topic}/".casefold().startswith(f"{wanted}/".casefold())


def _entries(rows: Sequence[Subscription], *, may_change: bool) -> Iterator[str]:
    by_topic = sorted(rows, key=lambda row: (row.topic.casefold(), row.feed.id))
    above = ""
    for row in by_topic:
        heading = f"**{escaped(row.topic)}**\n" if row.topic != above else ""
        above = row.topic
        yield f"{heading}{_line(row, may_change=may_change)}"


def _line(row: Subscription, *, may_change: bool) -> str:
    address = linked(row.feed, may_change=may_change)
    name = link(fit(plain(feed_name(row)), 80), address, LONGEST_ADDRESS)
    origin = named(ORIGINS[row.origin])
    if row.paused_at is not None:
        how = t("**paused** {ago}", ago=ago(row.paused_at))
    elif row.last_read_at:
        how = t("read {ago}", ago=ago(row.last_read_at))
    else:
        how = t("not read yet")
    said = f"{name} ({origin}), {how}"
    if row.feed.health == "well" or row.paused_at is not None:
        return said
    trouble = sentence(row.last_error or t("It cannot be read."), LONGEST_TROUBLE)
    return f"{said}, **{named(TROUBLE[row.feed.health])}**: {trouble}"
