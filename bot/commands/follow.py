"""The "Follow" button under an alert: its story, told to one person."""

import re
from typing import Any, Self

import discord
from discord.ui import Button, DynamicItem, Item

from bot.commands.answering import desk_of, say, think
from bot.commands.errors import answer_error
from bot.commands.mistake import Mistake
from bot.commands.pressed import delivery_here, story_of
from bot.render.answer import notice
from bot.render.message import follow_id

FOLLOWING = (
    "You hear of this story by direct message from now on: I write to you when there is something new of it. "
    "That message then changes silently as the story does; what is grave (a second source, a correction, a "
    "retraction) comes below it as another. Press the button again to unfollow it.\n-# If nothing comes, "
    "Discord refuses my messages to you: allow direct messages from members of this server in its "
    "*Privacy Settings*."
)


class FollowButton(DynamicItem[Button[Any]], template=r"follow:(?P<delivery>[0-9]{1,18})"):
    """Follows the story, or unfollows it."""

    def __init__(self, delivery: int) -> None:
        super().__init__(Button(label="Follow", custom_id=follow_id(delivery)))
        self._delivery = delivery

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["delivery"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the person who pressed it of the story by direct message, or no longer."""
        try:
            await think(interaction)
            await say(interaction, notice(await _toggled(interaction, self._delivery)))
        except Exception as error:  # noqa: BLE001  discord.py would leave the click unanswered
            await answer_error(interaction, error)


async def _toggled(interaction: discord.Interaction[Any], delivery_id: int) -> str:
    """What came of it, in words."""
    delivery = await delivery_here(interaction, delivery_id)
    story, desk = story_of(delivery), desk_of(interaction)
    archive, user = desk.archive, str(interaction.user.id)
    if await archive.follows.unfollow(user, story, desk.now()):
        return "You no longer follow this story."
    if await archive.follows.follow(delivery.guild, user, story, desk.now()) is None:
        raise Mistake("Wirewatch no longer knows this story, so nothing more can come of it.")
    await archive.targets.resume(f"user:{user}", desk.now())
    return FOLLOWING
