"""Several pages condensed: an embed each, and what could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.escape import escaped, web_address
from bot.render.limits import fit
from bot.render.message import ACCENT, TROUBLE, Json, RenderedMessage
from bot.render.parts import cited_lines, headline
from bot.words import tn
from feeds.guard import shown
from summarise.model import Summary

TITLE, TEXT, WHY = 200, 1_500, 600
"""Units of each part: three pages keep within what all embeds of a message may hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """A page that could not be read; `why` is markdown whose foreign parts are escaped."""

    address: str
    why: str


def links_answer(told: Sequence[Summary | Unread], left: int) -> RenderedMessage:
    """Each page in the order of its link; `left` further links were not read."""
    embeds = [_embed(one) for one in told]
    if left:
        more = tn("{count} more link was not read.", "{count} more links were not read.", left)
        embeds[-1]["description"] += f"\n-# {more}"
    return RenderedMessage(embeds=tuple(embeds))


def _embed(one: Summary | Unread) -> Json:
    if isinstance(one, Unread):
        where = fit(shown(one.address), TITLE, escaped)
        return {"color": TROUBLE, "description": f"{where}\n{fit(one.why, WHY)}"}
    embed: Json = {
        "title": headline(one.headline, TITLE),
        "color": ACCENT,
        "description": cited_lines(one.sentences, len(one.sentences), TEXT),
    }
    if address := web_address(one.url):
        embed["url"] = address
    return embed
