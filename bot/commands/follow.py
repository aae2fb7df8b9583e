"""The "Follow" button under an alert, or for a story of a digest: it is told to one person."""

import re
from datetime import timedelta
from typing import Any, Final, Self

import discord
from discord.ui import Button, DynamicItem, Item, Select

from bot.commands.answering import desk_of, say, think
from bot.commands.choosing import StoryChoice, items_of, which_story
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of
from bot.commands.pressed import AboutDelivery, Pressed, delivery_here, story_of
from bot.render.answer import notice
from bot.words import mark, named, t
from storage.archive import Archive
from storage.model import Delivery

TWICE: Final = timedelta(seconds=2)
"""Pressed twice within that time it was meant once: an impatient finger does not unfollow."""

FOLLOWING = mark(
    "Following. I'll write to you when there is something new. Press Follow again to stop.\n-# If nothing "
    "comes, allow direct messages from members of this server in its *Privacy Settings*."
)


class FollowButton(AboutDelivery, DynamicItem[Button[Any]], template=r"follow:(?P<delivery>[0-9]{1,18})"):
    """Follows the story, or unfollows it; of a digest it asks which."""

    name, label = "follow", "Follow"

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the person who pressed it of the story by direct message, or no longer."""
        await think(interaction)
        delivery = await delivery_here(interaction, self._delivery)
        if items_of(delivery):
            question = t("Which story do you want to follow, or to follow no longer?")
            await say(interaction, which_story("followed", delivery, question))
            return
        await say(interaction, notice(await _toggled(interaction, delivery.guild, story_of(delivery))))


class FollowStory(Pressed, DynamicItem[Button[Any]], template=r"follow:s(?P<story>[0-9]{1,18})"):
    """Follows the story that somebody asked for, or unfollows it."""

    def __init__(self, story: int) -> None:
        super().__init__(Button(label="follow", custom_id=f"follow:s{story}"))
        self._story = story

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["story"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the person who pressed it of the story by direct message, or no longer."""
        guild = guild_of(interaction)
        await think(interaction)
        await say(interaction, notice(await _toggled(interaction, guild, self._story)))


class FollowChoice(
    StoryChoice, DynamicItem[Select[Any]], template=r"followed:(?P<delivery>[0-9]{1,18}):[0-9]"
):
    """Follows a story of a digest, or unfollows it."""

    async def take(self, interaction: discord.Interaction[Any], delivery: Delivery, story: int) -> None:
        """Tell the person who chose it of the story by direct message, or no longer."""
        await say(interaction, notice(await _toggled(interaction, delivery.guild, story)))


async def _toggled(interaction: discord.Interaction[Any], guild: str, story: int) -> str:
    """What came of it, in words."""
    desk = desk_of(interaction)
    archive, user = desk.archive, str(interaction.user.id)
    if await archive.follows.unfollow(user, story, desk.now(), since=desk.now() - TWICE):
        return t("You no longer follow this story.")
    if await archive.follows.follow(guild, user, story, desk.now()) is None:
        if await _is_paused(archive, guild, story):
            raise Mistake(
                t(
                    "Only feeds that are paused here tell this story, so nothing more comes of it. "
                    "`/feed resume` reads one again."
                )
            )
        raise Mistake(t("Wirewatch no longer knows this story, so nothing more can come of it."))
    await archive.targets.resume(f"user:{user}", desk.now())
    return named(FOLLOWING)


async def _is_paused(archive: Archive, guild: str, story: int) -> bool:
    """Whether feeds that the guild has paused tell the story."""
    paused = frozenset(row.feed.id for row in await archive.pausing.of_guild(guild))
    return bool(paused and await archive.record.sources(paused, (story,), limit=1))
