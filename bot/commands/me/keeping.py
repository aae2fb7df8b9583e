"""/me list, remove, pause and resume: in any server, and in direct messages."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.me.following import is_followed
from bot.commands.me.group import (
    MISSING,
    chosen_of,
    entry,
    me,
    mine,
    my_things,
    my_watches,
    target_of_asker,
    worded,
)
from bot.commands.mistake import Mistake
from bot.commands.paging import State, paged, show_list
from bot.render.answer import notice
from bot.render.listing import Listing
from bot.render.parts import sentence
from bot.words import named, t, tn
from summarise.model import Watch

LONGEST_REASON = 300


@me.command(name="list")
async def list_mine(interaction: discord.Interaction[Any]) -> None:
    """What comes to you by direct message, from every server."""
    await think(interaction)
    await show_list(interaction, "mine")


@paged("mine")
async def things(interaction: discord.Interaction[Any], _: State) -> Listing:
    """The asker's watches and digests, the stories that they follow, and what keeps all from coming."""
    rows = tuple((await mine(interaction)).values())
    said = await worded(interaction, rows, linked=True)
    following = f"**{t('Stories you follow')}**"
    return Listing(
        title=t("By direct message to you"),
        entries=tuple(f"- {entry(row, words)}" for row, words in zip(rows, said, strict=True)),
        empty=t("Nothing yet. In a server, `/me watch` and `/me digest` ask for something."),
        note=await _refused(interaction),
        headings=tuple(following if is_followed(row) else "" for row in rows),
        entries_a_page=10,
    )


async def _refused(interaction: discord.Interaction[Any]) -> str:
    """That Discord refuses direct messages to the asker, if it does."""
    stopped = await desk_of(interaction).archive.targets.stopped()
    reason = next((one.reason for one in stopped if one.target == target_of_asker(interaction)), None)
    if reason is None:
        return ""
    return t(
        "I cannot write to you: {reason} Allow direct messages from members of a server that we share, then "
        "`/me resume`.",
        reason=sentence(reason, LONGEST_REASON),
    )


@me.command(name="remove")
@app_commands.describe(chosen="Which watch, digest or story that you follow; choose from the list")
@app_commands.rename(chosen="which")
@app_commands.autocomplete(chosen=my_things)
async def remove_mine(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """Stop one of your watches or digests, or follow a story no longer."""
    await think(interaction)
    row, desk = await chosen_of(interaction, chosen), desk_of(interaction)
    (said,) = await worded(interaction, (row,))
    if isinstance(row, Watch) and row.story is not None:
        gone = await desk.archive.follows.unfollow(str(interaction.user.id), row.story, desk.now())
    elif isinstance(row, Watch):
        gone = await desk.archive.watches.remove(row.guild, row.id, desk.now())
    else:
        gone = await desk.archive.plans.remove(row.guild, row.id)
    if not gone:
        raise Mistake(named(MISSING))
    await say(interaction, notice(t("No more of this: {what}.", what=said)))


@me.command(name="pause")
@app_commands.describe(chosen="Which watch; all of yours, in every server, unless you choose one")
@app_commands.rename(chosen="watch")
@app_commands.autocomplete(chosen=my_watches)
async def pause_mine(
    interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100] | None = None
) -> None:
    """Let your watches and the stories that you follow rest, or one watch. Digests go on."""
    await think(interaction)
    desk, rows = desk_of(interaction), await _watches(interaction, chosen)
    paused = sum([await desk.archive.watches.pause(row.guild, row.id, desk.now()) for row in rows])
    stories = await desk.archive.follows.pause(str(interaction.user.id), desk.now()) if chosen is None else 0
    if not (paused or stories):
        raise Mistake(t("None of your watches is running. `/me list` shows them."))
    watches = tn(
        "{count} watch of yours rests until `/me resume`.",
        "{count} watches of yours rest until `/me resume`.",
        paused,
    )
    followed = tn(
        "{count} story that you follow rests until `/me resume`.",
        "{count} stories that you follow rest until `/me resume`.",
        stories,
    )
    await say(interaction, notice(_all_of((paused, watches), (stories, followed))))


@me.command(name="resume")
@app_commands.describe(chosen="Which watch; all of yours, in every server, unless you choose one")
@app_commands.rename(chosen="watch")
@app_commands.autocomplete(chosen=my_watches)
async def resume_mine(
    interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100] | None = None
) -> None:
    """Let your watches and stories go on, and write to you again where Discord refused that."""
    await think(interaction)
    desk, rows = desk_of(interaction), await _watches(interaction, chosen)
    again = await desk.archive.targets.resume(target_of_asker(interaction), desk.now())
    resumed = sum([await desk.archive.watches.resume(row.guild, row.id) for row in rows])
    stories = await desk.archive.follows.resume(str(interaction.user.id)) if chosen is None else 0
    if not (resumed or stories or again):
        raise Mistake(t("Nothing of yours is paused. `/me list` shows it."))
    watches = tn("{count} watch of yours goes on.", "{count} watches of yours go on.", resumed)
    followed = tn("{count} story that you follow goes on.", "{count} stories that you follow go on.", stories)
    trying = t("I try to write to you again.")
    await say(interaction, notice(_all_of((resumed, watches), (stories, followed), (again, trying))))


def _all_of(*said: tuple[int, str]) -> str:
    """What is so, of what may be said: a number that is not 0 with it."""
    return " ".join(text for count, text in said if count)


async def _watches(interaction: discord.Interaction[Any], chosen: str | None) -> tuple[Watch, ...]:
    """The one that was chosen, or all of the asker's."""
    if chosen is None:
        return await desk_of(interaction).archive.watches.of_person(str(interaction.user.id))
    row = await chosen_of(interaction, chosen)
    if not isinstance(row, Watch) or is_followed(row):
        raise Mistake(named(MISSING))
    return (row,)
