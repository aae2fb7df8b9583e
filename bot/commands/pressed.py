"""Buttons under messages: what they are about, if that stands where one was pressed, and how they answer."""

import re
from typing import Any, ClassVar, Self

import discord
from discord.ui import Button, Item

from bot.commands.answering import desk_of, speak_to
from bot.commands.errors import answer_error
from bot.commands.mistake import Mistake
from bot.commands.pace import USUAL, keep_pace
from bot.commands.place import is_here
from bot.words import mark, named, t
from storage.model import Delivery

FORGOTTEN = mark("Wirewatch no longer knows this message: its records of it are gone.")


class Pressed:
    """What is pressed, chosen or sent answers whoever did it, in their language, whatever happens.

    Stands before `DynamicItem[…]` among an item's classes. One person presses items of a class at most
    `a_minute` times a minute.
    """

    a_minute: ClassVar[int] = USUAL

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer."""
        speak_to(interaction)
        try:
            keep_pace(interaction, type(self).__name__, self.a_minute)
            await self.answer(interaction)
        except Exception as error:  # noqa: BLE001  discord.py would leave it unanswered
            await answer_error(interaction, error)

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """What it does; a Mistake is told to whoever pressed it."""
        raise NotImplementedError


class AboutDelivery(Pressed):
    """The part that buttons share whose custom id, "<name>:<delivery>", names the delivery they are about.

    Stands before `DynamicItem[Button[Any]]` among a button's classes, which gives the template.
    """

    name: ClassVar[str]
    label: ClassVar[str]

    def __init__(self, delivery: int) -> None:
        button: Button[Any] = Button(label=self.label, custom_id=f"{self.name}:{delivery}")
        super().__init__(button)  # type: ignore[call-arg]  # DynamicItem, which comes after it
        self._delivery = delivery

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["delivery"]))


async def delivery_here(interaction: discord.Interaction[Any], delivery_id: int) -> Delivery:
    """The delivery of a message in this place; a Mistake where there is none any more."""
    delivery = await desk_of(interaction).archive.deliveries.find(delivery_id)
    if delivery is None or not is_here(interaction, delivery.post.target):
        raise Mistake(named(FORGOTTEN))
    return delivery


def story_of(delivery: Delivery) -> int:
    """The story that the message is about; a Mistake where it is about none."""
    kind, _, number = delivery.post.subject.partition(":")
    if kind != "story" or not number.isdecimal():
        raise Mistake(t("That message is about no single story."))
    return int(number)
