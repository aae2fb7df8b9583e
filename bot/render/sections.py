"""Labelled rows in sections, as a phone shows them: a field for each section, a line for each row."""

from collections.abc import Sequence

from bot.render.escape import web_address
from bot.render.limits import EMBED_DESCRIPTION, EMBED_TITLE, EMBED_TOTAL, fit, joined, units
from bot.render.message import ACCENT, Json, RenderedMessage
from bot.words import t

LONGEST_ROW = 400
MOST_TEXT = 2_000
"""Units of the text above the sections: enough of them keep room below it."""

LONGEST_FIELD = 1_000


def sections_answer(
    title: str, url: str | None, text: str, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]
) -> RenderedMessage:
    """The text, then the sections as far as there is room; `title` is plain, all else is markdown whose
    foreign parts are escaped."""
    embed: Json = {"title": fit(title, EMBED_TITLE), "color": ACCENT}
    if address := web_address(url):
        embed["url"] = address
    if text:
        embed["description"] = fit(text, min(MOST_TEXT, EMBED_DESCRIPTION))
    left = EMBED_TOTAL - units(embed["title"]) - units(embed.get("description", ""))
    fields = []
    for name, rows in sections:
        lines = [fit(f"**{label}** {said}", LONGEST_ROW) for label, said in rows]
        room = min(LONGEST_FIELD, left - units(name))
        value = joined(lines, "\n", room, lambda more: t("-# and {count} more", count=more))
        if value and units(value) <= room:
            fields.append({"name": name, "value": value})
            left -= units(name) + units(value)
    embed["fields"] = fields
    return RenderedMessage(embeds=(embed,))
