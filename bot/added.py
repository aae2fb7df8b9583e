"""Adding an actor to an archive, for everybody or for one guild."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.newcomer import Newcomer, Refused, entry_of
from storage.actors import identity
from storage.archive import Archive
from summarise.actors.catalogue import Actor
from summarise.actors.roster import LONGEST_OF_GUILD, LONGEST_OF_OPERATOR, roster
from summarise.model import CatalogueText, Origin

MOST_ACTORS: Final = 200
"""How many actors one guild may add."""

NOT_AGAIN: Final = "Articles that were read before are not read again."
"""What whoever adds an actor is told."""


async def add(
    archive: Archive,
    typed: Newcomer,
    guild: str | None,
    origin: Origin,
    now: datetime,
    more: tuple[CatalogueText, ...] = (),
) -> Actor | Refused:
    """Add who was typed, for this guild or for everybody; the actor with their id, or why not.

    `more` are entries that the archive does not know of.
    """
    known = (await asyncio.to_thread(roster, (*more, *await archive.actors.sources()))).of(guild)
    checked = await asyncio.to_thread(entry_of, typed, known)
    if isinstance(checked, Refused):
        return checked
    actor = replace(checked.actor, id=identity(guild, checked.actor.id))
    already = await archive.actors.of_guild(guild)
    size = sum(len(one.entry.encode()) + 2 for one in already) + len(checked.text.encode())
    if (guild is not None and len(already) >= MOST_ACTORS) or size > _most(guild):
        return Refused(reasons=("As many actors were added as there is room for; remove one first.",))
    if known.find(actor.id) or not await archive.actors.add(
        guild, checked.actor.id, checked.text, origin, now
    ):
        return Refused(reasons=(f"{actor.name} was added already, as {actor.id}.",))
    return actor


def _most(guild: str | None) -> int:
    """Bytes of all entries together."""
    return LONGEST_OF_OPERATOR if guild is None else LONGEST_OF_GUILD
