"""The "Mute" button under an alert, and the "Undo" under its answer."""

from dataclasses import replace
from typing import Any

import discord
from discord.ui import Button, DynamicItem

from bot.commands.answering import desk_of, say, think
from bot.commands.mistake import Mistake
from bot.commands.place import shown_target
from bot.commands.pressed import AboutDelivery, delivery_here, story_of
from bot.render.answer import notice
from bot.render.message import ACTION_ROW, BUTTON, RenderedMessage
from storage.model import Delivery


class MuteButton(AboutDelivery, DynamicItem[Button[Any]], template=r"mute:(?P<delivery>[0-9]{1,18})"):
    """Silences the story where the message stands."""

    name, label = "mute", "Mute"

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Mute the story here, for who may; the answer undoes it."""
        await think(interaction)
        delivery = await delivery_here(interaction, self._delivery)
        _check_may(interaction, delivery)
        desk, target, who = desk_of(interaction), delivery.post.target, str(interaction.user.id)
        new = await desk.archive.mutes.mute(target, story_of(delivery), who, desk.now())
        told = "I say nothing more of this story" if new else "I say nothing of this story already"
        await say(interaction, _undoable(f"{told} {_where(target)}.", delivery.id))


class UndoButton(AboutDelivery, DynamicItem[Button[Any]], template=r"unmute:(?P<delivery>[0-9]{1,18})"):
    """Lets the story be told again."""

    name, label = "unmute", "Undo"

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Unmute the story here; the answer takes the place of the one with the button."""
        await interaction.response.defer()
        delivery = await delivery_here(interaction, self._delivery)
        _check_may(interaction, delivery)
        target = delivery.post.target
        await desk_of(interaction).archive.mutes.unmute(target, story_of(delivery))
        await say(interaction, notice(f"I tell this story {_where(target)} again, from what is new on."))


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
