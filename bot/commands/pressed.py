"""What a button under a message is about: its delivery, if that stands where the button was pressed."""

from typing import Any

import discord

from bot.commands.answering import desk_of
from bot.commands.mistake import Mistake
from bot.commands.place import is_here
from storage.model import Delivery

FORGOTTEN = "Wirewatch no longer knows this message: its records of it are gone."


async def delivery_here(interaction: discord.Interaction[Any], delivery_id: int) -> Delivery:
    """The delivery of a message in this place; a Mistake where there is none any more."""
    delivery = await desk_of(interaction).archive.deliveries.find(delivery_id)
    if delivery is None or not is_here(interaction, delivery.post.target):
        raise Mistake(FORGOTTEN)
    return delivery


def story_of(delivery: Delivery) -> int:
    """The story that the message is about; a Mistake where it is about none."""
    kind, _, number = delivery.post.subject.partition(":")
    if kind != "story" or not number.isdecimal():
        raise Mistake("That message is about no single story.")
    return int(number)
