"""What somebody hands over to be condensed: the address of a page, a file, or the text itself."""

from typing import Any, Final

import discord

from bot.article import HTML, NothingToRead, file_summary, page_summary, text_summary
from bot.commands.answering import desk_of
from bot.commands.attached import attached
from bot.commands.mistake import Mistake
from bot.render.escape import escaped
from bot.render.parts import sentence
from bot.words import t
from feeds.model import Fetched, FetchFailed
from summarise.model import Summary

DEADLINE: Final = 5.0
"""Seconds a worker may take."""

LONGEST: Final = 400
"""Characters of why a page does not come."""

MOST_BYTES: Final = 4_000_000
"""Of a file."""

READABLE: Final = HTML | {"text/plain", ""}
PLAIN: Final = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
ENDINGS: Final = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}


async def of_page(interaction: discord.Interaction[Any], url: str, sentences: int) -> Summary:
    """What the page says; a Mistake where it cannot be read, or holds no sentences."""
    desk = desk_of(interaction)
    fetched = await desk.fetch_page(url)
    if isinstance(fetched, FetchFailed):
        raise Mistake(
            t(
                "That page cannot be read: {why} Paste its text as `text` instead.",
                why=sentence(fetched.once, LONGEST),
            )
        )
    _check_readable(fetched)
    return _told(
        await desk.workers.run(
            page_summary, fetched.body, fetched.content_type, fetched.address, sentences, deadline=DEADLINE
        )
    )


async def of_text(interaction: discord.Interaction[Any], text: str, sentences: int) -> Summary:
    """What the text says; a Mistake where it holds no sentences."""
    return _told(await desk_of(interaction).workers.run(text_summary, text, sentences, deadline=DEADLINE))


async def of_file(interaction: discord.Interaction[Any], file: discord.Attachment, sentences: int) -> Summary:
    """What the file says; a Mistake where it is no text, too large, or holds no sentences."""
    kind = _kind(file)
    fetched = await attached(interaction, file, MOST_BYTES)
    return _told(
        await desk_of(interaction).workers.run(file_summary, fetched.body, kind, sentences, deadline=DEADLINE)
    )


def _kind(file: discord.Attachment) -> str:
    """The media type that the file is read as, by its name first: browsers and Discord guess."""
    name = file.filename.lower()
    for ending, kind in ENDINGS.items():
        if name.endswith(ending):
            return kind
    # the encoding that Discord names is a guess of its own
    said = (file.content_type or "").lower().partition(";")[0].strip()
    if said in PLAIN | HTML:
        return said
    shown = escaped(file.filename[:100])
    if name.endswith(".pdf") or said.startswith("application/pdf"):
        raise Mistake(
            t("{file} is a PDF, which is not read. Copy its text and give it as `text`.", file=shown)
        )
    raise Mistake(
        t("{file} is no text. Attach a plain text, Markdown or HTML file, or give `text`.", file=shown)
    )


def _check_readable(fetched: Fetched) -> None:
    kind = fetched.content_type.partition(";")[0].strip().lower()
    if kind not in READABLE:
        raise Mistake(
            t(
                "That address is no web page but “{kind}”. Give the page of an article.",
                kind=escaped(kind[:60]),
            )
        )


def _told(found: Summary | NothingToRead) -> Summary:
    if isinstance(found, NothingToRead):
        raise Mistake(
            t("There are no sentences to condense in it. Paste the article's text as `text` instead.")
        )
    return found
