"""/status: what the bot reads for this server, what it sends there, and how it is connected."""

import math
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.changes import log_change
from bot.commands.mistake import Mistake
from bot.commands.place import channel_name, guild_of, manager, shown_target
from bot.delivery_words import STATES, about
from bot.render.answer import listing, notice
from bot.render.escape import ago, at, escaped, plain
from bot.render.limits import fit
from bot.render.parts import sentence
from bot.words import mark, named, number, t, tn
from storage.model import Delivery, Status, StoppedTarget

LATEST = 25
"""So many deliveries are shown."""

LONGEST_STOP, LONGEST_ERROR = 300, 200

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
    measured = not (math.isnan(latency) or math.isinf(latency))
    lines = [
        *_lines(counted),
        t("Discord's gateway: {milliseconds} ms away", milliseconds=number(round(latency * 1000)))
        if measured
        else t("Discord's gateway: measuring how far away"),
        t(
            "Running since {moment}, version {version}",
            moment=ago(client.started_at),
            version=version("wirewatch"),
        ),
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
    await say(interaction, listing(t("Deliveries"), lines, t("Nothing was to be sent to this server yet.")))


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
        raise Mistake(t("Nothing is held back there. Choose from the list; `/status deliveries` shows more."))
    await say(interaction, notice(t("What waits is sent to {place} again now.", place=shown_target(where))))
    await log_change(interaction, mark("let messages go to {place} again"), place=shown_target(where))


def _lines(counted: Status) -> list[str]:
    return [
        ", ".join((t("Feeds: {count}", count=number(counted.feeds)), *_how_feeds_do(counted))),
        t(
            "Articles: {count}, of them {unread} still to be read",
            count=number(counted.articles),
            unread=number(counted.unread),
        ),
        t("Stories: {count}", count=number(counted.stories)),
        t(
            "Watches: {watches}, digests: {digests}",
            watches=number(counted.watches),
            digests=number(counted.plans),
        ),
        t("Messages waiting to be sent: {count}", count=number(counted.undelivered)),
    ]


def _how_feeds_do(counted: Status) -> Iterator[str]:
    if counted.failing_feeds:
        yield t("**{count} failing** (`/feed list` says why)", count=number(counted.failing_feeds))
    if counted.last_poll_at is None:
        yield t("none read yet")
    else:
        yield t("last read {moment}", moment=ago(counted.last_poll_at))


def _stopped(one: StoppedTarget) -> str:
    reason = sentence(one.reason, LONGEST_STOP)
    why = {"place": shown_target(one.target), "moment": ago(one.since), "why": reason}
    if one.probe_at:
        return t(
            "**Nothing is sent to {place}** since {moment}: {why} What waits is kept. Allow it there, then "
            "it goes on by itself; `/status resume` tries at once.",
            **why,
        )
    return t(
        "**Nothing is sent to {place}** since {moment}: {why} What waits is kept. Allow it there, then use "
        "`/status resume`.",
        **why,
    )


def _line(one: Delivery, moment: datetime) -> str:
    what = fit(plain(about(one.post)), 80, escaped)
    said = f"{ago(one.created_at)} {shown_target(one.post.target)} {what}, **{named(STATES[one.state])}**"
    if one.state == "due" and one.not_before > moment:
        said += t(", not before {moment}", moment=at(one.not_before))
    if one.attempts > 1:
        said += tn(", {count} try", ", {count} tries", one.attempts)
    if one.error and one.state != "sent":
        said += f": {sentence(one.error, LONGEST_ERROR)}"
    return said
