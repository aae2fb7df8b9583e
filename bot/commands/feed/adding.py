"""/feed add: the address typed, what is there, and the choice where a page has several."""

import re
from typing import Any, Self
from urllib.parse import urlsplit

import discord
from discord import app_commands
from discord.ui import DynamicItem, Item, Select

from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.feed.choosing import bold_name
from bot.commands.feed.examining import examined, where
from bot.commands.feed.group import MOST_FEEDS, feed
from bot.commands.feed.offering import choice
from bot.commands.feed.topics import LONGEST_TOPIC, own_topics, topic_of
from bot.commands.mistake import Mistake
from bot.commands.place import asker
from bot.commands.pressed import Pressed
from bot.commands.rights import changing
from bot.desk import Desk
from bot.naming import called
from bot.render.answer import notice
from bot.render.escape import ago, escaped
from bot.words import number, t, tn
from feeds.clean import line
from feeds.discover.examine import IsFeed, Leads
from feeds.keyed import holds_key
from feeds.model import Feed, ParsedFeed
from feeds.parse.entries import MAX_ENTRIES
from storage.model import Full


@feed.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(
    url="Address of a feed, or of a page that has one", topic="What it is about, such as World/Europe"
)
@app_commands.autocomplete(topic=own_topics)
async def add(
    interaction: discord.Interaction[Any],
    url: app_commands.Range[str, 1, 2000],
    topic: app_commands.Range[str, 1, LONGEST_TOPIC] | None = None,
) -> None:
    """Read a feed for this server."""
    await changing(interaction, "feed")
    await think(interaction)
    await add_feed(interaction, url, await topic_of(interaction, topic))


async def add_feed(interaction: discord.Interaction[Any], address: str, topic: str) -> None:
    """Read the feed at this address for the asker's server, or show the feeds to choose from; after `think`.

    A Mistake where there is none, it is read already, or the server reads too many.
    """
    guild = await changing(interaction, "feed")
    desk = desk_of(interaction)
    if len(await desk.archive.subscriptions.held(guild)) >= MOST_FEEDS:
        raise Mistake(_no_room())
    found = await examined(desk, address, t("Nothing was added."))
    if isinstance(found, Leads):
        await say(interaction, choice(found, "choice", topic))
        return
    row = await _kept(desk, found)
    added = await desk.archive.subscriptions.subscribe(guild, row.id, "command", desk.now(), most=MOST_FEEDS)
    if isinstance(added, Full):  # others added some while this one was looked at
        raise Mistake(_no_room())
    if not added:
        await _refuse(desk, guild, row)
    if topic:
        await desk.archive.subscriptions.file(guild, row.id, topic)
    rested = await desk.archive.feeds.end_rest(row.id, desk.now())
    name = _bold(row)
    told = [
        t("Reading {feed} from now on.", feed=name),
        where(found),
        held(found.read),
        t("What it holds already stays silent; alerts begin with what is new."),
        t("Its topic is {topic}.", topic=escaped(topic)) if topic else "",
        t("Its address seems to hold a key: here only those see it who may change feeds.")
        if holds_key(row.address)
        else "",
        t("Its server had asked for rest, and has just answered: it is read at once.") if rested else "",
    ]
    await say(interaction, notice(" ".join(filter(None, told))))
    await log_change(interaction, "added the feed {feed}", feed=name)


async def _kept(desk: Desk, found: IsFeed) -> Feed:
    known = await desk.archive.feeds.find(found.found)
    return await desk.archive.feeds.add(
        address=known.address if known else found.address,
        outlet=line(found.read.title, 80) or urlsplit(found.address).hostname or found.address,
        title=found.read.title,
        now=desk.now(),
    )


def _no_room() -> str:
    return t("This server has {count} feeds already. `/feed remove` makes room.", count=number(MOST_FEEDS))


async def _refuse(desk: Desk, guild: str, row: Feed) -> None:
    for one in await desk.archive.pausing.of_guild(guild):
        if one.feed.id == row.id:
            raise Mistake(t("{feed} is paused here. `/feed resume` reads it again.", feed=bold_name(one)))
    raise Mistake(t("This server reads {feed} already.", feed=_bold(row)))


def _bold(row: Feed) -> str:
    return f"**{escaped(called(row))}**"


def held(read: ParsedFeed) -> str:
    """What the feed holds, in a sentence."""
    times = [entry.published_at for entry in read.entries if entry.published_at is not None]
    count = max(read.held, len(read.entries))
    if count > MAX_ENTRIES:
        said = t(
            "It holds {count} entries, of which the first {most} are read",
            count=number(count),
            most=number(MAX_ENTRIES),
        )
    else:
        said = tn("It holds {count} entry", "It holds {count} entries", count)
    return t("{held}, the newest {ago}.", held=said, ago=ago(max(times))) if times else f"{said}."


class FeedChoice(
    Pressed, DynamicItem[Select[Any]], template=rf"feed:choice(?::(?P<topic>.{{1,{LONGEST_TOPIC}}}))?"
):
    """The select under a list of feeds; its values are their addresses, so that it outlives a restart."""

    a_minute = 6

    def __init__(self, select: Select[Any], topic: str) -> None:
        super().__init__(select)
        self._topic = topic

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The select that was used."""
        assert isinstance(item, Select)
        return cls(item, match["topic"] or "")

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Add the feed that was chosen, as if its address had been typed."""
        await think(interaction)
        await add_feed(interaction, self.item.values[0], self._topic)
