"""Which of several stories of a message somebody means: a select below the question, of any age."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord.ui import Item, Select

from bot.commands.mistake import Mistake
from bot.commands.pressed import Pressed, delivery_here
from bot.render.answer import notice
from bot.render.escape import plain
from bot.render.limits import CHOICE_NAME, CHOICES, fit
from bot.render.listing import STRING_SELECT
from bot.render.message import ACTION_ROW, Json, RenderedMessage
from bot.words import t
from storage.model import Delivery
from summarise.model import Alert, Digest, DigestItem, Update

MOST_ROWS = 5
"""Discord's limit of a message."""


class StoryChoice(Pressed):
    """The part that selects of a digest's stories share; the custom id is "<name>:<delivery>:<row>".

    Stands before `DynamicItem[Select[Any]]` among a select's classes, which gives the template.
    """

    def __init__(self, item: Select[Any], delivery: int) -> None:
        super().__init__(item)  # type: ignore[call-arg]  # DynamicItem, which comes after it
        self._delivery = delivery

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The select that was used."""
        assert isinstance(item, Select)
        return cls(item, int(match["delivery"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Do it with the story that was chosen; the outcome takes the place of the question."""
        await interaction.response.defer()
        delivery = await delivery_here(interaction, self._delivery)
        values = interaction.data["values"]  # type: ignore[typeddict-item, index]  # a select's
        chosen = next((item for item in items_of(delivery) if str(item.story) in values), None)
        if chosen is None:
            raise Mistake(t("That digest tells no such story. Press its button again."))
        await self.take(interaction, delivery, chosen.story)

    async def take(self, interaction: discord.Interaction[Any], delivery: Delivery, story: int) -> None:
        """What is done with the story of this delivery."""
        raise NotImplementedError


def items_of(delivery: Delivery) -> tuple[DigestItem, ...]:
    """The stories of a digest's message; none of any other."""
    body = delivery.post.body
    return body.items if isinstance(body, Digest) else ()


def headline_of(delivery: Delivery, story: int) -> str:
    """What the message calls the story; "" where it does not tell it."""
    body = delivery.post.body
    if isinstance(body, Alert | Update):
        return (body.alert if isinstance(body, Update) else body).summary.headline
    return next((one.summary.headline for one in items_of(delivery) if one.story == story), "")


def which_story(name: str, delivery: Delivery, question: str) -> RenderedMessage:
    """The question with selects of the digest's stories, each answered as "<name>:<delivery>:<row>"."""
    items = items_of(delivery)
    rows = [items[start : start + CHOICES] for start in range(0, len(items), CHOICES)][:MOST_ROWS]
    selects = [_select(f"{name}:{delivery.id}:{row}", question, some) for row, some in enumerate(rows)]
    components = tuple({"type": ACTION_ROW, "components": [select]} for select in selects)
    return RenderedMessage(embeds=notice(question).embeds, components=components)


def _select(custom_id: str, question: str, items: Sequence[DigestItem]) -> Json:
    options = {str(item.story): _label(item) for item in items}
    return {
        "type": STRING_SELECT,
        "custom_id": custom_id,
        "placeholder": fit(question, CHOICE_NAME),
        "options": [{"label": name, "value": value} for value, name in options.items()],
    }


def _label(item: DigestItem) -> str:
    return fit(plain(item.summary.headline), CHOICE_NAME) or t("Untitled")
