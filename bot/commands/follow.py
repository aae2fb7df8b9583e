"""The "Follow" button under an alert: its story, told to one person."""

from typing import Any

import discord
from discord.ui import Button, DynamicItem

from bot.commands.answering import desk_of, say, think
from bot.commands.mistake import Mistake
from bot.commands.pressed import AboutDelivery, delivery_here, story_of
from bot.render.answer import notice

FOLLOWING = (
    "You hear of this story by direct message from now on: I write to you when there is something new of it. "
    "That message then changes silently as the story does; what is grave (a second source, a correction, a "
    "retraction) comes below it as another. Press the button again to unfollow it.\n-# If nothing comes, "
    "Discord refuses my messages to you: allow direct messages from members of this server in its "
    "*Privacy Settings*."
)


class FollowButton(AboutDelivery, DynamicItem[Button[Any]], template=r"follow:(?P<delivery>[0-9]{1,18})"):
    """Follows the story, or unfollows it."""

    name, label = "follow", "Follow"

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the person who pressed it of the story by direct message, or no longer."""
        await think(interaction)
        await say(interaction, notice(await _toggled(interaction, self._delivery)))


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
