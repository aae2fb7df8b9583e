"""The topics that a server files its feeds under: paths of plain words, as "World/Europe"."""

from collections.abc import Iterable
from typing import Any, Final

import discord

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of
from bot.render.escape import escaped, plain
from bot.words import t
from feeds.opml import MAX_DEPTH

LONGEST_TOPIC: Final = 60


@suggesting
async def own_topics(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The topics of this server's feeds, with those that they are in."""
    wanted = current.strip().casefold()
    known = await topics_here(interaction)
    return choices([(each, each) for each in known if wanted in each.casefold() and len(each) <= 100])


async def topics_here(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """Each topic of this server's feeds and each that one is in, in order."""
    held = await desk_of(interaction).archive.subscriptions.topics(guild_of(interaction))
    paths = [topic.split("/") for topic in held]
    known = {"/".join(path[: depth + 1]) for path in paths for depth in range(len(path))}
    return tuple(sorted(known, key=str.casefold))


async def topic_of(interaction: discord.Interaction[Any], text: str | None) -> str:
    """The topic that was typed, spelled as the server has it already; "" for none. A Mistake for what cannot
    be one."""
    return tidied(text or "", await topics_here(interaction))


def tidied(text: str, known_topics: Iterable[str]) -> str:
    """The topic that the text spells, in the spelling of a known one where it is that; "" for none. A Mistake
    for what cannot be one."""
    names = [name for part in plain(text).split("/") if (name := part.strip())]
    if any(escaped(name) != name for name in names):
        raise Mistake(
            t(
                "A topic is made of plain words, with a slash between the larger and the smaller: "
                "`World/Europe`. Leave marks like * or # out."
            )
        )
    if len(names) > MAX_DEPTH:
        raise Mistake(t("A topic has at most {count} parts between slashes.", count=MAX_DEPTH))
    topic = "/".join(names)
    if len(topic) > LONGEST_TOPIC:
        raise Mistake(t("A topic has at most {count} characters.", count=LONGEST_TOPIC))
    spelled = {known.casefold(): known for known in known_topics}
    for depth in range(len(names), 0, -1):
        if known := spelled.get("/".join(names[:depth]).casefold()):
            return "/".join((known, *names[depth:]))
    return topic
