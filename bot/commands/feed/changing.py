"""/feed topic, pause, resume and remove: what becomes of a feed that the server has."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.feed.choosing import bold_name, held_feed, held_feeds, own_feeds, resting_feeds
from bot.commands.feed.dependents import dependents
from bot.commands.feed.group import feed
from bot.commands.feed.topics import LONGEST_TOPIC, own_topics, topic_of
from bot.commands.mistake import Mistake
from bot.commands.place import asker
from bot.commands.rights import changing
from bot.render.answer import notice
from bot.render.escape import ago, escaped
from bot.words import t


@feed.command(name="topic")
@app_commands.describe(
    chosen="Which one; choose from the list", topic="Such as World/Europe; leave it out for none"
)
@app_commands.rename(chosen="feed")
@app_commands.autocomplete(chosen=held_feeds, topic=own_topics)
async def file_feed(
    interaction: discord.Interaction[Any],
    chosen: app_commands.Range[str, 1, 2000],
    topic: app_commands.Range[str, 1, LONGEST_TOPIC] | None = None,
) -> None:
    """Say what a feed is about: digests, lists and searches go by topic."""
    guild = await changing(interaction, "feed")
    await think(interaction)
    row = await held_feed(interaction, guild, chosen)
    filed = await topic_of(interaction, topic)
    await desk_of(interaction).archive.subscriptions.file(guild, row.feed.id, filed)
    name = bold_name(row)
    if filed:
        await say(interaction, notice(t("{feed} is about {topic} now.", feed=name, topic=escaped(filed))))
        await log_change(interaction, "filed the feed {feed} under {topic}", feed=name, topic=escaped(filed))
    else:
        await say(interaction, notice(t("{feed} has no topic any more.", feed=name)))
        await log_change(interaction, "took the feed {feed} out of its topic", feed=name)


@feed.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="feed")
@app_commands.autocomplete(chosen=own_feeds)
async def pause(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 2000]) -> None:
    """Hear nothing of a feed until you resume it; watches that name it stay."""
    guild = await changing(interaction, "feed")
    await think(interaction)
    desk = desk_of(interaction)
    row = await held_feed(interaction, guild, chosen)
    if not await desk.archive.pausing.pause(guild, row.feed.id, desk.now()):
        since = ago(row.paused_at or desk.now())
        raise Mistake(
            t("{feed} was paused {ago}. `/feed resume` reads it again.", feed=bold_name(row), ago=since)
        )
    answer = t(
        "{feed} is paused: it is not read for this server, and its articles are not shown, "
        "until `/feed resume`. What comes meanwhile stays silent.",
        feed=bold_name(row),
    )
    await say(interaction, notice(f"{answer}{await dependents(interaction, row.feed.id)}"))
    await log_change(interaction, "paused the feed {feed}", feed=bold_name(row))


@feed.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="feed")
@app_commands.autocomplete(chosen=resting_feeds)
async def resume(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 2000]) -> None:
    """Read a paused feed again, or look again at one in trouble."""
    guild = await changing(interaction, "feed")
    await think(interaction)
    desk = desk_of(interaction)
    row = await held_feed(interaction, guild, chosen)
    name = bold_name(row)
    if await desk.archive.pausing.resume(guild, row.feed.id, desk.now()):
        answer = t("{feed} is read again. What came meanwhile stays silent.", feed=name)
        await log_change(interaction, "resumed the feed {feed}", feed=name)
    elif await desk.archive.feeds.resume(row.feed.id, desk.now()):
        answer = t(
            "{feed} is looked at again now, though its server had asked for rest. "
            "`/feed list` shows how it goes.",
            feed=name,
        )
    else:
        answer = t("{feed} is looked at again now. `/feed list` shows how it goes.", feed=name)
    await say(interaction, notice(answer))


@feed.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="feed")
@app_commands.autocomplete(chosen=held_feeds)
async def remove(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 2000]) -> None:
    """Read a feed no longer for this server."""
    guild = await changing(interaction, "feed")
    await think(interaction)
    row = await held_feed(interaction, guild, chosen)
    if row.origin == "configuration":
        raise Mistake(
            t(
                "{feed} is declared in wirewatch.toml. Remove it there and restart the bot; "
                "`/feed pause` silences it until then.",
                feed=bold_name(row),
            )
        )
    await desk_of(interaction).archive.subscriptions.unsubscribe(guild, row.feed.id)
    answer = t("{feed} is no longer read for this server. Its articles stay.", feed=bold_name(row))
    await say(interaction, notice(f"{answer}{await dependents(interaction, row.feed.id)}"))
    await log_change(interaction, "removed the feed {feed}", feed=bold_name(row))
