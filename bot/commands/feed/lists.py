"""/feed import and /feed export: whole lists, as OPML."""

import json
from dataclasses import dataclass, replace
from typing import Any, Final

import discord
import structlog
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.attached import attached
from bot.commands.changes import log_change
from bot.commands.feed.group import MOST_FEEDS, feed
from bot.commands.feed.taking import no_room, outline_name, takable
from bot.commands.feed.topics import topics_here
from bot.commands.mistake import Mistake
from bot.commands.paging import State, paged, show_list
from bot.commands.place import asker
from bot.commands.rights import changing
from bot.opml import listed
from bot.render.answer import notice
from bot.render.listing import Listing
from bot.render.message import Attached
from bot.render.parts import sentence
from bot.words import number, t, tn
from config.errors import StorageError
from config.phrase import phrase
from feeds.opml import OpmlReading, Outline, Remark, read_opml
from storage.model import Full
from storage.moves import too_long
from storage.subscriptions import TOGETHER

log = structlog.get_logger()

MOST_BYTES: Final = 5_000_000
DEADLINE: Final = 5.0
"""Seconds a worker may take to read a list."""

LONGEST_LINE: Final = 200
PACE: Final = 2.0
"""Seconds between two words about how far it is."""

MOST_TOLD: Final = 150
"""Lines that could not be taken, and are told one by one."""


@feed.command(name="import")
@app_commands.checks.cooldown(3, 60.0, key=asker)
@app_commands.describe(file="A list of feeds in OPML, as other readers export it")
async def import_feeds(interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
    """Read every feed of a list, and hear line by line what could not be taken."""
    guild = await changing(interaction, "feed")
    await think(interaction)
    desk = desk_of(interaction)
    document = (await attached(interaction, file, MOST_BYTES)).body
    read = await desk.workers.run(read_opml, document, deadline=DEADLINE)
    if not read.is_list:
        raise Mistake(" ".join(sentence(problem.words, LONGEST_LINE) for problem in read.problems))
    if not read.outlines and not read.problems:
        raise Mistake(t("The list is empty: it names no feed."))
    taken = await _take(interaction, guild, read)
    wrong = [_remark(remark) for remark in (*read.problems, *taken.wrong)]
    remarks = [*map(_remark, taken.topics), *wrong]
    told = remarks[:MOST_TOLD]
    if len(remarks) > len(told):
        told.append(t("and {count} more", count=number(len(remarks) - len(told))))
    state = {"summary": _summary(taken, len(wrong)), "wrong": json.dumps(told)}
    await show_list(interaction, "imported", state)
    if taken.new:
        await log_change(interaction, "took in a list of feeds ({count} new)", count=number(taken.new))


@paged("imported")
async def imported(_: discord.Interaction[Any], state: State) -> Listing:
    """What an import came to, and each line that could not be taken."""
    return Listing(
        title=t("The list was taken in"),
        note=state["summary"],
        entries=tuple(json.loads(state["wrong"])),
        empty="",
    )


@feed.command()
@app_commands.checks.cooldown(3, 60.0, key=asker)
async def export(interaction: discord.Interaction[Any]) -> None:
    """All feeds of this server as an OPML file, with topics as folders."""
    guild = await changing(interaction, "feed")
    await think(interaction)
    rows = await desk_of(interaction).archive.subscriptions.held(guild)
    if not rows:
        raise Mistake(t("This server has no feeds yet. `/feed add` reads one."))
    day = desk_of(interaction).now().date().isoformat()
    file = Attached(name=f"feeds-{day}.opml", data=listed(rows), content_type="text/x-opml")
    said = tn(
        "{count} feed, as other readers and `/feed import` take it.",
        "{count} feeds, as other readers and `/feed import` take them.",
        len(rows),
    )
    await say(interaction, replace(notice(said), files=(file,)))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Taken:
    """How many feeds of a list are new, were read or paused already, and what could not be: topics, feeds."""

    new: int
    read: int
    paused: int
    topics: tuple[Remark, ...]
    wrong: tuple[Remark, ...]


async def _take(interaction: discord.Interaction[Any], guild: str, read: OpmlReading) -> _Taken:
    """Take the feeds in, so many together, and say now and then how far it is."""
    desk = desk_of(interaction)
    held = {row.feed.address: row for row in await desk.archive.subscriptions.held(guild)}
    absent = (one for one in read.outlines if one.address not in held)
    room, topics = max(0, MOST_FEEDS - len(held)), await topics_here(interaction)
    may = takable(absent, room, topics, desk.settings.allow_command_networks)
    wanted, wrong = may.outlines, list(may.refused)
    new = other = 0
    told_at = desk.now()
    for start in range(0, len(wanted), TOGETHER):
        if start and (desk.now() - told_at).total_seconds() >= PACE:
            told_at = desk.now()
            await say(interaction, _progress(start, len(wanted)))
        some = wanted[start : start + TOGETHER]
        came = await desk.archive.subscriptions.bring_in(guild, some, "command", desk.now(), most=MOST_FEEDS)
        new += sum(one is True for one in came.values())
        other += sum(one is False for one in came.values())
        wrong += [no_room(one) for one in some if isinstance(came[one.address], Full)]
        failed = {one: error for one in some if isinstance(error := came[one.address], StorageError)}
        wrong += [_unkept(one) for one in failed]
        for why in sorted({str(error) for one, error in failed.items() if not too_long(one.address)}):
            log.error("feeds of a list could not be kept", guild=guild, reason=why)
    known = [held[one.address] for one in read.outlines if one.address in held]
    paused = sum(row.paused_at is not None for row in known)
    return _Taken(
        new=new, read=len(known) - paused + other, paused=paused, topics=may.topics, wrong=tuple(wrong)
    )


def _unkept(outline: Outline) -> Remark:
    """Why; what is wrong with the database, and where that is, is told to whoever runs it alone."""
    name = outline_name(outline)
    words = phrase(
        "{feed}: it could not be kept just now. Try again, or tell whoever runs this bot.", feed=name
    )
    if too_long(outline.address):
        words = phrase("{feed}: its address is longer than can be kept.", feed=name)
    return Remark(words=words, sourceline=outline.sourceline)


def _remark(remark: Remark) -> str:
    words = sentence(remark.words, LONGEST_LINE)
    if remark.sourceline is None:
        return words
    return t("Line {line}: {words}", line=number(remark.sourceline), words=words)


def _progress(done: int, count: int) -> Any:
    return notice(t("{done} of {count} feeds are taken in …", done=number(done), count=number(count)))


def _summary(taken: _Taken, wrong: int) -> str:
    said = [tn("{count} feed is new.", "{count} feeds are new.", taken.new)]
    if taken.read:
        said.append(tn("{count} was read already.", "{count} were read already.", taken.read))
    if taken.paused:
        said.append(
            tn("{count} is paused here and stays so.", "{count} are paused here and stay so.", taken.paused)
        )
    if taken.topics:
        said.append(tn("{count} topic was left out.", "{count} topics were left out.", len(taken.topics)))
    if wrong:
        said.append(tn("{count} line could not be taken:", "{count} lines could not be taken:", wrong))
    elif taken.new:
        said.append(t("What they hold already stays silent."))
    return " ".join(said)
