"""/latest: the newest stories of this server."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors
from bot.commands.answering import desk_of, think
from bot.commands.feed.choosing import feed_name, own_feeds
from bot.commands.feed.topics import own_topics
from bot.commands.mistake import Mistake
from bot.commands.naming import catalogue_here
from bot.commands.paging import State, paged, show_list
from bot.commands.place import asker, guild_of
from bot.commands.reads import feeds_here, refuse_paused
from bot.render.escape import escaped
from bot.render.found import latest_listing
from bot.render.limits import fit
from bot.render.listing import Listing
from bot.words import t
from storage.model import Subscription
from summarise.actors.owner import owner


@app_commands.command()
@app_commands.guild_only()
@app_commands.checks.cooldown(20, 60.0, key=asker)
@app_commands.describe(
    topic="Only what feeds under this topic tell",
    feed="Only what this feed tells",
    actor="Only where they are named; choose from the list, or type a name",
)
@app_commands.autocomplete(topic=own_topics, feed=own_feeds, actor=actors)
async def latest(
    interaction: discord.Interaction[Any],
    topic: app_commands.Range[str, 1, 100] | None = None,
    feed: app_commands.Range[str, 1, 100] | None = None,
    actor: app_commands.Range[str, 1, 100] | None = None,
) -> None:
    """The newest stories, and who is in them."""
    guild = guild_of(interaction)
    await think(interaction)
    await feeds_here(interaction)
    rows = await desk_of(interaction).archive.subscriptions.of_guild(guild)
    asked: dict[str, str] = {}
    if topic is not None:
        asked["topic"] = topic.strip()
        if not any(_is_under(row, asked["topic"]) for row in rows):
            raise Mistake(
                t(
                    "No feed of this server is under the topic “{topic}”. Choose one from the list; "
                    "`/feed topic` puts feeds under topics.",
                    topic=fit(topic, 100, escaped),
                )
            )
    if feed is not None:
        named = next((feed_name(row) for row in rows if str(row.feed.id) == feed), None)
        if named is None:
            await refuse_paused(interaction, feed)
            raise Mistake(t("This server does not read that feed. Choose one from the list that appears."))
        asked |= {"feed": feed, "named": named}
    if actor is not None:
        who = actor_of(actor, await catalogue_here(interaction))
        asked |= {"actor": who.id, "name": who.name}
    await show_list(interaction, "latest", asked)


@paged("latest")
async def _latest(interaction: discord.Interaction[Any], asked: State) -> Listing:
    guild, archive = guild_of(interaction), desk_of(interaction).archive
    rows = [row for row in await archive.subscriptions.of_guild(guild) if _is_wanted(row, asked)]
    feeds = frozenset(row.feed.id for row in rows)
    stories = await archive.headlines.newest(guild, feeds, actor=asked.get("actor"))
    known = await catalogue_here(interaction)
    seen = {actor for story in stories for actor in story.actors if owner(actor) in {None, guild}}
    names = {actor: found.name for actor in seen if (found := known.find(actor)) is not None}
    wanted = [escaped(asked[key]) for key in ("topic", "named", "name") if key in asked]
    empty = t("Nothing yet: a feed is read within minutes of being added.")
    if wanted:
        empty = t("Nothing of that yet. Ask without the topic, the feed or the actor.")
    return latest_listing(t("Latest"), stories, names, empty, f"-# {' · '.join(wanted)}" if wanted else "")


def _is_wanted(row: Subscription, asked: State) -> bool:
    if "feed" in asked and str(row.feed.id) != asked["feed"]:
        return False
    return "topic" not in asked or _is_under(row, asked["topic"])


def _is_under(row: Subscription, topic: str) -> bool:
    """Whether the feed has the topic, or one within it."""
    return f"{row.topic}/".casefold().startswith(f"{topic.strip('/')}/".casefold())
