"""Right click on a message: *Summarise links*."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import say, think
from bot.commands.menus.message import links_in
from bot.commands.mistake import Mistake
from bot.commands.place import asker
from bot.commands.summary.reading import of_page
from bot.render.answer import notice
from bot.render.escape import escaped
from bot.render.links import Unread, links_answer
from bot.words import number, t
from config.errors import WorkerError
from feeds.guard import shown
from summarise.model import Summary

MOST: Final = 3
SENTENCES: Final = 3
PACE: Final = 2.0
"""Seconds between two words about how far it is."""


@app_commands.context_menu(name="Summarise links")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.checks.cooldown(6, 60.0, key=asker)
async def summarise_links(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Read the first three links of a message and condense each page into a few of its own sentences."""
    await think(interaction)
    links = links_in(message)
    if not links:
        raise Mistake(t("There is no link to a web page in that message."))
    told = await _read(interaction, links[:MOST])
    await say(interaction, links_answer(told, left=len(links) - len(told)))


async def _read(interaction: discord.Interaction[Any], links: Sequence[str]) -> tuple[Summary | Unread, ...]:
    """What each says, all asked at once; now and then how far it is."""
    tasks = [asyncio.create_task(_page(interaction, link)) for link in links]
    try:
        waiting = set(tasks)
        while waiting:
            done, waiting = await asyncio.wait(waiting, timeout=PACE)
            if waiting and not done:
                await say(interaction, _progress(links, tasks))
        return tuple(task.result() for task in tasks)
    finally:
        for task in tasks:
            task.cancel()


async def _page(interaction: discord.Interaction[Any], link: str) -> Summary | Unread:
    try:
        return await of_page(interaction, link, SENTENCES)
    except Mistake as why:
        return Unread(address=link, why=str(why))
    except WorkerError:
        return Unread(address=link, why=t("It took too long to read."))


def _progress(links: Sequence[str], tasks: Sequence["asyncio.Task[Any]"]) -> Any:
    done = sum(task.done() for task in tasks)
    waiting = [escaped(shown(link)[:80]) for link, task in zip(links, tasks, strict=True) if not task.done()]
    said = t("{done} of {count} pages are read. Still reading:", done=number(done), count=number(len(links)))
    return notice("\n".join([said, *(f"- {one}" for one in waiting)]))
