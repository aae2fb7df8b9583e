"""What every bot makes alike, made once in a process: bots of tests are hundreds."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pytest

from bot import synced
from bot.commands import GROUPS, MENUS
from bot.commands.translating import Translated
from summarise.actors.catalogue import owners, shipped_entries
from summarise.actors.forms import made_of

OWN = (*GROUPS, *MENUS)
"""The commands that every bot has."""


def translate_once(patch: pytest.MonkeyPatch) -> None:
    """What Discord is told of the bot's own commands, in its own translations; of others it is made anew."""
    made: list[Any] = []
    make = synced.payload_of

    async def known(tree: Any, commands: Sequence[Any]) -> list[Any]:
        if type(tree.translator) is not Translated or tuple(commands) != OWN:
            return await make(tree, commands)
        if not made:
            made.extend(await make(tree, commands))
        return made

    patch.setattr(synced, "payload_of", known)


def read_actors_once(patch: pytest.MonkeyPatch) -> None:
    """The shipped actors' entries, and the forms that follow from an actor's names."""
    patch.setattr("summarise.actors.roster.shipped_entries", lru_cache(shipped_entries))
    patch.setattr(owners, "made_of", lru_cache(maxsize=5000)(made_of))
