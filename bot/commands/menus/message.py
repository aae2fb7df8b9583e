"""What a message that somebody right-clicked says, and the addresses in it."""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import discord

LONGEST: Final = 20_000
"""Characters that are read of a message with all its embeds."""

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"|\\^`{}\[\]]{3,2000}", re.IGNORECASE)
_CLOSING: Final = ".,;:!?'*_~”’»…"
_OURS: Final = re.compile(r"(?:^|\.)(?:discord\.com|discord\.gg|discordapp\.(?:com|net))$")


def words_of(message: discord.Message) -> str:
    """All that people read in the message, a paragraph for each part."""
    return "\n\n".join(part for part in _parts(message) if part)[:LONGEST]


def links_in(message: discord.Message) -> tuple[str, ...]:
    """The web addresses in it, each once: first those of its text, then those of its embeds; none of
    Discord's own."""
    found: dict[str, None] = {}
    texts = [message.content, *(embed.url or "" for embed in message.embeds), *_parts(message)]
    for text in texts:
        for each in _ADDRESS.finditer(text[:LONGEST]):
            address = _trimmed(each[0])
            if address is not None:
                found.setdefault(address)
    return tuple(found)


def _parts(message: discord.Message) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        yield embed.title or ""
        yield embed.description or ""
        for field in embed.fields:
            yield field.name or ""
            yield field.value or ""
    yield from _displayed(message.components)


def _displayed(components: Any) -> Iterator[str]:
    """The text of a layout (Components V2), however deep it lies."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _displayed(getattr(component, "children", ()))


def _trimmed(address: str) -> str | None:
    """The address without what closes the sentence or the link around it; None for none of the web."""
    address = address.rstrip(_CLOSING)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_CLOSING)
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return None if not host or _OURS.search(host) else address
