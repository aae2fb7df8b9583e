"""What happened around somebody or something: several stories in one answer."""

from collections.abc import Sequence

from bot.render.escape import ago
from bot.render.limits import EMBED_DESCRIPTION, EMBED_TITLE, fit, units
from bot.render.message import ACCENT, Json, RenderedMessage
from bot.render.parts import cited_lines, headline
from summarise.model import DigestItem

LONGEST_HEADLINE = 150
LEAST = 160
"""Units below which a sentence and its link are not squeezed in."""


def overview_answer(title: str, items: Sequence[DigestItem], note: str) -> RenderedMessage:
    """Each story's headline, its newest report's age and its sentences with their sources; then the note.

    `title` is plain, `note` is markdown whose foreign parts are escaped. Stories that find no room are left
    out, from the last.
    """
    left = EMBED_DESCRIPTION - units(note) - 2
    blocks: list[str] = []
    for place, item in enumerate(items):
        above = f"**{headline(item.summary.headline, LONGEST_HEADLINE)}** · {ago(item.last_at)}\n"
        room = max(left // (len(items) - place), min(left, 3 * LEAST)) - units(above) - 2
        if room < LEAST:
            break
        told = cited_lines(item.summary.sentences, len(item.summary.sentences), room)
        if told:
            blocks.append(above + told)
            left -= units(blocks[-1]) + 2
    embed: Json = {
        "title": fit(title, EMBED_TITLE),
        "color": ACCENT,
        "description": "\n\n".join([*blocks, note]),
    }
    return RenderedMessage(embeds=(embed,))
