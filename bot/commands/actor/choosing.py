"""Whom a command is about: suggested while somebody types, and found by what they typed."""

from typing import Any

import discord

from bot.catalogues import catalogue_of
from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.mistake import Mistake
from bot.render.escape import escaped, plain
from bot.render.limits import CHOICE_NAME, CHOICES
from bot.words import listed, t, tn
from summarise.actors.catalogue import Actor, Catalogue

NEAR = 3
"""How many are named who may be meant."""


@suggesting
async def actors(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The actors of this server's catalogue that the typed text may mean, the surest first.

    Namesakes are told apart by an office. In a direct conversation it is everybody's catalogue.
    """
    known = await known_here(interaction)
    fitting = [one for one in known.search(current, 2 * CHOICES) if len(one.id) <= CHOICE_NAME][:CHOICES]
    names = [one.name for one in fitting]
    return choices([(_label(one, alone=names.count(one.name) == 1), one.id) for one in fitting])


async def known_here(interaction: discord.Interaction[Any]) -> Catalogue:
    """Whom this server sees: everybody's actors and its own; in a direct conversation everybody's."""
    guild = interaction.guild_id
    return await catalogue_of(desk_of(interaction).archive, "" if guild is None else str(guild))


def actor_of(text: str, catalogue: Catalogue) -> Actor:
    """The actor chosen from the list, or the only one that has this name or surname; else a Mistake."""
    if (chosen := catalogue.find(text)) is not None:
        return chosen
    named = catalogue.called(text)
    if len(named) == 1:
        return named[0]
    told = t("Nobody in the catalogue is called “{name}”.", name=escaped(text))
    if named:
        told = tn(
            "{count} in the catalogue is called “{name}”.",
            "{count} in the catalogue are called “{name}”.",
            len(named),
            name=escaped(text),
        )
    near = named or catalogue.search(text, NEAR)
    if near and text.strip():
        names = listed((f"**{escaped(one.name)}**" for one in near[:NEAR]), "or")
        told = f"{told} {t('Did you mean {names}?', names=names)}"
    raise Mistake(f"{told} {t('Choose a name from the list.')}")


def _label(one: Actor, *, alone: bool) -> str:
    """The name as a suggestion shows it."""
    office = next((office.names[0] for office in one.offices if office.until is None), None)
    return plain(one.name if alone or office is None else f"{one.name}, {office}")
