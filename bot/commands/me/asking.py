"""/me watch and digest: what a member hears by direct message of one server's feeds."""

from datetime import timedelta
from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors, known_here
from bot.commands.answering import desk_of, say, think
from bot.commands.clock import time_of, zone_of, zones
from bot.commands.digest.group import DAYS_AHEAD, QUOTES, SENTENCES, STORIES
from bot.commands.digest.scheduling import days_of, taken_over
from bot.commands.feed import own_feeds
from bot.commands.first_feeds import unread
from bot.commands.me.group import me, server_of, target_of_asker
from bot.commands.mistake import Mistake
from bot.commands.naming import names_of
from bot.commands.watch.again import again
from bot.commands.watch.edited import Edit
from bot.commands.watch.group import CLOSED, add_watch
from bot.commands.watch.wanting import NOTHING, feed_of, keywords_of, outlet_of, own_outlets
from bot.plan_words import STYLES, asks, when
from bot.render.answer import notice
from bot.render.escape import at, escaped
from bot.watch_words import ROLES, told
from bot.words import named, t
from storage.model import Full
from summarise.editions.calendar import next_time
from summarise.model import DigestPlan, Watch

MOST_DIGESTS = 5
"""How many digests a member has from one server."""

IN_ROLES = [app_commands.Choice(name=words, value=role) for role, words in ROLES.items()]


@me.command(name="watch")
@app_commands.describe(
    actor="Whom to watch; choose from the list, or type a name",
    keywords="Words or phrases with commas between, of which a story must have one",
    actor2="Another one for the same watch: either of them is enough",
    actor3="A third one",
    every="Every one of them must be in a story, instead of one",
    role="What one of them must be in a story: named at all, unless you say",
    feed="Only stories that this feed tells",
    outlet="Only stories that this outlet tells",
    outlets="How many independent outlets must tell it first; copies of one wire report count once",
    cooldown="Minutes between two alerts; what comes meanwhile is told in one list",
)
@app_commands.rename(every="all", outlets="outlets-needed")
@app_commands.choices(role=IN_ROLES)
@app_commands.autocomplete(actor=actors, actor2=actors, actor3=actors, feed=own_feeds, outlet=own_outlets)
async def watch_me(
    interaction: discord.Interaction[Any],
    actor: app_commands.Range[str, 1, 100] | None = None,
    keywords: app_commands.Range[str, 1, 500] = "",
    actor2: app_commands.Range[str, 1, 100] | None = None,
    actor3: app_commands.Range[str, 1, 100] | None = None,
    every: bool = False,
    role: str = "mention",
    feed: app_commands.Range[str, 1, 100] | None = None,
    outlet: app_commands.Range[str, 1, 100] | None = None,
    outlets: app_commands.Range[int, 1, 20] = 1,
    cooldown: app_commands.Range[int, 0, 1440] | None = None,
) -> None:
    """Tell you, by direct message, when a story of this server's feeds names somebody or has a word."""
    guild, target = server_of(interaction), target_of_asker(interaction)
    await think(interaction)
    known, desk = await known_here(interaction), desk_of(interaction)
    wanted = [actor_of(text, known) for text in (actor, actor2, actor3) if text is not None]
    words = keywords_of(keywords)
    feeds, names = await feed_of(desk.archive, guild, feed), await outlet_of(desk.archive, guild, outlet)
    if not (wanted or words or feeds or names):
        raise Mistake(named(NOTHING))
    person = await desk.archive.persons.of(str(interaction.user.id))
    row = Watch(
        id=0,
        guild=guild,
        target=target,
        actors=tuple(dict.fromkeys(one.id for one in wanted)),
        origin="command",
        created_at=desk.now(),
        role=next((one for one in ROLES if one == role), "mention"),
        every=every,
        keywords=words,
        feeds=feeds,
        outlets=names,
        voices=outlets,
        quiet=person.quiet,
        cooldown=timedelta(minutes=cooldown or 0),
        asked_by=person.person,
    )
    await desk.archive.targets.resume(target, desk.now())
    held = await desk.archive.watches.same_as(
        guild, target, actors=row.actors, role=row.role, every=every, keywords=words, feeds=feeds,
        outlets=names, voices=outlets,
    )  # fmt: skip
    if held is not None:
        answer = await again(interaction, held, Edit(cooldown=cooldown))
        await say(interaction, notice(f"{answer}{await unread(interaction)}"))
        return
    row = await add_watch(interaction, row)
    said = escaped(told(row, await names_of(interaction, (row,))))
    answer = t("I write to you about: **{watch}**.", watch=said)
    await say(interaction, notice(f"{answer} {named(CLOSED)}{await unread(interaction)}"))


