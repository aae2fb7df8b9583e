"""Why: the button under every message, answered also by a process that did not send it, and the command."""

import re
from typing import Any, Final

import discord
from discord import app_commands
from discord.ui import Button, DynamicItem

from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of, is_here, targets_here
from bot.commands.pressed import AboutDelivery, delivery_here
from bot.commands.watch.group import resting_here
from bot.quoted import feeds_of
from bot.render.answer import why_answer
from bot.render.decided import decided_answer
from bot.render.escape import escaped, plain
from bot.words import mark, named, t
from storage.model import Delivery
from storage.verdicts import Decided
from summarise.editions.credits import sources_of
from summarise.model import Post, Source, Verdict

_MESSAGE: Final = re.compile(
    r"(?:<?https://(?:[a-z]+\.)?discord(?:app)?\.com/channels/(?P<guild>[0-9]{1,20}|@me)/[0-9]{1,20}/)?"
    r"(?P<message>[0-9]{1,20})/?>?"
)

LOOKED_AT = 50
"""How many of the latest decisions for a place can be asked about."""

NOTHING = mark(
    "Nothing was decided here lately: no watch of this channel found a story. "
    "`/watch list` shows what is watched, `/watch test` what a watch would have found."
)


class WhyButton(AboutDelivery, DynamicItem[Button[Any]], template=r"why:(?P<delivery>[0-9]{1,18})"):
    """Found by its custom id, which names the delivery."""

    name, label = "why", "Why?"

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the reasons and the sources, if the delivery went to this place."""
        await think(interaction)
        delivery = await delivery_here(interaction, self._delivery)
        await say(interaction, why_answer(delivery.post, await _verdicts(interaction, delivery.post)))


async def _verdicts(interaction: discord.Interaction[Any], post: Post) -> tuple[Verdict, ...]:
    """What was decided last for the post's target about its story, if it is about one."""
    kind, _, story = post.subject.partition(":")
    if kind != "story" or not story.isdecimal():
        return ()
    decided = await desk_of(interaction).archive.verdicts.about(post.target, int(story))
    return () if decided is None else (decided.verdict,)


@suggesting
async def decided_here(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The stories that were decided about for this place, newest first."""
    wanted = current.casefold()
    named_so = [
        (plain(one.headline) or t("A story"), str(one.verdict.story)) for one in await _decided(interaction)
    ]
    return choices([(name, story) for name, story in named_so if wanted in name.casefold()])


@app_commands.command()
@app_commands.guild_only()
@app_commands.describe(
    story="Which story; the newest unless you choose one from the list",
    message="A message of mine instead: its link (Copy Message Link), or its id",
)
@app_commands.autocomplete(story=decided_here)
async def why(
    interaction: discord.Interaction[Any],
    story: app_commands.Range[str, 1, 100] | None = None,
    message: app_commands.Range[str, 1, 200] | None = None,
) -> None:
    """Why a story was posted here, held back, or left out; or why there is a message."""
    guild = guild_of(interaction)
    await think(interaction)
    if message is not None:
        delivery = await _shown_by(interaction, guild, message)
        await say(interaction, why_answer(delivery.post, await _verdicts(interaction, delivery.post)))
        return
    decided = await _decided(interaction)
    if not decided:
        raise Mistake(f"{named(NOTHING)}{await resting_here(interaction)}")
    found = next((one for one in decided if story in (None, str(one.verdict.story))), None)
    if found is None:
        raise Mistake(t("Nothing was decided about that story here lately. Choose one from the list."))
    sources = await _sources(interaction, guild, found.verdict.story)
    await say(interaction, decided_answer(found.verdict, found.headline, found.at, sources))


async def _shown_by(interaction: discord.Interaction[Any], guild: str, typed: str) -> Delivery:
    """What the message shows, if it is one of ours that the asker can see."""
    found = _MESSAGE.fullmatch(typed.strip())
    if found is None:
        raise Mistake(
            t(
                "“{text}” is no link to a message. Choose *Copy Message Link* in the message's menu.",
                text=escaped(typed),
            )
        )
    if found["guild"] not in (None, guild):
        raise Mistake(t("That message is not in this server. Ask where it stands."))
    delivery = await desk_of(interaction).archive.deliveries.of_message(guild, found["message"])
    if delivery is None or not _may_see(interaction, delivery.post.target):
        raise Mistake(
            t("I know no message of mine like that in this server. It may be another's, or long forgotten.")
        )
    return delivery


def _may_see(interaction: discord.Interaction[Any], target: str) -> bool:
    """Whether the asker can look at what the target's messages say."""
    if is_here(interaction, target):
        return True
    kind, _, number = target.partition(":")
    guild, user = interaction.guild, interaction.user
    if kind == "user" or guild is None or not isinstance(user, discord.Member):
        return target == f"user:{user.id}"
    channel = guild.get_channel_or_thread(int(number)) if number.isdecimal() else None
    if channel is None:
        return interaction.permissions.manage_guild
    may = channel.permissions_for(user)
    if isinstance(channel, discord.Thread) and channel.is_private():
        return may.manage_threads
    return may.view_channel


async def _decided(interaction: discord.Interaction[Any]) -> tuple[Decided, ...]:
    """What was decided for the messages of this place, and for the asker's own, newest first."""
    verdicts = desk_of(interaction).archive.verdicts
    targets = dict.fromkeys((*targets_here(interaction), f"user:{interaction.user.id}"))
    found = [one for target in targets for one in await verdicts.of(target, LOOKED_AT)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


async def _sources(interaction: discord.Interaction[Any], guild: str, story: int) -> tuple[Source, ...]:
    """The story's articles, as far as this server's feeds told them."""
    archive = desk_of(interaction).archive
    whole = await archive.stories.story(story)
    return () if whole is None else sources_of(whole.restricted(await feeds_of(archive, guild)))
