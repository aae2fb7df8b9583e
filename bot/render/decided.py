"""What was decided about a story for a target, shown to the one who asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.render.answer import verdict_line
from bot.render.escape import ago, link, plain
from bot.render.limits import EMBED_FIELD_VALUE, EMBED_TITLE, fit, joined
from bot.render.message import ACCENT, Json, RenderedMessage
from bot.render.parts import LONGEST_ADDRESS, headline, outlet_name
from summarise.model import Source, Verdict

LONGEST_TITLE: Final = 120


def decided_answer(
    verdict: Verdict, told: str, moment: datetime, sources: Sequence[Source]
) -> RenderedMessage:
    """What was decided last about the story with this headline, when, why, and by which articles."""
    embed: Json = {
        "color": ACCENT,
        "title": headline(told, EMBED_TITLE),
        "description": f"{verdict_line(verdict)}\n-# Decided {ago(moment)}.",
    }
    if sources:
        lines = [_titled(source) for source in sources]
        value = joined(lines, "\n", EMBED_FIELD_VALUE, lambda left: f"and {left} more")
        embed["fields"] = [{"name": "Told by", "value": value}]
    return RenderedMessage(embeds=(embed,))


def _titled(source: Source) -> str:
    title = fit(plain(source.title) or "article", LONGEST_TITLE)
    return f"{outlet_name(source.outlet)}: {link(title, source.url, LONGEST_ADDRESS)}"
