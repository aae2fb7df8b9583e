"""Embeds: a bar in their colour, a title, markdown, fields up to three abreast, pictures and a footer."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from bot.preview.blocks import blocks
from bot.preview.inline import cut, inline, link, text
from bot.preview.moments import written
from bot.preview.parts import Json, colour, each, inner, words
from bot.preview.pictures import picture
from bot.preview.scene import Scene

ABREAST = 3

HEADING = 256
"""Characters of a title and of a field's name (Discord: Embed Limits)."""

VALUE = 1024
"""Characters of a field."""


def embed(held: Json, files: Sequence[Json], scene: Scene) -> str:
    """The embed as HTML; `files` are the message's own attachments, which its pictures may name."""
    parts = [
        _line("author", text(words(inner(held, "author"), "name"))),
        _line("title", _title(words(held, "title"), words(held, "url"), scene)),
        _line("description", blocks(words(held, "description"), scene)),
        *_fields(each(held, "fields"), scene),
        *(picture(inner(held, key), files) for key in ("thumbnail", "image")),
        _line("footer", _footer(held, scene)),
    ]
    return f'<section class="embed {colour(held, "color")}">{"".join(parts)}</section>'


def _line(name: str, inside: str) -> str:
    return f'<div class="{name}">{inside}</div>' if inside else ""


def _title(told: str, address: str, scene: Scene) -> str:
    inside = inline(told, scene, most=HEADING, linked=bool(address))
    return link(address, inside) if address and inside else inside


def _fields(fields: Sequence[Json], scene: Scene) -> Iterator[str]:
    """Neighbours that are inline stand abreast, at most three of them."""
    for abreast, group in groupby(fields, key=lambda one: one.get("inline") is True):
        drawn = [_field(one, scene) for one in group]
        step = ABREAST if abreast else 1
        for start in range(0, len(drawn), step):
            row = drawn[start : start + step]
            yield f'<div class="fields of{len(row)}">{"".join(row)}</div>'


def _field(held: Json, scene: Scene) -> str:
    name, value = (
        inline(words(held, "name"), scene, most=HEADING),
        blocks(cut(words(held, "value"), VALUE), scene),
    )
    return f'<div class="field"><div class="name">{name}</div>{value}</div>'


def _footer(held: Json, scene: Scene) -> str:
    told = [text(words(inner(held, "footer"), "text")), _moment(words(held, "timestamp"), scene)]
    return " · ".join(filter(None, told))


def _moment(stamp: str, scene: Scene) -> str:
    try:
        when = datetime.fromisoformat(stamp)
        when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(scene.zone)
    except (ValueError, OverflowError):
        return text(stamp)
    return text(written(when, "f"))
