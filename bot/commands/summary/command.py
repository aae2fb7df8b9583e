"""/summary: a page, a text, a file, or what the feeds told, in a few sentences of their own."""

from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import say, think
from bot.commands.mistake import Mistake
from bot.commands.place import asker
from bot.commands.since import LONGEST, sinces
from bot.commands.summary.about import subjects, tell_about
from bot.commands.summary.reading import of_file, of_page, of_text
from bot.render.answer import summary_answer
from bot.words import t

SENTENCES: Final = 3


@app_commands.command()
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(
    url="A web page with an article",
    text="Or the text itself",
    attachment="Or a file: plain text, Markdown or HTML",
    about="Or what this server's feeds told of an actor, a topic, a feed or some words",
    since="With about: how far back, such as 3 days or Monday (7 days unless you say)",
    sentences="How many sentences (3 unless you say, 6 of what feeds told)",
)
@app_commands.autocomplete(about=subjects, since=sinces)
async def summary(
    interaction: discord.Interaction[Any],
    url: app_commands.Range[str, 1, 2000] | None = None,
    text: app_commands.Range[str, 1, 6000] | None = None,
    attachment: discord.Attachment | None = None,
    about: app_commands.Range[str, 1, 100] | None = None,
    since: app_commands.Range[str, 1, LONGEST] | None = None,
    sentences: app_commands.Range[int, 1, 8] | None = None,
) -> None:
    """Condense a page, a text, a file or a subject into a few sentences."""
    await think(interaction)
    if sum(given is not None for given in (url, text, attachment, about)) != 1:
        raise Mistake(
            t(
                "Give one of these: `url` (a page to read), `text` (the words themselves), `attachment` "
                "(a file), or `about` (what this server's feeds told)."
            )
        )
    if about is not None:
        await tell_about(interaction, about, since, sentences)
        return
    if since is not None:
        raise Mistake(t("`since` goes with `about`. Leave it out, or give `about`."))
    count = sentences or SENTENCES
    if url is not None:
        found = await of_page(interaction, url.strip(), count)
    elif attachment is not None:
        found = await of_file(interaction, attachment, count)
    else:
        found = await of_text(interaction, text or "", count)
    await say(interaction, summary_answer(found, pasted=url is None))
