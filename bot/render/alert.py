"""An alert as one embed: headline, sentences with their articles, what was taken back, who and which outlets.

Room is given by rank. Headline, first sentence, outlets and who have theirs in any case; then comes what was
taken back or is in doubt, then what is next and what was said; further sentences get the rest.
"""

from collections.abc import Callable, Iterator

from bot.render.changed import changed_lines
from bot.render.coming import announced
from bot.render.escape import ago, at, web_address
from bot.render.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE, EMBED_TITLE, EMBED_TOTAL, units
from bot.render.message import Json, RenderedMessage, pinging, story_row
from bot.render.parts import cited_lines, headline, outlet_links, outlet_name, quoted, quotes, who
from bot.render.said import beyond, quote_lines
from bot.render.standing import RETRACTED, colour, outlet_count, retraction, unconfirmed
from bot.words import mark, named, t
from summarise.model import Alert, StoryQuote

DISAGREE = mark("Outlets disagree")
CORRECTED = mark("Corrected")
CHANGED = mark("Headline changed")
NEXT = mark("Next")
SAID = mark("Said")
REPORTED = mark("Reported")
WHO_IS_IN_IT = mark("Who")

MOST_SENTENCES = 8
DESCRIPTION_AT_LEAST = 1500
OUTLETS, WHO = 700, 400
SECTIONS: tuple[tuple[str, int, Callable[[Alert, int], str]], ...] = (
    (RETRACTED, 400, lambda alert, _: retraction(alert, outlet_name)),
    (CHANGED, 600, lambda alert, room: changed_lines(alert.were, alert.summary.headline, room)),
    (CORRECTED, 700, lambda alert, room: quoted(alert.corrections, room)),
    (DISAGREE, EMBED_FIELD_VALUE, lambda alert, room: quotes(alert.disagreement, room)),
    (NEXT, 500, lambda alert, room: announced(alert.upcoming, room) if alert.upcoming else ""),
    (SAID, EMBED_FIELD_VALUE, lambda alert, room: quote_lines(_quotes(alert), room)),
)
"""The name of each, how long it may be, and what it says: by rank, which is also the order of reading."""


def alert_message(delivery_id: int, alert: Alert, pings: tuple[str, ...] = ()) -> RenderedMessage:
    """The alert with its buttons, `pings` being ids of roles; always within Discord's limits."""
    return pinging(RenderedMessage(embeds=(_embed(alert),), components=(story_row(delivery_id),)), pings)


def titled(alert: Alert) -> Json:
    """An embed with the story's headline alone, linked, in the colour of where it stands."""
    before = f"{named(RETRACTED)}: " if alert.retracted else ""
    embed: Json = {
        "title": before + headline(alert.summary.headline, EMBED_TITLE - len(before)),
        "color": colour(alert),
    }
    if address := web_address(alert.summary.url):
        embed["url"] = address
    return embed


def _embed(alert: Alert) -> Json:
    embed = titled(alert)
    if doubt := unconfirmed(alert):
        embed["footer"] = {"text": doubt}
    about = list(_about(alert))
    room = EMBED_TOTAL - units(embed["title"]) - units(doubt) - sum(map(_size, about)) - DESCRIPTION_AT_LEAST
    sections = []
    for name, longest, show in SECTIONS:
        title = named(name)
        if value := show(alert, min(longest, room - len(title))):
            sections.append(_field(title, value))
            room -= _size(sections[-1])
    room = min(EMBED_DESCRIPTION, room + DESCRIPTION_AT_LEAST)
    if said := cited_lines(alert.summary.sentences, MOST_SENTENCES, room):
        embed["description"] = said
    embed["fields"] = [*sections, *about]
    return embed


def _quotes(alert: Alert) -> tuple[StoryQuote, ...]:
    return beyond(alert.quotes, alert.summary.sentences[:MOST_SENTENCES])


def _about(alert: Alert) -> Iterator[Json]:
    """Who is in it, who tells it, and since when, side by side."""
    if alert.flags:
        yield _field(named(WHO_IS_IN_IT), who(alert.flags, WHO), inline=True)
    if alert.sources:
        yield _field(outlet_count(alert), outlet_links(alert.sources, OUTLETS), inline=True)
    yield _field(named(REPORTED), _times(alert), inline=True)


def _times(alert: Alert) -> str:
    if alert.first_at == alert.last_at:
        return f"{at(alert.first_at)}, {ago(alert.first_at)}"
    return t("First {first}\nLast {last}", first=at(alert.first_at), last=ago(alert.last_at))


def _field(name: str, value: str, *, inline: bool = False) -> Json:
    return {"name": name, "value": value, "inline": inline}


def _size(field: Json) -> int:
    return units(field["name"]) + units(field["value"])