@me.command(name="digest")
@app_commands.describe(
    clock="When, on a 24-hour clock, such as 08:00",
    zone="Whose clock; yours of /me settings unless you say",
    days="On which days: weekdays, weekends, or names such as mon,wed,fri (every day unless you say)",
    stories="How many stories at most (8 unless you say)",
    style="How much of each story",
    actor="Only stories with somebody; choose from the list, or type a name",
    keywords="Only stories with one of these words or phrases; put commas between",
    feed="Only stories that this feed tells",
)
@app_commands.rename(clock="time")
@app_commands.choices(style=[app_commands.Choice(name=words, value=value) for value, words in STYLES.items()])
@app_commands.autocomplete(zone=zones, actor=actors, feed=own_feeds)
async def digest_me(
    interaction: discord.Interaction[Any],
    clock: app_commands.Range[str, 3, 8],
    zone: app_commands.Range[str, 1, 100] | None = None,
    days: app_commands.Range[str, 1, 100] = "daily",
    stories: app_commands.Range[int, 1, 20] = STORIES,
    style: str = "standard",
    actor: app_commands.Range[str, 1, 100] | None = None,
    keywords: app_commands.Range[str, 1, 500] = "",
    feed: app_commands.Range[str, 1, 100] | None = None,
) -> None:
    """A digest of this server's feeds to you, by direct message."""
    guild, target = server_of(interaction), target_of_asker(interaction)
    await think(interaction)
    desk, known = desk_of(interaction), await known_here(interaction)
    person, moment = await desk.archive.persons.of(str(interaction.user.id)), desk.now()
    local, weekdays = time_of(clock), days_of(days)
    place = person.zone if zone is None else zone_of(zone)
    if place is None:
        raise Mistake(t("By whose clock? Give `zone` too, or settle yours with `/me settings`."))
    held = [row for row in await desk.archive.plans.of_person(person.person) if row.guild == guild]
    stood = [row for row in held if (row.at, row.zone) == (local, place)]
    wanted = DigestPlan(
        id=0,
        guild=guild,
        target=target,
        at=local,
        zone=place,
        stories=stories,
        sentences=SENTENCES,
        origin="command",
        next_due_at=next_time(local, place, moment, weekdays),
        created_at=moment,
        asked_by=person.person,
        weekdays=weekdays,
        style=next((one for one in STYLES if one == style), "standard"),
        feeds=await feed_of(desk.archive, guild, feed),
        actors=() if actor is None else (actor_of(actor, known).id,),
        keywords=keywords_of(keywords),
        quotes=QUOTES,
        agenda_days=DAYS_AHEAD,
    )
    plan = await desk.archive.plans.add_within(wanted, MOST_DIGESTS)
    if isinstance(plan, Full):
        raise Mistake(
            t("You have {count} digests from here already. `/me remove` makes room.", count=MOST_DIGESTS)
        )
    await desk.archive.targets.resume(target, moment)
    answer = t(
        "A digest comes to you {when}, first {moment}: {what}.",
        when=when(plan),
        moment=at(plan.next_due_at),
        what=asks(plan, await names_of(interaction, (plan,))),
    )
    none_read = await unread(interaction)
    await say(interaction, notice(f"{answer}{taken_over(known=bool(stood))} {named(CLOSED)}{none_read}"))
