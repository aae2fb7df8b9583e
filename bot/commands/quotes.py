"""/quotes: what somebody said lately, each quote once, with who prints it."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors, known_here
from bot.commands.answering import desk_of, think
from bot.commands.mistake import Mistake
from bot.commands.paging import State, paged, show_list
from bot.commands.place import guild_of
from bot.commands.since import LONGEST, since_here, sinces
from bot.quoted import feeds_of, lately
from bot.render.escape import at, escaped
from bot.render.listing import Listing
from bot.render.told import quotes_listing
from bot.words import t
from config.values import has_word
from summarise.editions.quoting import About


@app_commands.command()
@app_commands.guild_only()
@app_commands.describe(
    actor="Who said it; choose from the list, or type a name",
    about="Words that must stand in the quote, or in a headline above it",
    since="How far back, such as 7 days; as far as there is anything unless you say",
)
@app_commands.autocomplete(actor=actors, since=sinces)
async def quotes(
    interaction: discord.Interaction[Any],
    actor: app_commands.Range[str, 1, 100],
    about: app_commands.Range[str, 1, 100] = "",
    since: app_commands.Range[str, 1, LONGEST] | None = None,
) -> None:
    """What somebody said lately, or others on their behalf, and who prints it."""
    guild_of(interaction)
    await think(interaction)
    if about and not has_word(about):
        raise Mistake(t("There is no word in `about`. Write a word or two that the quote must have."))
    said_by = actor_of(actor, await known_here(interaction))
    earliest = await since_here(interaction, since)
    asked = {"actor": said_by.id, "name": said_by.name, "about": about}
    if earliest is not None:
        asked["since"] = earliest.isoformat()
    await show_list(interaction, "quotes", asked)


@paged("quotes")
async def _quotes(interaction: discord.Interaction[Any], asked: State) -> Listing:
    archive = desk_of(interaction).archive
    feeds = await feeds_of(archive, guild_of(interaction))
    since = discord.utils.parse_time(asked.get("since"))
    about = About.of(asked["about"]) if asked["about"] else None
    name = escaped(asked["name"])
    told = await lately(archive, feeds, asked["actor"], since=since, about=about)
    wanted = [t("About: {words}", words=escaped(asked["about"]))] if about else []
    if since is not None:
        wanted.append(t("Since {moment}", moment=at(since)))
    empty = t(
        "This server's feeds quote nothing of {name} like that. Ask without `about`, or since earlier.",
        name=name,
    )
    return quotes_listing(
        t("What {name} said", name=name),
        told,
        empty if wanted else t("This server's feeds quote nothing of {name} yet.", name=name),
        f"-# {' · '.join(wanted)}" if wanted else "",
    )
