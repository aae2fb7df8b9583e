"""/help: what there is, by topic."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, say, suggesting
from bot.commands.mistake import Mistake
from bot.commands.offering import is_offered
from bot.commands.topics import Leaf, Topic, by_topic, leaves, name_of, spoken_description, spoken_name
from bot.render.answer import listing
from bot.render.escape import escaped, plain
from bot.render.message import RenderedMessage
from bot.words import listed, named, t


@suggesting
async def topics(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The topics that have this in their name."""
    typed = current.strip().casefold()
    found = [(named(topic.title), topic.key) for topic, _ in _told(interaction)]
    return choices([(title, key) for title, key in found if typed in title.casefold()])


@app_commands.command(name="help")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.describe(topic="What about; choose from the list")
@app_commands.autocomplete(topic=topics)
async def help_command(
    interaction: discord.Interaction[Any], topic: app_commands.Range[str, 1, 100] = ""
) -> None:
    """What Wirewatch can do, and how."""
    told = _told(interaction)
    if not topic:
        await say(interaction, _overview(told, desk_of(interaction).settings.owner))
        return
    found = _chosen(told, topic)
    if found is None and _chosen(by_topic(interaction.client.tree.get_commands()), topic):
        raise Mistake(t("That is for servers that have Wirewatch. Use it there."))
    if found is None:
        titles = listed([f"**{named(each.title)}**" for each, _ in told], "or")
        raise Mistake(t("“{typed}” is no topic. Choose {titles}.", typed=escaped(topic), titles=titles))
    await say(interaction, _page(*found))


Told = tuple[tuple[Topic, tuple[Leaf, ...]], ...]


def _told(interaction: discord.Interaction[Any]) -> Told:
    """The topics, with the commands that are offered where this was asked."""
    commands = leaves(interaction.client.tree.get_commands())
    return by_topic(one for one in commands if is_offered(one, interaction))


def _overview(told: Told, owner: str | None) -> RenderedMessage:
    """Where to begin, the topics with their commands in a line each, and whose bot it is."""
    begins = any(name_of(command) == "setup" for _, commands in told for command in commands)
    first = t("Begin with `/setup`. `/help` with a topic tells more.")
    lines = [first if begins else t("`/help` with a topic tells more."), ""]
    for topic, commands in told:
        names = dict.fromkeys(_first_word(command) for command in commands)
        lines.append(f"**{named(topic.title)}** {' '.join(f'`{name}`' for name in names)}")
    if owner is not None:
        lines += ["", t("This bot is run by {person}.", person=f"<@{owner}>")]
    return listing(t("What Wirewatch can do"), lines, "")


def _first_word(command: Leaf) -> str:
    name = spoken_name(command)
    return name if isinstance(command, app_commands.ContextMenu) else name.partition(" ")[0]


def _page(topic: Topic, commands: tuple[Leaf, ...]) -> RenderedMessage:
    """What a topic is for, and each of its commands in a line."""
    lines = [named(topic.words), ""]
    for command in commands:
        does = spoken_description(command)
        lines.append(f"`{spoken_name(command)}`{f': {escaped(does)}' if does else ''}")
    return listing(named(topic.title), lines, "")


def _chosen(told: Told, typed: str) -> tuple[Topic, tuple[Leaf, ...]] | None:
    """The topic of this key or name, or the one that a command of this name is in; None where none is."""
    wanted = plain(typed).strip().lstrip("/").casefold()
    for topic, commands in told:
        names = {word for one in commands for word in (name_of(one), name_of(one).split()[0])}
        if wanted in {topic.key, named(topic.title).casefold(), topic.title.casefold(), *names}:
            return topic, commands
    return None
