"""/status: what the bot reads for this server, what waits, and how it is connected."""

import math
from importlib.metadata import version
from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.place import guild_of
from bot.render.answer import listing
from bot.render.escape import ago
from storage.model import Status


@app_commands.command()
@app_commands.guild_only()
async def status(interaction: discord.Interaction[Any]) -> None:
    """What Wirewatch reads here, what waits, and how it is connected."""
    guild = guild_of(interaction)
    await think(interaction)
    counted = await desk_of(interaction).archive.status(guild)
    client = interaction.client
    latency = client.latency
    connection = (
        "measuring its latency"
        if math.isnan(latency) or math.isinf(latency)
        else f"{latency * 1000:.0f} ms away"
    )
    lines = [
        *_lines(counted),
        f"Discord's gateway: {connection}",
        f"Running since {ago(client.started_at)}, version {version('wirewatch')}",
    ]
    await say(interaction, listing("Wirewatch", lines, ""))


def _lines(counted: Status) -> list[str]:
    failing = (
        f", **{counted.failing_feeds} failing** (`/feed list` says why)" if counted.failing_feeds else ""
    )
    polled = f", last read {ago(counted.last_poll_at)}" if counted.last_poll_at else ", none read yet"
    return [
        f"Feeds: {counted.feeds}{failing}{polled}",
        f"Articles: {counted.articles}, of them {counted.unread} still to be read",
        f"Stories: {counted.stories}",
        f"Watches: {counted.watches}, digests: {counted.plans}",
        f"Messages waiting to be sent: {counted.undelivered}",
    ]
