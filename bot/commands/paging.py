"""Lists that are longer than a message: each is made anew when somebody turns its pages, years later too."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Self

import discord
from discord.ui import Button, DynamicItem, Item

from bot.commands.answering import desk_of, say
from bot.commands.mistake import Mistake
from bot.commands.pressed import Pressed
from bot.render.listing import Listing, cuts, listing_page
from bot.render.message import Attached
from bot.words import t

State = Mapping[str, str]
"""What a list is about: what was asked for, in words that JSON keeps."""

ListOf = Callable[[discord.Interaction[Any], State], Awaitable[Listing]]

LISTS: Final[dict[str, ListOf]] = {}
"""Who makes the list of each kind."""


def paged(kind: str) -> Callable[[ListOf], ListOf]:
    """This function makes the lists of that kind, from what was asked for."""

    def noted(make: ListOf) -> ListOf:
        assert kind not in LISTS, f"two lists are called {kind}"
        LISTS[kind] = make
        return make

    return noted


async def show_list(
    interaction: discord.Interaction[Any],
    kind: str,
    state: State | None = None,
    files: tuple[Attached, ...] = (),
) -> None:
    """Answer with the first page of the list, whose buttons turn the others; after `think`.

    The files stay whichever page is shown.
    """
    asked = dict(state or {})
    listing = await LISTS[kind](interaction, asked)
    view = None
    if len(cuts(listing)) > 1:
        desk, guild = desk_of(interaction), interaction.guild_id
        where = None if guild is None else str(guild)
        view = await desk.archive.views.keep(
            kind, where, str(interaction.user.id), json.dumps(asked), desk.now()
        )
    await say(interaction, replace(listing_page(listing, 0, view), files=files))


class PageButton(
    Pressed, DynamicItem[Button[Any]], template=r"page:(?P<view>[0-9]{1,18}):(?P<page>[0-9]{1,6})"
):
    """Turns to another page of a list, for the person who asked for it."""

    a_minute = 40

    def __init__(self, view: int, page: int) -> None:
        super().__init__(Button(label="page", custom_id=f"page:{view}:{page}"))
        self._asked, self._page = view, page

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["view"]), int(match["page"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one with the button."""
        await interaction.response.defer()
        view = await desk_of(interaction).archive.views.find(self._asked)
        guild = None if interaction.guild_id is None else str(interaction.guild_id)
        if view is None or view.kind not in LISTS or view.guild != guild:
            raise Mistake(t("Wirewatch no longer knows this list. Ask for it again."))
        if view.person != str(interaction.user.id):
            raise Mistake(t("Only whoever asked for this list can turn its pages."))
        listing = await LISTS[view.kind](interaction, json.loads(view.state))
        await say(interaction, listing_page(listing, self._page, view.id))
