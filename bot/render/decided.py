"""What was decided about a story for a target, shown to the one who asked."""

from collections.abc import Sequence
from datetime import datetime

from bot.render.answer import sources_field, verdict_line
from bot.render.escape import ago
from bot.render.limits import EMBED_TITLE
from bot.render.message import ACCENT, Json, RenderedMessage
from bot.render.parts import headline
from bot.words import t
from summarise.model import Source, Verdict


def decided_answer(
    verdict: Verdict, told: str, moment: datetime, sources: Sequence[Source]
) -> RenderedMessage:
    """What was decided last about the story with this headline, when, why, and by which articles."""
    embed: Json = {
        "color": ACCENT,
        "title": headline(told, EMBED_TITLE),
        "description": f"{verdict_line(verdict)}\n-# {t('Decided {moment}.', moment=ago(moment))}",
    }
    if sources:
        embed["fields"] = [sources_field(sources)]
    return RenderedMessage(embeds=(embed,))
