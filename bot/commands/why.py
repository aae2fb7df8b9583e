"""The "Why?" button under every message, answered also by a process that did not send it."""

import re
from typing import Any, Self

import discord
from discord.ui import Button, DynamicItem, Item

from bot.commands.answering import desk_of, say, think
from bot.commands.errors import answer_error
from bot.commands.mistake import Mistake
from bot.render.answer import why_answer
from bot.render.message import why_id


class WhyButton(DynamicItem[Button[Any]], template=r"why:(?P<delivery>[0-9]{1,18})"):
    """Found by its custom id, which names the delivery."""

    def __init__(self, delivery: int) -> None:
        super().__init__(Button(label="Why?", custom_id=why_id(delivery)))
        self._delivery = delivery

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["delivery"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the reasons and the sources, if the delivery went to this channel."""
        try:
            await think(interaction)
            delivery = await desk_of(interaction).archive.deliveries.find(self._delivery)
            if delivery is None or delivery.post.target != f"channel:{interaction.channel_id}":
                raise Mistake("Wirewatch no longer knows why this was posted: its records of it are gone.")
            await say(interaction, why_answer(delivery.post))
        except Exception as error:  # noqa: BLE001  discord.py would leave the click unanswered
            await answer_error(interaction, error)
