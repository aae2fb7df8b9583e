"""/search: stories by their words, best first."""

from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors
from bot.commands.answering import desk_of, think
from bot.commands.mistake import Mistake
from bot.commands.naming import catalogue_here
from bot.commands.paging import State, paged, show_list
from bot.commands.place import asker, guild_of
from bot.commands.reads import feeds_here
from bot.commands.since import LONGEST, since_here, sinces
from bot.quoted import feeds_of
from bot.render.escape import at, escaped
from bot.render.found import hits_listing
from bot.render.listing import Listing
from bot.words import spoken, t
from summarise.text.searching import asked as read_query

MOST: Final = 50
"""Hits that can be turned to."""


@app_commands.command()
@app_commands.guild_only()
@app_commands.checks.cooldown(20, 60.0, key=asker)
@app_commands.describe(
    query='Words that must be there; also "a phrase", -without, this OR that',
    actor="Only where they are named; choose from the list, or type a name",
    since="How far back, such as 7 days; as far as there is anything unless you say",
)
@app_commands.autocomplete(actor=actors, since=sinces)
async def search(
    interaction: discord.Interaction[Any],
    query: app_commands.Range[str, 1, 200],
    actor: app_commands.Range[str, 1, 100] | None = None,
    since: app_commands.Range[str, 1, LONGEST] | None = None,
) -> None:
    """Find stories by their words, in all that this server's feeds have told."""
    guild_of(interaction)
    await think(interaction)
    if not read_query(query).every:
        raise Mistake(t("There is no word in that to look for. Write a word or two, such as `flood dam`."))
    await feeds_here(interaction)
    asked = {"query": query}
    if actor is not None:
        named = actor_of(actor, await catalogue_here(interaction))
        asked |= {"actor": named.id, "name": named.name}
    earliest = await since_here(interaction, since)
    if earliest is not None:
        asked["since"] = earliest.isoformat()
    await show_list(interaction, "found", asked)


@paged("found")
async def _found(interaction: discord.Interaction[Any], asked: State) -> Listing:
    archive = desk_of(interaction).archive
    since = discord.utils.parse_time(asked.get("since"))
    hits = await archive.search.find(
        await feeds_of(archive, guild_of(interaction)),
        asked["query"],
        actor=asked.get("actor"),
        since=since,
        limit=MOST,
        language=spoken(),
    )
    wanted = []
    if "name" in asked:
        wanted.append(t("With {name}", name=escaped(asked["name"])))
    if since is not None:
        wanted.append(t("Since {moment}", moment=at(since)))
    notes = [" · ".join(wanted)] if wanted else []
    share = await archive.search.progress()
    if share < 1:
        told = t("Older articles are still being made searchable ({share} % done).", share=int(100 * share))
        notes.append(told)
    return hits_listing(
        asked["query"], hits, _nothing(narrowed=bool(wanted)), "\n".join(f"-# {note}" for note in notes)
    )


def _nothing(*, narrowed: bool) -> str:
    if narrowed:
        return t("Nothing was found. Ask without the actor or the time, or with fewer words.")
    return t("Nothing was found. Try fewer or other words; put OR between words of which one is enough.")
