"""The end of /setup: everything that was chosen is made in one go, as if its commands had been given."""

from datetime import time, timedelta
from typing import Any, Final

import discord

from bot.commands.answering import desk_of, say
from bot.commands.changes import log_change
from bot.commands.digest.group import MOST_DIGESTS, no_room
from bot.commands.naming import catalogue_here
from bot.commands.place import guild_of
from bot.commands.reads import reads_nothing
from bot.commands.setup.answers import Answers, dumped
from bot.commands.setup.facts import first_digest
from bot.commands.setup.looking import facts_of, target_for
from bot.commands.setup.making import feeds_made, feeds_not_made, not_watched, watches_made
from bot.commands.setup.pages import ending, page
from bot.commands.watch.group import MOST_WATCHES
from bot.render.escape import at, escaped, plain
from bot.render.limits import fit
from bot.starter import subscribe_to_starters
from bot.words import listed, mark, t, tn
from storage.model import Full, View
from summarise.model import DigestPlan, Greeting, Post, Watch

STALE: Final = timedelta(minutes=1)
"""A set-up that was being finished so long ago was cut off: it can be finished again, and doubles nothing."""

STORIES, SENTENCES = 8, 2


async def send_test(interaction: discord.Interaction[Any], answers: Answers) -> str:
    """Post a sample to the channel, by the way that alerts take; what to look for, in words."""
    target, trouble = target_for(interaction, answers.channel)
    if not target:
        return trouble
    desk, who = desk_of(interaction), str(interaction.user.id)
    body = Greeting(wanted_by=who)
    subject = f"test:{desk.now():%Y-%m-%d %H:%M}"  # one a minute: a channel is told the same only once
    post = Post(target=target, subject=subject, part=0, action="post", revision=1, body=body)
    if not await desk.archive.deliveries.put(guild_of(interaction), post, desk.now()):
        return t(
            "A test message has gone to {channel} already. In a minute you can send another.",
            channel=f"<#{answers.channel}>",
        )
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
    lines = [
        t("**Done.** Messages go to {channel}.", channel=f"<#{answers.channel}>"),
        *await _read(interaction, answers),
        await _watched(interaction, answers, target),
        await _planned(interaction, answers, target),
        t("Change it any time: `/feed list`, `/watch list`, `/digest list`, `/settings show`, `/help`."),
    ]
    return "\n".join(filter(None, lines))


async def _read(interaction: discord.Interaction[Any], answers: Answers) -> list[str]:
    """How many feeds are read now and how many of them are new; what was left out, and why."""
    desk, guild = desk_of(interaction), guild_of(interaction)
    archive = desk.archive
    made = feeds_made(answers, await archive.subscriptions.held(guild))
    new = await subscribe_to_starters(archive, guild, desk.now(), made.new, "command")
    reads = len(await archive.subscriptions.of_guild(guild))
    if reads:
        told = tn("{count} feed is read.", "{count} feeds are read.", reads)
    elif made.paused:
        told = await reads_nothing(archive, guild)
    else:
        told = t("No feed is read yet: `/feed add` reads one.")
    came = tn("{count} of them is new.", "{count} of them are new.", new)
    return [f"{told} {came}" if 0 < new < reads else told, *feeds_not_made(made)]


async def _watched(interaction: discord.Interaction[Any], answers: Answers, target: str) -> str:
    """A watch for each actor whom no watch of that channel is about alone; those that rest go on."""
    desk, guild = desk_of(interaction), guild_of(interaction)
    known = await catalogue_here(interaction)
    names = {one.id: one.name for actor in answers.actors if (one := known.find(actor)) is not None}
    made = watches_made(names, await desk.archive.watches.of_guild(guild), target)
    left = list(made.left)
    for actor in made.new:
        wanted = Watch(
            id=0,
            guild=guild,
            target=target,
            actors=(actor,),
            origin="command",
            created_at=desk.now(),
            asked_by=str(interaction.user.id),
        )
        if isinstance(await desk.archive.watches.add_within(wanted, MOST_WATCHES), Full):
            left.append(actor)
    for row in made.paused:
        await desk.archive.watches.resume(guild, row.id)
    bold = {actor: f"**{fit(plain(name), 60, escaped)}**" for actor, name in names.items()}
    told = []
    if watched := [said for actor, said in bold.items() if actor not in left]:
        told.append(t("An alert comes when a story names {names}.", names=listed(watched)))
    if made.paused:
        told.append(
            tn(
                "{count} of these watches had been paused, and goes on now.",
                "{count} of these watches had been paused, and go on now.",
                len(made.paused),
            )
        )
    if left:
        told.append(not_watched(listed([bold[actor] for actor in left])))
    return "\n".join(told) or t("Nobody is watched yet: `/watch add` watches somebody.")


async def _planned(interaction: discord.Interaction[Any], answers: Answers, target: str) -> str:
    """The digest, which stays as it is where there is one of that place and time."""
    desk, guild = desk_of(interaction), guild_of(interaction)
    first = first_digest(answers, desk.now())
    if first is None:
        return t("No digest comes: `/digest schedule` plans one.")
    clock = time.fromisoformat(answers.clock)
    plans = await desk.archive.plans.of_guild(guild)
    same = [one for one in plans if (one.target, one.at, one.zone) == (target, clock, answers.zone)]
    wanted = DigestPlan(
        id=0,
        guild=guild,
        target=target,
        at=clock,
        zone=answers.zone,
        stories=STORIES,
        sentences=SENTENCES,
        origin="command",
        next_due_at=first,
        created_at=desk.now(),
        asked_by=str(interaction.user.id),
    )
    plan = same[0] if same else await desk.archive.plans.add_within(wanted, MOST_DIGESTS)
    if isinstance(plan, Full):
        return no_room()
    return t("The next digest comes {moment}.", moment=at(plan.next_due_at))
