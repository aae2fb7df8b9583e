"""What stands below an alert, beside it or in its place: updates, lists of further stories, pointers."""

from bot.render.escape import link, plain
from bot.render.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE, EMBED_TITLE, fit, joined
from bot.render.message import ACCENT, Json, RenderedMessage, why_row
from bot.render.parts import LONGEST_ADDRESS, cited_lines, headline, outlet_links
from summarise.model import Pointer, Rollup, RollupItem, Update

MOST_SENTENCES = 4
LISTED = 160


def update_message(delivery_id: int, update: Update) -> RenderedMessage:
    """What is new since the alert was last told."""
    embed: Json = {"title": headline(update.alert.summary.headline, EMBED_TITLE), "color": ACCENT}
    if said := cited_lines(update.sentences, MOST_SENTENCES, EMBED_DESCRIPTION):
        embed["description"] = said
    if update.sources:
        links = outlet_links(update.sources, EMBED_FIELD_VALUE)
        embed["fields"] = [{"name": "Reports since", "value": links, "inline": False}]
    return RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),))


def rollup_message(delivery_id: int, rollup: Rollup) -> RenderedMessage:
    """Each story on a line, the newest first, as far as there is room."""
    lines = [_line(item) for item in reversed(rollup.items)]
    embed = {
        "title": f"{len(rollup.items)} more",
        "color": ACCENT,
        "description": joined(lines, "\n", EMBED_DESCRIPTION, lambda left: f"and {left} more"),
    }
    return RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),))


def pointer_message(delivery_id: int, pointer: Pointer, address: str | None) -> RenderedMessage:
    """Where the event is told; `address` is that of the other message, where it is known."""
    name = link(fit(plain(pointer.headline) or "another alert", LISTED), address, LONGEST_ADDRESS)
    embed = {"color": ACCENT, "description": f"This turned out to be one event with {name}."}
    return RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),))


def _line(item: RollupItem) -> str:
    title = link(fit(plain(item.headline) or "Untitled", LISTED), item.url, LONGEST_ADDRESS)
    return f"- {title} ({item.outlets} outlets)" if item.outlets > 1 else f"- {title}"
