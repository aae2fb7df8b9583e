"""What stands below an alert, beside it or in its place: updates, lists of further stories, pointers."""

from collections.abc import Iterator

from bot.render.alert import CHANGED, CORRECTED, titled
from bot.render.changed import changed_lines
from bot.render.escape import ago, link, plain
from bot.render.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE, EMBED_TOTAL, fit, joined, units
from bot.render.message import ACCENT, Json, RenderedMessage, pinging, why_row
from bot.render.parts import LONGEST_ADDRESS, cited_lines, outlet_links, outlet_name, quoted, small_more
from bot.render.standing import RETRACTED, escalated, outlets_told, rolled
from bot.words import mark, named, t
from summarise.model import Pointer, Rollup, RollupItem, Update

SINCE = mark("Reports since")
MOST_SENTENCES = 6
CORRECTIONS, RENAMED = 700, 600
LISTED = 160


def update_message(delivery_id: int, update: Update, pings: tuple[str, ...] = ()) -> RenderedMessage:
    """What is new since the alert was last told, and what of it is worth a ping of these roles."""
    embed = titled(update.alert) | {"timestamp": update.at.isoformat(), "fields": list(_fields(update))}
    lead = "\n".join(f"**{line}**" for line in escalated(update, outlet_name))
    left = EMBED_TOTAL - units(embed["title"]) - sum(units(f["name"] + f["value"]) for f in embed["fields"])
    room = min(EMBED_DESCRIPTION, left) - units(lead) - 2
    said = cited_lines(update.sentences, MOST_SENTENCES, room)
    if description := "\n\n".join(filter(None, (lead, said))):
        embed["description"] = description
    return pinging(RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),)), pings)


def _fields(update: Update) -> Iterator[Json]:
    alert = update.alert
    renamed = update.renamed or not (update.sentences or update.sources or update.escalations)
    taken_back = {"corrected", "retracted"}.intersection(update.escalations)
    told = (
        (named(CHANGED), changed_lines(alert.were[:1], alert.summary.headline, RENAMED) if renamed else ""),
        (named(CORRECTED), quoted(alert.corrections, CORRECTIONS) if taken_back else ""),
        (named(SINCE), outlet_links(update.sources, EMBED_FIELD_VALUE)),
    )
    yield from ({"name": name, "value": value, "inline": False} for name, value in told if value)


def rollup_message(delivery_id: int, rollup: Rollup) -> RenderedMessage:
    """Why they come in a list, then each story on a line, the newest first, as far as there is room."""
    lines = [_line(item) for item in reversed(rollup.items)]
    listed = joined(lines, "\n", EMBED_DESCRIPTION, small_more, rollup.more)
    embed: Json = {"title": rolled(rollup), "color": ACCENT}
    return RenderedMessage(
        embeds=(embed | {"description": listed} if listed else embed,), components=(why_row(delivery_id),)
    )


def pointer_message(delivery_id: int, pointer: Pointer, address: str | None) -> RenderedMessage:
    """Where the event is told; `address` is that of the other message, where it is known."""
    name = link(fit(plain(pointer.headline) or t("another alert"), LISTED), address, LONGEST_ADDRESS)
    embed = {"color": ACCENT, "description": t("This turned out to be one event with {alert}.", alert=name)}
    return RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),))


def _line(item: RollupItem) -> str:
    before = f"{named(RETRACTED)}: " if item.retracted else ""
    title = link(before + fit(plain(item.headline) or t("Untitled"), LISTED), item.url, LONGEST_ADDRESS)
    outlets = f" · {outlets_told(item.outlets)}" if item.outlets > 1 else ""
    return f"- {title}{outlets} · {ago(item.last_at)}"
