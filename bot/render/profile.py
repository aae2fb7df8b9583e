"""Who an actor is and what is told of them, as one answer."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from babel import Locale

from bot.render.escape import ago, escaped, link, plain
from bot.render.limits import EMBED_FIELD_VALUE, fit, joined
from bot.render.message import ACCENT, ACTION_ROW, Json, RenderedMessage, button
from bot.render.parts import LONGEST_ADDRESS, and_more, outlet_link, outlet_name
from bot.render.trends import name_of
from bot.words import spoken, t, tn, whole_day
from storage.model import Cited, Said
from summarise.actors.catalogue import Actor
from summarise.text.mend import shown

HEADLINE, QUOTE, OFFICE, WRITTEN = 110, 280, 120, 180
MOST_OFFICES: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """An actor, what this server's feeds told of them last, and with whom they were named in so many days."""

    actor: Actor
    today: date
    stories: tuple[Cited, ...]
    quotes: tuple[Said, ...]
    company: tuple[tuple[Actor, int], ...]
    days: int


def profile_answer(profile: Profile) -> RenderedMessage:
    """Offices held today, kind, other names; latest stories and quotes, and who is named with them."""
    who = profile.actor
    fields = [
        (t("Latest stories"), [_story(one) for one in profile.stories]),
        (t("Latest quotes"), [_quote(one) for one in profile.quotes]),
        (
            tn("Named with, in {count} day", "Named with, in {count} days", profile.days),
            [_beside(one, stories) for one, stories in profile.company],
        ),
    ]
    embed: Json = {
        "title": fit(plain(who.name), 200),
        "color": ACCENT,
        "description": "\n".join(filter(None, (_offices(who, profile.today), _facts(who), _written(who)))),
        "fields": [
            {"name": name, "value": joined(lines, "\n", EMBED_FIELD_VALUE, lambda _: "…")}
            for name, lines in fields
            if lines
        ],
    }
    if not profile.stories:
        embed["description"] += f"\n\n{t('No story of this server’s feeds has named them yet.')}"
    has_trend = bool(profile.stories) and len(trend_id(who.id)) <= LONGEST_ID
    row = {"type": ACTION_ROW, "components": [button(t("Trend"), trend_id(who.id))]}
    return RenderedMessage(embeds=(embed,), components=(row,) if has_trend else ())


LONGEST_ID: Final = 100
"""Characters of a custom id."""


def trend_id(actor: str) -> str:
    """The custom id of the button that draws how often the actor is named."""
    return f"trend:{actor}"


def _offices(who: Actor, today: date) -> str:
    # the same days are those of one office, in another language
    held = {(one.since, one.until): one for one in reversed(who.offices) if one.held_on(today)}
    lines = []
    for one in tuple(reversed(held.values()))[:MOST_OFFICES]:
        name = f"**{fit(plain(one.names[0]), OFFICE, escaped)}**"
        day = None if one.since is None else whole_day(one.since)
        lines.append(name if day is None else t("{office} since {day}", office=name, day=day))
    return "\n".join(lines)


def _facts(who: Actor) -> str:
    """Kind, country, pronoun."""
    facts = [t("Person") if who.kind == "person" else t("Organisation")]
    if who.country is not None:
        facts.append(Locale.parse(spoken()).territories.get(who.country, who.country))
    if who.pronoun is not None:
        facts.append(t("he") if who.pronoun == "he" else t("she"))
    return " · ".join(facts)


def _written(who: Actor) -> str:
    """Their other names, as the catalogue has them."""
    others = [plain(name) for name in who.aliases if name != who.name and name not in who.made]
    if not others:
        return ""
    names = joined([fit(name, OFFICE, escaped) for name in others], ", ", WRITTEN, and_more)
    return f"-# {t('Also: {names}', names=names)}"


def _beside(one: Actor, stories: int) -> str:
    return f"- {name_of(one)} · {tn('{count} story', '{count} stories', stories)}"


def _story(one: Cited) -> str:
    headline = link(fit(plain(shown(one.title)) or t("article"), HEADLINE), one.url, LONGEST_ADDRESS)
    return f"- {headline} · {outlet_name(one.outlet)} · {ago(one.at)}"


def _quote(one: Said) -> str:
    words = fit(plain(shown(one.text)), QUOTE, escaped)
    return f"> {words} {outlet_link(one.source.outlet, one.source.url)}"
