"""The "Mute" button under an alert, or for a story of a digest, and the "Undo" under its answer."""

import re
from dataclasses import replace
from typing import Any, Self

import discord
from discord.ui import Button, DynamicItem, Item, Select

from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.choosing import StoryChoice, headline_of, items_of, which_story
from bot.commands.mistake import Mistake
from bot.commands.place import shown_target
from bot.commands.pressed import AboutDelivery, Pressed, delivery_here, story_of
from bot.render.answer import notice
from bot.render.escape import escaped, plain
from bot.render.limits import fit
from bot.render.message import ACTION_ROW, button
from bot.words import mark, t
from storage.model import Delivery

LONGEST_HEADLINE = 200


class MuteButton(AboutDelivery, DynamicItem[Button[Any]], template=r"mute:(?P<delivery>[0-9]{1,18})"):
    """Silences the story where the message stands; of a digest it asks which."""

    name, label = "mute", "Mute"

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Mute the story here, for who may; the answer undoes it."""
        await think(interaction)
        delivery = await delivery_here(interaction, self._delivery)
        _check_may(interaction, delivery)
        if items_of(delivery):
            question = t("Of which story is nothing more to be said here?")
            await say(interaction, which_story("muted", delivery, question))
            return
        await _mute(interaction, delivery, story_of(delivery))


class MuteChoice(StoryChoice, DynamicItem[Select[Any]], template=r"muted:(?P<delivery>[0-9]{1,18}):[0-9]"):
    """Silences a story of a digest where that stands."""

    async def take(self, interaction: discord.Interaction[Any], delivery: Delivery, story: int) -> None:
        """Mute the story here, for who may; the answer undoes it."""
        _check_may(interaction, delivery)
        await _mute(interaction, delivery, story)


class UndoButton(
    Pressed,
    DynamicItem[Button[Any]],
    template=r"unmute:(?P<delivery>[0-9]{1,18})(?::(?P<story>[0-9]{1,18}))?",
):
    """Lets a story be told again: the one that the delivery is about, unless the custom id names another."""

    def __init__(self, delivery: int, story: int | None) -> None:
        super().__init__(Button(label="unmute", custom_id=_undo_id(delivery, story)))
        self._delivery, self._story = delivery, story

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["delivery"]), None if match["story"] is None else int(match["story"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Unmute the story here; the answer takes the place of the one with the button."""
        await interaction.response.defer()
        delivery = await delivery_here(interaction, self._delivery)
        _check_may(interaction, delivery)
        story = story_of(delivery) if self._story is None else self._story
        if await desk_of(interaction).archive.mutes.unmute(delivery.post.target, story):
            await _log(interaction, delivery, story, mark("let the story {story} be told in {channel} again"))
        await say(interaction, notice(_told_again(delivery.post.target)))


def _undo_id(delivery: int, story: int | None) -> str:
    return f"unmute:{delivery}" if story is None else f"unmute:{delivery}:{story}"


async def _mute(interaction: discord.Interaction[Any], delivery: Delivery, story: int) -> None:
    desk, target, who = desk_of(interaction), delivery.post.target, str(interaction.user.id)
    new = await desk.archive.mutes.mute(target, story, who, desk.now())
    if new:
        await _log(interaction, delivery, story, mark("muted the story {story} in {channel}"))
    undo = button(t("Undo"), _undo_id(delivery.id, story if items_of(delivery) else None))
    row = {"type": ACTION_ROW, "components": [undo]}
    await say(interaction, replace(notice(_quiet(target, new=new)), components=(row,)))


async def _log(interaction: discord.Interaction[Any], delivery: Delivery, story: int, change: str) -> None:
    """Tell the change in the log channel where it is everybody's: in a channel of a server."""
    target = delivery.post.target
    if target.startswith("user:"):
        return
    told = fit(plain(headline_of(delivery, story)), LONGEST_HEADLINE, escaped) or str(story)
    await log_change(interaction, change, story=f"**{told}**", channel=shown_target(target))


def _check_may(interaction: discord.Interaction[Any], delivery: Delivery) -> None:
    """A Mistake for who may not quiet this place for everybody."""
    may = interaction.permissions
    mine = delivery.post.target == f"user:{interaction.user.id}"
    if not (mine or may.manage_guild or may.manage_messages):
        raise Mistake(
            t(
                "It would be quiet for everybody here: that needs *Manage Messages* or *Manage Server*. "
                "Ask someone who has it."
            )
        )


def _quiet(target: str, *, new: bool) -> str:
    if target.startswith("user:"):
        if new:
            return t("Muted in your direct messages.")
        return t("It is muted in your direct messages already.")
    where = shown_target(target)
    if new:
        return t("Muted in {channel}.", channel=where)
    return t("It is muted in {channel} already.", channel=where)


def _told_again(target: str) -> str:
    if target.startswith("user:"):
        return t("I tell this story by direct message again, from what is new on.")
    return t("I tell this story in {channel} again, from what is new on.", channel=shown_target(target))
