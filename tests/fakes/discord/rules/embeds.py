"""Embed limits, from "Embed Limits" in Discord's message reference."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.message import embed_words
from tests.fakes.discord.world import Json

from .shape import Path, address, count, length, objects, part, words

MOST_EMBEDS = 10
TOTAL = 6000
WEB = ("http", "https")
MEDIA = (*WEB, "attachment")


def embed_complaints(value: Any) -> Iterator[Complaint]:
    """Yield what is wrong with a message's embeds, each alone and all together."""
    embeds = objects(value)
    yield from count(("embeds",), embeds, MOST_EMBEDS)
    for number, embed in enumerate(embeds):
        yield from one_embed(("embeds", number), embed)
    total = sum(len(words(word)) for embed in embeds for word in embed_words(readable(embed)))
    if total > TOTAL:
        message = f"Embed size exceeds maximum size of {TOTAL}: {total}"
        yield Complaint(path=("embeds",), code="MAX_EMBED_SIZE_EXCEEDED", message=message)


def one_embed(path: Path, embed: Json) -> Iterator[Complaint]:
    """Yield what is wrong with one embed."""
    yield from length((*path, "title"), embed.get("title"), 256)
    yield from length((*path, "description"), embed.get("description"), 4096)
    yield from address((*path, "url"), embed.get("url"), *WEB)
    yield from count((*path, "fields"), embed.get("fields"), 25)
    for number, entry in enumerate(objects(embed.get("fields"))):
        yield from length((*path, "fields", number, "name"), entry.get("name"), 256, least=1)
        yield from length((*path, "fields", number, "value"), entry.get("value"), 1024, least=1)
    for key, name, most in (("author", "name", 256), ("footer", "text", 2048)):
        if embed.get(key):
            yield from length((*path, key, name), part(embed, key).get(name), most, least=1)
            yield from address((*path, key, "icon_url"), part(embed, key).get("icon_url"), *MEDIA)
    yield from address((*path, "author", "url"), part(embed, "author").get("url"), *WEB)
    for key in ("image", "thumbnail"):
        yield from address((*path, key, "url"), part(embed, key).get("url"), *MEDIA)
    yield from timestamp((*path, "timestamp"), embed.get("timestamp"))


def timestamp(path: Path, value: Any) -> Iterator[Complaint]:
    """Complain of a time that is not ISO 8601."""
    if value is None:
        return
    try:
        datetime.fromisoformat(words(value))
    except ValueError:
        yield Complaint(path=path, code="DATE_TIME_TYPE_PARSE", message=f"Could not parse {value!r}.")


def readable(embed: Json) -> Json:
    """Return the embed with anything that is not of its kind left out."""
    return {
        **embed,
        "fields": objects(embed.get("fields")),
        **{k: part(embed, k) for k in ("author", "footer")},
    }


def empty(embed: Json) -> bool:
    """Say whether an embed would show nothing at all."""
    shown = ("title", "description", "fields", "image", "thumbnail", "author", "footer", "video")
    return not any(embed.get(key) for key in shown)
