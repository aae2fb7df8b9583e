"""The "Mute" button under an alert, and the "Undo" under its answer."""

import re
from dataclasses import replace
from typing import Any, Self

import discord
from discord.ui import Button, DynamicItem, Item

from bot.commands.answering import desk_of, say, think
from bot.commands.errors import answer_error
from bot.commands.mistake import Mistake
from bot.commands.place import shown_target
from bot.commands.pressed import delivery_here, story_of
from bot.render.answer import notice
from bot.render.message import ACTION_ROW, BUTTON, RenderedMessage, mute_id
from storage.model import Delivery


class MuteButton(DynamicItem[Button[Any]], template=r"mute:(?P<delivery>[0-9]{1,18})"):
    """Silences the story where the message stands."""

    def __init__(self, delivery: int) -> None:
        super().__init__(Button(label="Mute", custom_id=mute_id(delivery)))
        self._delivery = delivery

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["delivery"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Mute the story here, for who may; the answer undoes it."""
        try:
            await think(interaction)
            delivery = await delivery_here(interaction, self._delivery)
            _check_may(interaction, delivery)
            desk, target, who = desk_of(interaction), delivery.post.target, str(interaction.user.id)
            new = await desk.archive.mutes.mute(target, story_of(delivery), who, desk.now())
            told = "I say nothing more of this story" if new else "I say nothing of this story already"
            await say(interaction, _undoable(f"{told} {_where(target)}.", delivery.id))
        except Exception as error:  # noqa: BLE001  discord.py would leave the click unanswered
            await answer_error(interaction, error)


class UndoButton(DynamicItem[Button[Any]], template=r"unmute:(?P<delivery>[0-9]{1,18})"):
    """Lets the story be told again."""

    def __init__(self, delivery: int) -> None:
        super().__init__(Button(label="Undo", custom_id=f"unmute:{delivery}"))
        self._delivery = delivery

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["delivery"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Unmute the story here; the answer takes the place of the one with the button."""
        try:
            await interaction.response.defer()
            delivery = await delivery_here(interaction, self._delivery)
            _check_may(interaction, delivery)
            target = delivery.post.target
            await desk_of(interaction).archive.mutes.unmute(target, story_of(delivery))
            await say(interaction, notice(f"I tell this story {_where(target)} again, from what is new on."))
        except Exception as error:  # noqa: BLE001  discord.py would leave the click unanswered
            await answer_error(interaction, error)


def _check_may(interaction: discord.Interaction[Any], delivery: Delivery) -> None:
    """A Mistake for who may not quiet this place for everybody."""
    may = interaction.permissions
    mine = delivery.post.target == f"user:{interaction.user.id}"
    if not (mine or may.manage_guild or may.manage_messages):
        raise Mistake(
            "It would be quiet for everybody here: that needs *Manage Messages* or *Manage Server*. "
            "Ask someone who has it."
        )


def _where(target: str) -> str:
    return "by direct message" if target.startswith("user:") else f"in {shown_target(target)}"


def _undoable(text: str, delivery: int) -> RenderedMessage:
    button = {"type": BUTTON, "style": 2, "label": "Undo", "custom_id": f"unmute:{delivery}"}
    return replace(notice(text), components=({"type": ACTION_ROW, "components": [button]},))
