"""The end of /setup: everything that was chosen is made in one go, as if its commands had been given."""

import secrets
from datetime import time, timedelta
from typing import Any, Final

import discord

from bot.commands.answering import desk_of, say
from bot.commands.changes import log_change
from bot.commands.naming import catalogue_here
from bot.commands.place import guild_of
from bot.commands.setup.answers import Answers, dumped
from bot.commands.setup.facts import first_digest
from bot.commands.setup.looking import facts_of, target_for
from bot.commands.setup.pages import ending, page
from bot.render.escape import at, escaped, plain
from bot.render.limits import fit
from bot.starter import chosen, subscribe_to_starters
from bot.words import listed, mark, t, tn
from storage.model import View
from summarise.model import Greeting, Post

STALE: Final = timedelta(minutes=1)
"""A set-up that was being finished so long ago was cut off: it can be finished again, and doubles nothing."""

STORIES, SENTENCES = 8, 2
MOST_FEEDS, MOST_WATCHES = 200, 200
"""What one server may have of each, as the commands say."""


async def send_test(interaction: discord.Interaction[Any], answers: Answers) -> str:
    """Post a sample to the channel, by the way that alerts take; what to look for, in words."""
    target, trouble = target_for(interaction, answers.channel)
    if not target:
        return trouble
    desk, who = desk_of(interaction), str(interaction.user.id)
    body = Greeting(wanted_by=who)
    subject = f"test:{secrets.token_hex(8)}"
    post = Post(target=target, subject=subject, part=0, action="post", revision=1, body=body)
    await desk.archive.deliveries.put(guild_of(interaction), post, desk.now())
    return t("A test message is on its way to {channel}.", channel=f"<#{answers.channel}>")


async def finish(interaction: discord.Interaction[Any], view: View, answers: Answers) -> None:
    """Subscribe, watch and plan; say what came of it and how to change it.

    A second press meanwhile does nothing: the first one's answer takes the place of both.
    """
    desk, views = desk_of(interaction), desk_of(interaction).archive.views
    if answers.step == "finishing" and desk.now() - view.at < STALE:
        return
    target, trouble = target_for(interaction, answers.channel)
    if not target:
        again = answers.at("check")
        await say(interaction, page(again, await facts_of(interaction, again), view.id, trouble))
        return
    check, doing, over = (dumped(answers.at(step)) for step in ("check", "finishing", "done"))
    if not await views.change(view.id, view.state, doing, desk.now()):
        return
    try:
        done = await _done(interaction, answers, target)
    except Exception:
        await views.change(view.id, doing, check, desk.now())
        raise
    await views.change(view.id, doing, over, desk.now())
    await say(interaction, ending(done))
    told = mark("set Wirewatch up for {channel}")
    await log_change(interaction, told, channel=f"<#{answers.channel}>")


async def _done(interaction: discord.Interaction[Any], answers: Answers, target: str) -> str:
    """What was made, each in a line."""
    feeds = await _read(interaction, answers)
    lines = [
        t("**Done.** Messages go to {channel}.", channel=f"<#{answers.channel}>"),
        _fed(feeds, await _reads(interaction)),
        await _watched(interaction, answers, target),
        await _planned(interaction, answers, target),
        t("Change it any time: `/feed list`, `/watch list`, `/digest list`, `/settings show`, `/help`."),
    ]
    return "\n".join(filter(None, lines))


def _fed(new: int, reads: int) -> str:
    if not reads:
        return t("No feed is read yet: `/feed add` reads one.")
    read = tn("{count} feed is read.", "{count} feeds are read.", reads)
    came = tn("{count} of them is new.", "{count} of them are new.", new)
    return f"{read} {came}" if 0 < new < reads else read


async def _reads(interaction: discord.Interaction[Any]) -> int:
    return len(await desk_of(interaction).archive.subscriptions.of_guild(guild_of(interaction)))


async def _read(interaction: discord.Interaction[Any], answers: Answers) -> int:
    """How many feeds were new; no more than one server may read."""
    desk, guild = desk_of(interaction), guild_of(interaction)
    room = max(0, MOST_FEEDS - await _reads(interaction))
    feeds = chosen(answers.topics, answers.languages)[:room]
    return await subscribe_to_starters(desk.archive, guild, desk.now(), feeds, "command")


async def _watched(interaction: discord.Interaction[Any], answers: Answers, target: str) -> str:
    """A watch for each actor whom no watch of that channel is about alone."""
    desk, guild = desk_of(interaction), guild_of(interaction)
    known = await catalogue_here(interaction)
    rows = await desk.archive.watches.of_guild(guild)
    there = {row.actors for row in rows if row.target == target}
    found = [one for actor in answers.actors if (one := known.find(actor)) is not None]
    wanted = [one for one in found if (one.id,) not in there][: max(0, MOST_WATCHES - len(rows))]
    for one in wanted:
        await desk.archive.watches.add(
            guild=guild,
            target=target,
            actors=(one.id,),
            origin="command",
            now=desk.now(),
            asked_by=str(interaction.user.id),
        )
    if not found:
        return t("Nobody is watched yet: `/watch add` watches somebody.")
    names = listed([f"**{fit(plain(one.name), 60, escaped)}**" for one in found])
    return t("An alert comes when a story names {names}.", names=names)


async def _planned(interaction: discord.Interaction[Any], answers: Answers, target: str) -> str:
    """The digest, which stays as it is where there is one of that place and time."""
    desk, guild = desk_of(interaction), guild_of(interaction)
    first = first_digest(answers, desk.now())
    if first is None:
        return t("No digest comes: `/digest schedule` plans one.")
    clock = time.fromisoformat(answers.clock)
    plans = await desk.archive.plans.of_guild(guild)
    same = [one for one in plans if (one.target, one.at, one.zone) == (target, clock, answers.zone)]
    plan = (
        same[0]
        if same
        else await desk.archive.plans.add(
            guild=guild,
            target=target,
            at=clock,
            zone=answers.zone,
            stories=STORIES,
            sentences=SENTENCES,
            origin="command",
            next_due_at=first,
            now=desk.now(),
            asked_by=str(interaction.user.id),
        )
    )
    return t("The next digest comes {moment}.", moment=at(plan.next_due_at))
