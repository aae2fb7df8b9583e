"""/feed preview and /feed check: what a feed holds and how it is read, asked of the network once."""

import re
from dataclasses import replace
from typing import Any, Final, Self

import discord
from discord import app_commands
from discord.ui import Button, DynamicItem, Item, Select

from bot.commands.answering import desk_of, say, think
from bot.commands.feed.choosing import feed_name, held_feed, held_feeds, linked
from bot.commands.feed.examining import examined, where, why_not
from bot.commands.feed.group import feed
from bot.commands.feed.offering import choice
from bot.commands.place import asker, guild_of
from bot.commands.pressed import Pressed
from bot.commands.rights import may_change
from bot.desk import Desk
from bot.explaining import Manner, Rules, explained, kept
from bot.explaining.feed import newest, of_entries
from bot.explaining.kept import condition
from bot.explaining.plan import plan
from bot.render.escape import ago, at, escaped, link, plain
from bot.render.limits import fit, joined
from bot.render.message import ACTION_ROW, Json, button
from bot.render.parts import LONGEST_ADDRESS
from bot.render.sections import sections_answer
from bot.words import t
from feeds.cadence import Pace
from feeds.clean import line
from feeds.discover.examine import Leads, Nothing, examine
from feeds.guard import shown
from feeds.model import Entry, FullText

PREVIEWED: Final = 5
ROOM: Final = 1_700
"""Units that the entries shown may take."""

HERE: Final = Manner(
    said=escaped,
    address=escaped,
    ago=lambda moment, _: ago(moment),
    ahead=lambda moment, _: ago(moment),
    at=at,
)
"""As Discord shows it."""

FOR_READERS: Final = replace(HERE, address=lambda address: escaped(shown(address)))
"""The same for who may not change feeds: addresses without the secrets that may be in them."""


@feed.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(url="Address of a feed, or of a page that has one")
async def preview(interaction: discord.Interaction[Any], url: app_commands.Range[str, 1, 2000]) -> None:
    """Show what a feed holds and how it would be read; nothing is added."""
    guild_of(interaction)
    await think(interaction)
    await show_preview(interaction, url)


@feed.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="feed")
@app_commands.autocomplete(chosen=held_feeds)
async def check(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 2000]) -> None:
    """Look at a feed now and explain everything about it; nothing is changed."""
    guild_of(interaction)
    await think(interaction)
    await show_check(interaction, chosen, whole=False)


async def show_check(interaction: discord.Interaction[Any], chosen: str, *, whole: bool) -> None:
    """Answer with how a feed goes, or with the whole of what is known about it; after `think`. A Mistake
    where the server has no such feed."""
    desk = desk_of(interaction)
    row = await held_feed(interaction, guild_of(interaction), chosen)
    now, may = desk.now(), await may_change(interaction, "feed")
    manner = HERE if may else FOR_READERS
    found = await examine(row.feed.address, fetch=desk.fetch_page, workers=desk.workers, now=desk.now)
    rows = (kept if whole else condition)(row.feed, row, "/feed resume", now, manner)
    sections = [(t("In Wirewatch"), tuple(rows))]
    told = ""
    if isinstance(found, Nothing):
        told = why_not(found)
    elif isinstance(found, Leads):
        told = t("Its address is a page now, which names other feeds. `/feed preview` shows them.")
    elif whole:
        sections += explained(found, None, "", _rules(desk, row.feed.full_text), now, manner)
    elif entries := newest(found, 1):
        told = t("Newest: {entry}", entry=_headed(entries[0]))
    address = linked(row.feed, may_change=may)
    answer = sections_answer(plain(feed_name(row)), address, told, sections)
    await say(interaction, answer if whole else replace(answer, components=(details_row(row.feed.id),)))


async def show_preview(interaction: discord.Interaction[Any], address: str) -> None:
    """Answer with what is at the address; after `think`. A Mistake where that is no feed."""
    desk = desk_of(interaction)
    found = await examined(desk, address, "")
    if isinstance(found, Leads):
        await say(interaction, choice(found, "look"))
        return
    now, read = desk.now(), found.read
    newest_entries = [_entry(one) for one in newest(found, PREVIEWED)]
    entries = joined(newest_entries, "\n", ROOM, lambda more: t("-# and {count} more", count=more))
    about = " · ".join(filter(None, (escaped(read.kind), escaped(read.language or ""), _site(read.url))))
    sections = (
        (t("Entries"), tuple(of_entries(found, now, HERE))),
        (t("From now on"), tuple(plan(found, "", _rules(desk, None), now, HERE))),
    )
    known = await desk.archive.feeds.find(found.found)
    rows = await desk.archive.subscriptions.held(guild_of(interaction))
    mine = next((row for row in rows if known is not None and row.feed.id == known.id), None)
    if mine is None:
        next_step = t("Nothing was added. `/feed add` reads it.")
    elif mine.paused_at is not None:
        next_step = t("It is paused here. `/feed resume` reads it again.")
    else:
        next_step = t("This server reads it already.")
    text = "\n".join(filter(None, (about, where(found), entries, next_step)))
    title = plain(read.title) or shown(found.address)
    await say(interaction, sections_answer(title, found.address, text, sections))


def _rules(desk: Desk, mode: FullText | None) -> Rules:
    settings = desk.settings
    return Rules(
        pace=Pace(floor=settings.poll_floor, ceiling=settings.poll_ceiling),
        full_text=mode or settings.full_text,
        is_reached=settings.public_url is not None,
    )


def _entry(entry: Entry) -> str:
    """A line of an entry: its title with a link, when, and how its text begins."""
    text = line(entry.text, 200)
    return f"- {_headed(entry)}" + (f"\n  {fit(plain(text), 140, escaped)}" if text else "")


def _headed(entry: Entry) -> str:
    """Its title with a link, and when."""
    title = link(fit(plain(entry.title), 120) or t("(no title)"), entry.url, LONGEST_ADDRESS)
    return f"{title} · {ago(entry.published_at)}" if entry.published_at else title


def _site(address: str | None) -> str:
    return link(shown(address), address, LONGEST_ADDRESS) if address else ""


class FeedLook(Pressed, DynamicItem[Select[Any]], template="feed:look"):
    """The select under a page's feeds that shows what one of them holds."""

    a_minute = 6

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: Item[Any], _match: object, /
    ) -> Self:
        """The select that was used."""
        assert isinstance(item, Select)
        return cls(item)

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Show the feed that was chosen, as if its address had been typed."""
        await think(interaction)
        await show_preview(interaction, self.item.values[0])


def details_row(number: int) -> Json:
    """A row with the button that tells everything about the feed of this number."""
    return {"type": ACTION_ROW, "components": [button(t("Details"), f"feed:check:{number}")]}


class FeedDetails(Pressed, DynamicItem[Button[Any]], template=r"feed:check:(?P<feed>[0-9]{1,18})"):
    """The button under how a feed goes that tells the rest about it."""

    a_minute = 6

    def __init__(self, number: int) -> None:
        super().__init__(Button(label="details", custom_id=f"feed:check:{number}"))
        self._number = number

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(int(match["feed"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Look at the feed again and tell everything about it."""
        await think(interaction)
        await show_check(interaction, str(self._number), whole=True)
