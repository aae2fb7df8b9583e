"""A rendered message as Discord reads it: its words, what formats in them, and where its links lead."""

import re
from collections.abc import Iterator
from typing import Any

from bot.render import limits
from bot.render.limits import total, units
from bot.render.message import RenderedMessage

ESCAPE = re.compile(r"\\[^\sA-Za-z0-9]")
LINK = re.compile(r"\[[^\[\]]*\]\((https?://[!-'*-~]+)\)")
OURS = re.compile(r"<t:\d+:[fFR]>|\*\*|~~|^-# |^- |^## ", re.MULTILINE)
FORMATS = re.compile(r"[*_~`|\[\]<>]|://|@everyone|@here", re.IGNORECASE)


def walk(components: Any) -> list[Any]:
    """Every component, nested ones too."""
    return [inner for c in components for inner in (c, *walk(c.get("components", ())))]


def markdown(message: RenderedMessage) -> Iterator[str]:
    """Every text of the message that Discord reads as markdown, but its content."""
    for embed in message.embeds:
        yield embed.get("title", "")
        yield embed.get("description", "")
        for field in embed.get("fields", ()):
            yield field["name"]
            yield field["value"]
    yield from (c["content"] for c in walk(message.components) if "content" in c)


def links(message: RenderedMessage) -> list[str]:
    """Every address that a reader could press."""
    pressed = [embed["url"] for embed in message.embeds if "url" in embed]
    return pressed + [url for text in markdown(message) for url in LINK.findall(ESCAPE.sub("", text))]


def foreign(text: str) -> str:
    """What is left of a text without escaped marks and without the links, times and marks that are ours."""
    return OURS.sub("", LINK.sub("", ESCAPE.sub("", text)))


def check_embeds(message: RenderedMessage) -> None:
    """Each embed within its limits and all within theirs, counted in UTF-16 units."""
    everything = []
    for embed in message.embeds:
        assert 0 < units(embed.get("title", "-").strip()) <= limits.EMBED_TITLE
        assert 0 < units(embed.get("description", "-").strip()) <= limits.EMBED_DESCRIPTION
        assert len(embed.get("fields", ())) <= 25
        for field in embed.get("fields", ()):
            assert 0 < units(field["name"].strip()) <= limits.EMBED_TITLE
            assert 0 < units(field["value"].strip()) <= limits.EMBED_FIELD_VALUE
            everything += [field["name"], field["value"]]
        footer = embed.get("footer", {}).get("text", "")
        everything += [embed.get("title", ""), embed.get("description", ""), footer]
    assert total(everything) <= limits.EMBED_TOTAL


def check_layout(message: RenderedMessage) -> None:
    """At most 40 components and 4000 characters, no text empty."""
    components = walk(message.components)
    assert len(components) <= limits.V2_COMPONENTS
    words = [c["content"] for c in components if c["type"] == 10]
    assert all(word.strip() for word in words)
    assert total(words) <= limits.V2_TEXT
