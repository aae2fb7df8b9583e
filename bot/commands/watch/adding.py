"""/watch add: alerts about people, organisations and words."""

from datetime import timedelta
from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors
from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.clock import quiet_of, zones
from bot.commands.feed import own_feeds
from bot.commands.first_feeds import first_feeds
from bot.commands.mistake import Mistake
from bot.commands.naming import catalogue_here, names_of
from bot.commands.place import shown_target
from bot.commands.rights import changing
from bot.commands.watch.again import again
from bot.commands.watch.edited import Edit
from bot.commands.watch.group import CLOSED, add_watch, line, watch
from bot.commands.watch.wanting import (
    NOTHING,
    destination,
    feed_of,
    keywords_of,
    outlet_of,
    own_outlets,
    ping_of,
    tags_of,
)
from bot.render.answer import notice
from bot.render.escape import escaped
from bot.watch_words import LANGUAGES, ROLES, asks, terms, wider
from bot.words import mark, named, t
from summarise.model import Watch


@watch.command()
@app_commands.describe(
    actor="Whom to watch; choose from the list, or type a name",
    actor2="Another one for the same watch: either of them is enough",
    actor3="A third one",
    every="Every one of them must be in a story, instead of one",
    role="What one of them must be in a story: named at all, unless you say",
    keywords="Words or phrases with commas between, of which a story must have one",
    feed="Only stories that this feed tells, or the outlet if you name one too",
    outlet="Only stories that this outlet tells, or the feed if you name one too",
    language="Only stories told in this language",
    outlets="How many independent outlets must tell it first; copies of one wire report count once",
    channel="Where alerts go: a channel, a thread, or a forum, which gets a post for each",
    dm="Instead of a channel: to you, by direct message",
    ping="A role that each alert pings, and again only if the story escalates",
    quiet="Hours in which alerts wait, such as 22:00-07:00",
    zone="Whose clock the quiet hours are by; type a city",
    urgent="What so many independent outlets tell does not wait for quiet hours to end; 0: all waits",
    cooldown="Minutes between two alerts; what comes meanwhile is told in one list",
    publish="Publish each alert of an announcement channel to its followers",
    timeline="Keep a thread below each alert with what is new",
    tags="Names of the forum's tags for each post, with commas between",
)
@app_commands.rename(every="all", outlets="outlets-needed")
@app_commands.choices(
    role=[app_commands.Choice(name=words, value=role) for role, words in ROLES.items()],
    language=[app_commands.Choice(name=name, value=code) for code, name in LANGUAGES.items()],
)
@app_commands.autocomplete(
    actor=actors, actor2=actors, actor3=actors, feed=own_feeds, outlet=own_outlets, zone=zones
)
async def add(
    interaction: discord.Interaction[Any],
    actor: app_commands.Range[str, 1, 100] | None = None,
    channel: discord.TextChannel | discord.Thread | discord.ForumChannel | None = None,
    keywords: app_commands.Range[str, 1, 500] = "",
    actor2: app_commands.Range[str, 1, 100] | None = None,
    actor3: app_commands.Range[str, 1, 100] | None = None,
    every: bool = False,
    role: str = "mention",
    feed: app_commands.Range[str, 1, 100] | None = None,
    outlet: app_commands.Range[str, 1, 100] | None = None,
    language: str | None = None,
    outlets: app_commands.Range[int, 1, 20] = 1,
    dm: bool = False,
    ping: discord.Role | None = None,
    quiet: app_commands.Range[str, 1, 30] | None = None,
    zone: app_commands.Range[str, 1, 100] | None = None,
    urgent: app_commands.Range[int, 0, 50] | None = None,
    cooldown: app_commands.Range[int, 0, 1440] | None = None,
    publish: bool | None = None,
    timeline: bool | None = None,
    tags: app_commands.Range[str, 1, 200] | None = None,
) -> None:
    """Post an alert when a story names somebody, or has a word."""
    guild = await changing(interaction, "watch")
    await think(interaction)
    target = destination(interaction, channel, dm=dm, publish=bool(publish), timeline=bool(timeline))
    known = await catalogue_here(interaction)
    wanted = [actor_of(text, known) for text in (actor, actor2, actor3) if text is not None]
    archive, now = desk_of(interaction).archive, desk_of(interaction).now()
    person = await archive.persons.of(str(interaction.user.id))
    words = keywords_of(keywords)
    feeds, names = await feed_of(archive, guild, feed), await outlet_of(archive, guild, outlet)
    if not (wanted or words or feeds or names):
        raise Mistake(named(NOTHING))
    conditions: dict[str, Any] = {
        "actors": tuple(dict.fromkeys(one.id for one in wanted)),
        "role": next((one for one in ROLES if one == role), "mention"),
        "every": every,
        "keywords": words,
        "feeds": feeds,
        "outlets": names,
        "languages": () if language is None else (language,),
        "voices": outlets,
    }
    held = await archive.watches.same_as(guild, target, **conditions)
    if held is not None:
        given = Edit(
            ping=ping, quiet=quiet, zone=zone, urgent=urgent, cooldown=cooldown, publish=publish,
            timeline=timeline, tags=tags,
        )  # fmt: skip
        await say(
            interaction, notice(f"{await again(interaction, held, given)}{await first_feeds(interaction)}")
        )
        return
    row = Watch(
        id=0,
        guild=guild,
        target=target,
        origin="command",
        created_at=now,
        **conditions,
        ping=ping_of(interaction, ping, channel),
        quiet=quiet_of(quiet, zone, urgent, usual=person.zone) or (person.quiet if dm else None),
        cooldown=timedelta(minutes=cooldown or 0),
        publish=bool(publish),
        timeline=bool(timeline),
        tags=tags_of(tags or "", channel),
        asked_by=str(interaction.user.id),
    )
    row = await add_watch(interaction, row)
    beside = wider(row, await archive.watches.of_guild(guild))
    started = await first_feeds(interaction)
    spoken_of = await names_of(interaction, (row,))
    if not dm:
        await log_change(interaction, mark("added the watch {watch}"), watch=line(row, spoken_of))
    where = t("you by direct message") if dm else shown_target(row.target)
    more = "".join(f", {escaped(term)}" for term in terms(row, spoken_of))
    if row.actors or row.keywords:
        answer = t(
            "Alerts about {watch} go to {place} from now on{terms}.",
            watch=f"**{escaped(asks(row, spoken_of))}**",
            place=where,
            terms=more,
        )
    else:
        answer = t("**Every story** goes to {place} from now on{terms}.", place=where, terms=more)
    closed = f" {named(CLOSED)}" if dm else ""
    await say(interaction, notice(f"{answer}{closed}{beside}{started}"))
