"""Files that people attach to a command, from Discord's servers by the guarded fetch."""

from typing import Any, Final

import discord

from bot.commands.answering import desk_of
from bot.commands.mistake import Mistake
from bot.render.escape import escaped
from bot.render.parts import sentence
from bot.words import t
from feeds.model import Fetched, FetchFailed

LONGEST: Final = 400
"""Characters of why a file did not come."""


async def attached(interaction: discord.Interaction[Any], file: discord.Attachment, most: int) -> Fetched:
    """The file, at most so many bytes; after `think`. A Mistake where it is larger, or is not handed over."""
    name = escaped(file.filename[:100])
    if file.size > most:
        raise _too_large(name, most)
    fetched = await desk_of(interaction).fetch_page(file.url)
    if isinstance(fetched, FetchFailed):
        detail = sentence(fetched.once, LONGEST)
        raise Mistake(
            t("Discord did not hand over {file}: {detail} Attach it again.", file=name, detail=detail)
        )
    if len(fetched.body) > most:
        raise _too_large(name, most)
    return fetched


def _too_large(name: str, most: int) -> Mistake:
    return Mistake(t("{file} is too large: at most {count} MB are read.", file=name, count=most // 1_000_000))
