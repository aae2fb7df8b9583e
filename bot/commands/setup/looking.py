"""What /setup asks the archive and Discord before it shows a step."""

from typing import Any

import discord

from bot.commands.answering import desk_of
from bot.commands.mistake import Mistake
from bot.commands.naming import catalogue_here
from bot.commands.place import guild_of, target_of
from bot.commands.setup.answers import Answers
from bot.commands.setup.facts import Facts
from bot.commands.setup.known import SECTIONS
from bot.commands.setup.making import feeds_made, watches_made
from bot.commands.setup.zones import expected_zone
from bot.starter import LANGUAGES
from bot.words import ENGLISH, t

FIRST_TOPIC, FIRST_CLOCK = "World", "08:00"


async def first_answers(interaction: discord.Interaction[Any]) -> Answers:
    """What is proposed: this channel, world news in the server's language, a digest in the morning."""
    guild, desk = guild_of(interaction), desk_of(interaction)
    archive, here = desk.archive, interaction.channel
    settings = await archive.guilds.settings(guild)
    server = "" if interaction.guild_locale is None else interaction.guild_locale.value
    language = settings.language or server.partition("-")[0]
    person = await archive.persons.of(str(interaction.user.id))
    reads = bool(await archive.subscriptions.of_guild(guild))
    return Answers(
        channel=str(here.id) if isinstance(here, discord.TextChannel) else "",
        topics=() if reads else (FIRST_TOPIC,),
        languages=tuple(one for one in LANGUAGES if one in (ENGLISH, language)),
        section=next(iter(SECTIONS)),
        clock=FIRST_CLOCK,
        zone=person.zone or expected_zone(server, interaction.locale.value, desk.settings.zone),
    )


async def facts_of(interaction: discord.Interaction[Any], answers: Answers) -> Facts:
    """What the step that the walk is at shows beside the answers."""
    guild, desk = guild_of(interaction), desk_of(interaction)
    known = await catalogue_here(interaction)
    shown = {*SECTIONS.get(answers.section, ("", ()))[1], *answers.actors}
    found = {actor: one.name for actor in shown if (one := known.find(actor)) is not None}
    target, trouble = target_for(interaction, answers.channel)
    plans = await desk.archive.plans.of_guild(guild) if answers.step == "digest" else ()
    reads = len(await desk.archive.subscriptions.of_guild(guild)) if answers.step == "feeds" else 0
    checks = answers.step == "check"
    held = await desk.archive.subscriptions.held(guild) if checks else ()
    watches = await desk.archive.watches.of_guild(guild) if checks else ()
    return Facts(
        now=desk.now(),
        names=found,
        reads=reads,
        feeds=feeds_made(answers, held),
        watches=watches_made(answers.actors, watches, target),
        digests=tuple(f"{plan.at:%H:%M} ({plan.zone})" for plan in plans if plan.target == target),
        trouble=trouble,
        sees_channel=_seen(interaction, answers.channel) is not None,
    )


def target_for(interaction: discord.Interaction[Any], channel: str) -> tuple[str, str]:
    """The target that the channel is, and why nothing can be posted there, in words: one of them is ""."""
    if not channel:
        return "", ""
    seen = _seen(interaction, channel)
    if seen is None:
        return "", t("I do not see that channel: let me view it, or choose another one.")
    try:
        return target_of(interaction, seen), ""
    except Mistake as mistake:
        return "", str(mistake)


def _seen(interaction: discord.Interaction[Any], channel: str) -> discord.TextChannel | None:
    """The text or announcement channel of this id, where the bot sees one."""
    guild = interaction.guild
    found = guild.get_channel(int(channel)) if guild is not None and channel.isdecimal() else None
    return found if isinstance(found, discord.TextChannel) else None
