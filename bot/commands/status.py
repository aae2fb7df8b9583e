"""/status: what the bot reads for this server, what it sends there, and how it is connected."""

import math
from datetime import datetime
from importlib.metadata import version
from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.mistake import Mistake
from bot.commands.place import channel_name, guild_of, manager, shown_target
from bot.delivery_words import STATES, about
from bot.render.answer import listing, notice
from bot.render.escape import ago, at, escaped, plain
from bot.render.limits import fit
from storage.model import Delivery, Status, StoppedTarget

LATEST = 25
"""So many deliveries are shown."""

status = app_commands.Group(
    name="status", description="What Wirewatch reads here, what it sends, and how it does", guild_only=True
)


@status.command()
async def now(interaction: discord.Interaction[Any]) -> None:
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


@status.command()
async def deliveries(interaction: discord.Interaction[Any]) -> None:
    """The latest messages of this server and how they fared; for who may manage it."""
    guild = manager(interaction)
    await think(interaction)
    desk, archive = desk_of(interaction), desk_of(interaction).archive
    lines = [
        *(_stopped(one) for one in await archive.targets.stopped(guild)),
        *(_line(one, desk.now()) for one in await archive.deliveries.recent(guild, LATEST)),
    ]
    await say(interaction, listing("Deliveries", lines, "Nothing was to be sent to this server yet."))


@suggesting
async def stopped_targets(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The places of this server to which nothing is sent."""
    stopped = await desk_of(interaction).archive.targets.stopped(guild_of(interaction))
    named = [(channel_name(interaction, one.target), one.target) for one in stopped]
    return choices([(name, value) for name, value in named if current.casefold() in name.casefold()])


@status.command()
@app_commands.describe(where="Which place; choose from the list")
@app_commands.rename(where="channel")
@app_commands.autocomplete(where=stopped_targets)
async def resume(interaction: discord.Interaction[Any], where: app_commands.Range[str, 1, 100]) -> None:
    """Send again to a place that refused messages, once you have put it right."""
    guild = manager(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    mine = {one.target for one in await desk.archive.targets.stopped(guild)}
    if where not in mine or not await desk.archive.targets.resume(where, desk.now()):
        raise Mistake("Nothing is held back there. Choose from the list; `/status deliveries` shows more.")
    await say(interaction, notice(f"What waits is sent to {shown_target(where)} again now."))


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


def _stopped(one: StoppedTarget) -> str:
    resumed = (
        "it goes on by itself; `/status resume` tries at once" if one.probe_at else "use `/status resume`"
    )
    return (
        f"**Nothing is sent to {shown_target(one.target)}** since {ago(one.since)}: "
        f"{escaped(one.reason[:200])} What waits is kept. Allow it there, then {resumed}."
    )


def _line(one: Delivery, moment: datetime) -> str:
    what = fit(plain(about(one.post)), 80, escaped)
    tries = f", {one.attempts} tries" if one.attempts > 1 else ""
    waits = f", not before {at(one.not_before)}" if one.state == "due" and one.not_before > moment else ""
    trouble = f": {escaped(one.error[:150])}" if one.error and one.state != "sent" else ""
    where = shown_target(one.post.target)
    return f"{ago(one.created_at)} {where} {what}, **{STATES[one.state]}**{waits}{tries}{trouble}"
