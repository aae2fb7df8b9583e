"""/summary: a page or a text, in a few of its own sentences."""

from typing import Any

import discord
from discord import app_commands

from bot.article import NothingToRead, page_summary, text_summary
from bot.commands.answering import desk_of, say, think
from bot.commands.mistake import Mistake
from bot.commands.place import asker, guild_of
from bot.render.answer import summary_answer
from bot.render.escape import escaped
from feeds.model import Fetched, FetchFailed
from summarise.model import Summary

SENTENCES = 3
DEADLINE = 10.0
"""Seconds a worker may take."""

READABLE = ("text/html", "application/xhtml+xml", "text/plain", "")


@app_commands.command()
@app_commands.guild_only()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(
    url="A web page with an article",
    text="Or the text itself",
    sentences="How many sentences (3 unless you say)",
)
async def summary(
    interaction: discord.Interaction[Any],
    url: app_commands.Range[str, 1, 2000] | None = None,
    text: app_commands.Range[str, 1, 6000] | None = None,
    sentences: app_commands.Range[int, 1, 8] = SENTENCES,
) -> None:
    """Condense a page or a text into a few of its own sentences."""
    guild_of(interaction)
    await think(interaction)
    if (url is None) == (text is None):
        raise Mistake("Give either `url:` (a page to read) or `text:` (the words themselves).")
    if url is not None:
        found = await _page(interaction, url.strip(), sentences)
    else:
        found = await desk_of(interaction).workers.run(text_summary, text or "", sentences, deadline=DEADLINE)
    if isinstance(found, NothingToRead):
        raise Mistake(
            "There are no sentences to condense in it. Paste the article's text as `text:` instead."
        )
    await say(interaction, summary_answer(found, pasted=url is None))


async def _page(interaction: discord.Interaction[Any], url: str, sentences: int) -> Summary | NothingToRead:
    desk = desk_of(interaction)
    fetched = await desk.fetch_page(url)
    if isinstance(fetched, FetchFailed):
        why = escaped((fetched.unread or fetched.detail)[:300])
        raise Mistake(f"That page cannot be read: {why} Paste its text as `text:` instead.")
    _check_readable(fetched)
    return await desk.workers.run(
        page_summary, fetched.body, fetched.content_type, fetched.address, sentences, deadline=DEADLINE
    )


def _check_readable(fetched: Fetched) -> None:
    kind = fetched.content_type.partition(";")[0].strip().lower()
    if kind not in READABLE:
        raise Mistake(f"That address is no web page but “{escaped(kind[:60])}”. Give the page of an article.")
