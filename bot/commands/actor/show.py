"""/actor show: who somebody is, what was told of them last, and whom they appear with."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors, known_here
from bot.commands.actor.group import actor as group
from bot.commands.answering import desk_of, say, think
from bot.commands.place import asker, guild_of
from bot.quoted import feeds_of
from bot.render.profile import Profile, profile_answer
from bot.trends import company
from storage.model import Cited, Named, Said
from summarise.actors.fold import folded_name
from summarise.model import Span

STORIES, QUOTES, COMPANY = 5, 3, 6
DAYS: Final = 30
LOOKED_AT: Final = 60
"""Of the newest articles and quotes so many are looked at: many tell one story, or print the same words."""

ALIKE: Final = 60
"""Characters in which two printed quotes that are one begin alike."""


@group.command()
@app_commands.checks.cooldown(20, 60.0, key=asker)
@app_commands.describe(actor="Whom; choose from the list, or type a name")
@app_commands.autocomplete(actor=actors)
async def show(interaction: discord.Interaction[Any], actor: app_commands.Range[str, 1, 100]) -> None:
    """Who somebody is, what was told of them last, and whom they appear with."""
    guild = guild_of(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    known = await known_here(interaction)
    who = actor_of(actor, known)
    feeds, now = await feeds_of(desk.archive, guild), desk.now()
    record, span = desk.archive.record, Span(since=now - timedelta(days=DAYS), until=now)
    profile = Profile(
        actor=who,
        today=now.date(),
        stories=_stories(await record.mentions(feeds, who.id, limit=LOOKED_AT)),
        quotes=_quotes(await record.quotes(feeds, actor=who.id, limit=LOOKED_AT), who.id),
        company=await company(desk.archive, guild, feeds, known, who.id, span, COMPANY),
        days=DAYS,
    )
    await say(interaction, profile_answer(profile))


def _stories(named: Iterable[Named]) -> tuple[Cited, ...]:
    """The newest article of each of the newest stories."""
    newest: dict[int, Cited] = {}
    for one in named:
        newest.setdefault(one.source.story, one.source)
    return tuple(newest.values())[:STORIES]


def _quotes(said: Iterable[Said], actor: str) -> tuple[Said, ...]:
    """Their newest direct quotes, each once however many print it; only the first part of one with parts."""
    newest: dict[str, Said] = {}
    parts: set[tuple[int, int]] = set()
    for one in said:
        part = one.source.article, one.quote
        if one.kind == "quote" and one.actor == actor and part not in parts:
            parts.add(part)
            newest.setdefault("".join(filter(str.isalnum, folded_name(one.text)))[:ALIKE], one)
    return tuple(newest.values())[:QUOTES]
