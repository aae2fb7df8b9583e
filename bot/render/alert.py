"""An alert as one embed: headline, sentences with their articles, who and which outlets."""

from bot.render.escape import web_address
from bot.render.limits import EMBED_FIELD_VALUE, EMBED_TITLE, EMBED_TOTAL, units
from bot.render.message import ACCENT, Json, RenderedMessage, why_row
from bot.render.parts import cited_lines, headline, outlet_count, outlet_links, quoted, quotes, who
from summarise.model import Alert

UNCONFIRMED = "Unconfirmed: one outlet"
ONE_REPORT = "Unconfirmed: all print one report"

DISAGREE = "Outlets disagree"
CORRECTED = "Corrected"

MOST_SENTENCES = 8
WHO = 800
CORRECTIONS = 700
DESCRIPTION = EMBED_TOTAL - EMBED_TITLE - EMBED_FIELD_VALUE - WHO - len(ONE_REPORT) - 110
"""What the other parts leave of the 6000; 110 are for the names of the four fields."""


def alert_message(delivery_id: int, alert: Alert) -> RenderedMessage:
    """The alert with its "Why?" button; always within Discord's limits."""
    return RenderedMessage(embeds=(_embed(alert),), components=(why_row(delivery_id),))


def _embed(alert: Alert) -> Json:
    numbers = quotes(alert.disagreement, EMBED_FIELD_VALUE)
    corrected = quoted(alert.corrections, CORRECTIONS)
    embed: Json = {
        "title": headline(alert.summary.headline, EMBED_TITLE),
        "color": ACCENT,
        "timestamp": alert.last_at.isoformat(),
        "fields": _fields(alert, numbers, corrected),
    }
    if address := web_address(alert.summary.url):
        embed["url"] = address
    if description := cited_lines(
        alert.summary.sentences, MOST_SENTENCES, DESCRIPTION - units(numbers + corrected)
    ):
        embed["description"] = description
    if len(alert.outlets) == 1 or alert.voices == 1:
        embed["footer"] = {"text": UNCONFIRMED if len(alert.outlets) == 1 else ONE_REPORT}
    return embed


def _fields(alert: Alert, numbers: str, corrected: str) -> list[Json]:
    fields = []
    if numbers:
        fields.append({"name": DISAGREE, "value": numbers, "inline": False})
    if corrected:
        fields.append({"name": CORRECTED, "value": corrected, "inline": False})
    if alert.flags:
        fields.append({"name": "Who", "value": who(alert.flags, WHO), "inline": True})
    if alert.sources:
        outlets = outlet_links(alert.sources, EMBED_FIELD_VALUE)
        fields.append({"name": outlet_count(alert.sources), "value": outlets, "inline": True})
    return fields
