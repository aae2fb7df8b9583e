"""A story that somebody asked for, as one embed: what an alert says, and which outlet told it when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.render.alert import SECTIONS, WHO_IS_IN_IT, titled
from bot.render.escape import at, link, plain
from bot.render.limits import EMBED_DESCRIPTION, EMBED_TOTAL, fit, joined, units
from bot.render.message import ACTION_ROW, Json, RenderedMessage, button, follow_id, quotes_id, sources_id
from bot.render.parts import LONGEST_ADDRESS, and_more, cited_lines, outlet_name, who
from bot.render.standing import outlet_count, unconfirmed
from bot.story import Whole
from bot.words import named, t
from summarise.model import Source

MOST_SENTENCES: Final = 8
DESCRIPTION_AT_LEAST: Final = 1500
WHO, REPORTS, TITLE = 400, 1000, 100
FIRST, LAST = 4, 3
"""Of many outlets those that told it first and last."""


def story_message(whole: Whole) -> RenderedMessage:
    """The story with buttons for all its articles and all that is said in it; within Discord's limits."""
    alert = whole.alert
    embed = titled(alert)
    if doubt := unconfirmed(alert):
        embed["footer"] = {"text": doubt}
    about = [_field(outlet_count(alert), _reports(whole.first_reports))]
    if alert.flags:
        about.append(_field(named(WHO_IS_IN_IT), who(alert.flags, WHO)))
    room = EMBED_TOTAL - units(embed["title"]) - units(doubt) - sum(map(_size, about)) - DESCRIPTION_AT_LEAST
    sections = []
    for name, longest, show in SECTIONS:
        title = named(name)
        if value := show(alert, min(longest, room - len(title))):
            sections.append(_field(title, value))
            room -= _size(sections[-1])
    said = cited_lines(
        alert.summary.sentences, MOST_SENTENCES, min(EMBED_DESCRIPTION, room + DESCRIPTION_AT_LEAST)
    )
    embed["description"] = said or t("Its reports have no sentences to condense. Their headlines are below.")
    embed["fields"] = [*sections, *about]
    about_story = f"s{alert.story}"
    buttons = [
        button(t("Sources"), sources_id(about_story)),
        button(t("Quotes"), quotes_id(about_story)),
        button(t("Follow"), follow_id(about_story)),
    ]
    return RenderedMessage(embeds=(embed,), components=({"type": ACTION_ROW, "components": buttons},))


def _reports(first: Sequence[tuple[Source, datetime]]) -> str:
    """Each outlet with its first report, in order of time."""
    lines = [_report(source, moment) for source, moment in first]
    if len(lines) <= FIRST + LAST + 1:
        return joined(lines, "\n", REPORTS, and_more)
    between = and_more(len(lines) - FIRST - LAST)
    return joined([*lines[:FIRST], f"-# {between}", *lines[-LAST:]], "\n", REPORTS, and_more)


def _report(source: Source, moment: datetime) -> str:
    title = link(fit(plain(source.title) or t("article"), TITLE), source.url, LONGEST_ADDRESS // 2)
    return f"{at(moment)} {outlet_name(source.outlet)}: {title}"


def _field(name: str, value: str) -> Json:
    return {"name": name, "value": value}


def _size(field: Json) -> int:
    return units(field["name"]) + units(field["value"])
