"""Adding an actor to an archive, for everybody or for one guild."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.newcomer import Entry, Newcomer, Refused, entry_of
from config.phrase import Reason, phrase
from storage.actors import identity
from storage.archive import Archive
from summarise.actors.catalogue import Actor
from summarise.actors.roster import LONGEST_OF_OPERATOR, room, roster
from summarise.model import CatalogueText, Origin

MOST_ACTORS: Final = 200
"""How many actors one guild may add."""

TRIES: Final = 10
"""How often one who is added is checked anew, while others are added."""

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
    for _ in range(TRIES):
        seen = await archive.actors.sources()
        everything = (*more, *seen)
        known = (await asyncio.to_thread(roster, everything)).of(guild)
        checked = await asyncio.to_thread(entry_of, typed, known)
        if isinstance(checked, Refused):
            return checked
        actor = replace(checked.actor, id=identity(guild, checked.actor.id))
        if known.find(actor.id):
            told = phrase("{name} was added already, as {id}.", name=actor.name, id=actor.id)
            return Refused(reasons=(told,), by_id=True)
        if full := _full(everything, guild, checked, len(await archive.actors.of_guild(guild))):
            return Refused(reasons=(full,))
        added = await archive.actors.add(guild, checked.actor.id, checked.text, origin, now, seen)
        if added:
            return actor
    return Refused(reasons=(phrase("Others are being added at this moment: try again."),))


def _full(texts: tuple[CatalogueText, ...], guild: str | None, new: Entry, already: int) -> Reason | None:
    """Why there is no room for another entry; None where there is."""
    # entries of one text have an empty line between them
    full = room(texts, guild) < len(new.text.encode()) + 2
    if guild is not None and (full or already >= MOST_ACTORS):
        return phrase("As many actors were added as there is room for; remove one first.")
    if full:
        return phrase(
            "There is no room: your actors_file and what was added have at most {bytes} bytes together.",
            bytes=f"{LONGEST_OF_OPERATOR:,}",
        )
    return None
