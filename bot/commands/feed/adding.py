"""Adding a feed for a server: the address typed, what is there, and the choice where a page has several."""

from dataclasses import replace
from typing import Any, Final, Self
from urllib.parse import urlsplit

import discord
from discord.ui import DynamicItem, Item, Select

from bot.commands.answering import desk_of, say, think
from bot.commands.mistake import Mistake
from bot.commands.place import manager
from bot.commands.pressed import Pressed
from bot.render.answer import listing, notice
from bot.render.escape import ago, escaped, link, plain
from bot.render.limits import fit
from bot.render.message import ACTION_ROW, Json, RenderedMessage
from bot.render.parts import LONGEST_ADDRESS
from feeds.clean import line
from feeds.discover.candidates import Candidate
from feeds.discover.examine import IsFeed, Leads, Nothing, examine
from feeds.guard import shown
from feeds.model import ParsedFeed
from feeds.parse.prune import MAX_ENTRIES

MOST_FEEDS = 200
"""What one server may read."""

LOOK_THERE: Final = "Look for a link called RSS or Atom there."

CHOICE: Final = "feed:choice"
STRING_SELECT: Final = 3
OPTIONS: Final = 25
OPTION: Final = 100
"""Discord's limits of a select: options, and characters of each part of one."""


async def add_feed(interaction: discord.Interaction[Any], address: str) -> None:
    """Read the feed at this address for the asker's server, or show the feeds to choose from.

    A Mistake where there is none, it is read already, or the server reads too many.
    """
    guild = manager(interaction)
    desk = desk_of(interaction)
    if len(await desk.archive.subscriptions.of_guild(guild)) >= MOST_FEEDS:
        raise Mistake(f"This server reads {MOST_FEEDS} feeds already. `/feed remove` makes room.")
    found = await examine(address, fetch=desk.fetch_page, workers=desk.workers, now=desk.now)
    if isinstance(found, Nothing):
        detail = escaped(found.detail[:400])
        if found.failure:
            raise Mistake(f"That address cannot be read: {detail} Nothing was added.")
        raise Mistake(f"{detail} {LOOK_THERE}" if found.may_name_one else detail)
    if isinstance(found, Leads):
        await say(interaction, choice(found))
        return
    title = line(found.read.title, 80)
    known = await desk.archive.feeds.find(found.found)
    row = await desk.archive.feeds.add(
        address=known.address if known else found.address,
        outlet=title or urlsplit(found.address).hostname or found.address,
        title=found.read.title,
        now=desk.now(),
    )
    named = f"**{escaped(line(row.outlet, 80) or title)}**"
    if not await desk.archive.subscriptions.subscribe(guild, row.id, "command", desk.now()):
        raise Mistake(f"This server reads {named} already.")
    rested = " Its server had asked for rest, and has just answered: it is read at once."
    said = rested if await desk.archive.feeds.end_rest(row.id, desk.now()) else ""
    await say(interaction, notice(f"Reading {named} from now on. {_where(found)}{_held(found.read)}{said}"))


def choice(leads: Leads) -> RenderedMessage:
    """The feeds that a page names, to choose from: as a list, and in a select as far as Discord lets them."""
    lines = [_listed(one) for one in leads.candidates]
    options = [_option(one) for one in leads.candidates if len(one.address) <= OPTION][:OPTIONS]
    if len(options) < len(lines):
        lines.insert(0, _not_offered(len(lines) - len(options)))
    shown_list = listing(f"That page has {len(leads.candidates)} feeds", lines, "")
    if not options:
        return shown_list
    select = {
        "type": STRING_SELECT,
        "custom_id": CHOICE,
        "placeholder": "Which one is to be read?",
        "options": options,
    }
    return replace(shown_list, components=({"type": ACTION_ROW, "components": [select]},))


class FeedChoice(Pressed, DynamicItem[Select[Any]], template=CHOICE):
    """The select under a list of feeds; its values are their addresses, so that it outlives a restart."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: Item[Any], _match: object, /
    ) -> Self:
        """The select that was used."""
        assert isinstance(item, Select)
        return cls(item)

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Add the feed that was chosen, as if its address had been typed."""
        await think(interaction)
        await add_feed(interaction, self.item.values[0])


def _not_offered(count: int) -> str:
    """Why the select offers fewer feeds than the list has, and what to do; first, so that no list cuts it."""
    return (
        f"-# {count} of them cannot be chosen here: Discord allows {OPTIONS} choices, with addresses "
        f"of at most {OPTION} characters. Copy the address into `/feed add`."
    )


def _option(one: Candidate) -> Json:
    return {
        "label": fit(plain(one.title), OPTION) or one.address,
        "description": one.address,
        "value": one.address,
    }


def _listed(one: Candidate) -> str:
    name = link(fit(plain(one.title), 80) or shown(one.address), one.address, LONGEST_ADDRESS)
    facts = ", ".join(part for part in (one.kind, "comments" if one.comments else "") if part)
    return f"- {name} ({facts})" if facts else f"- {name}"


def _where(found: IsFeed) -> str:
    """Where the feed is, if it is not where it was looked for."""
    if not found.is_elsewhere:
        return ""
    return f"That page's feed is {link(shown(found.address), found.address, LONGEST_ADDRESS)}. "


def _held(read: ParsedFeed) -> str:
    """What the feed holds, in a sentence."""
    times = [entry.published_at for entry in read.entries if entry.published_at is not None]
    newest = f", the newest {ago(max(times))}" if times else ""
    held = max(read.held, len(read.entries))
    count = "1 entry" if held == 1 else f"{held:,} entries"
    if held > MAX_ENTRIES:
        count += f", of which the first {MAX_ENTRIES:,} are read"
    return f"It holds {count}{newest}. What it holds already stays silent; alerts begin with what is new."
