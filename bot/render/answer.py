"""Answers to commands: one embed each, shown to the one who asked."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from bot.render.escape import at, escaped, link, plain, web_address
from bot.render.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE, EMBED_TITLE, fit, joined
from bot.render.message import ACCENT, Json, RenderedMessage
from bot.render.parts import (
    LONGEST_ADDRESS,
    and_more,
    cited_lines,
    headline,
    outlet_name,
    sentence,
    small_more,
)
from bot.render.standing import rolled
from bot.words import mark, named, t, whole_day
from bot.zones import zone_shown
from config.phrase import Reason
from summarise.model import (
    Alert,
    Body,
    Digest,
    Greeting,
    Logged,
    Notice,
    Pointer,
    Post,
    Rollup,
    Source,
    Summary,
    Update,
    Verdict,
)
from summarise.text.mend import shown

MOST_SENTENCES = 8
LONGEST_TITLE = 120
MOST_SOURCES = 80
"""More than a field has room for, each being a line of at least 15 characters."""

_WHY_NOTICE = (
    mark("This server reads that feed, and a feed's trouble is told once."),
    mark("It is told where the server's oldest digest goes or, where it has none, its oldest watch."),
)
_WHY_TARGET_NOTICE = (
    mark(
        "Something that you asked for cannot be posted where you asked for it; you are told once each time."
    ),
)
_WHY_POINTER = mark("What was told here turned out to be one event with another alert of this channel.")
_WHY_TEST = mark("Somebody who sets Wirewatch up wanted to see that messages arrive here.")
_WHY_GREETING = mark("Somebody added Wirewatch to this server.")
_WHY_LOGGED = mark("This is the channel in which the settings of this server tell changes.")


def notice(text: str) -> RenderedMessage:
    """A sentence or two; `text` is markdown whose foreign parts are escaped already."""
    return _embed({"description": text[:EMBED_DESCRIPTION]})


def listing(title: str, lines: Sequence[str], empty: str) -> RenderedMessage:
    """A line for each row as far as there is room, the others counted; `empty` where there is none."""
    body = joined(lines, "\n", EMBED_DESCRIPTION, small_more) or empty
    return _embed({"title": title, "description": body})


def summary_answer(summary: Summary, *, pasted: bool) -> RenderedMessage:
    """A summary; every sentence links to its page, or stands alone where the text was pasted."""
    if pasted:
        each = EMBED_DESCRIPTION // MOST_SENTENCES - 2
        said = [fit(plain(shown(s.text)), each, escaped) for s in summary.sentences[:MOST_SENTENCES]]
        return _embed({"title": t("Summary"), "description": "\n\n".join(filter(None, said))})
    embed: Json = {
        "title": headline(summary.headline, EMBED_TITLE),
        "description": cited_lines(summary.sentences, MOST_SENTENCES, EMBED_DESCRIPTION),
    }
    if address := web_address(summary.url):
        embed["url"] = address
    return _embed(embed)


def why_answer(post: Post, verdicts: Sequence[Verdict] = ()) -> RenderedMessage:
    """Why a post was sent, from which articles it was made, and what was decided about it, latest first."""
    reasons, sources = _why(post.body)
    bullets = [f"- {said}" for reason in dict.fromkeys(reasons) if (said := _sentence(reason))]
    embed: Json = {
        "title": t("Why this was posted"),
        "description": joined(bullets, "\n", 3000, lambda left: f"- {and_more(left)}")
        or f"- {t('A watch of this channel matches it.')}",
    }
    fields = []
    if verdicts:
        lines = [verdict_line(verdict) for verdict in verdicts]
        told = joined(lines, "\n", EMBED_FIELD_VALUE, small_more)
        fields.append({"name": t("Decided last"), "value": told})
    if sources:
        fields.append(sources_field(sources))
    return _embed(embed | {"fields": fields})


def sources_field(sources: Sequence[Source]) -> Json:
    """The embed field of the articles that something was made from, each linked, as far as there is room."""
    lines = [_titled(source) for source in sources[:MOST_SOURCES]]
    beyond = len(sources) - len(lines)
    told = joined(lines, "\n", EMBED_FIELD_VALUE, and_more, beyond)
    return {"name": t("Made from"), "value": told}


def verdict_line(verdict: Verdict) -> str:
    """What was decided, for when, and why, on one line of at most 600 characters."""
    what = f"**{named(DECIDED[verdict.what])}**"
    if verdict.until and verdict.what in COMING:
        what = named(COMING[verdict.what]).format(moment=at(verdict.until))
    reasons = filter(None, map(_sentence, verdict.reasons))
    why = joined(list(reasons), " ", 500, lambda left: f"({and_more(left)})")
    return f"- {what}{': ' if why else ''}{why}"


DECIDED: Final[Mapping[Literal["post", "edit", "reply", "hold", "mute", "same"], str]] = {
    "post": mark("Told"),
    "edit": mark("Its message was given new words"),
    "reply": mark("Told below its message"),
    "hold": mark("Held back"),
    "mute": mark("Kept quiet"),
    "same": mark("Nothing new to tell"),
}
"""What a verdict says of what is so now."""

COMING: Final[Mapping[Literal["post", "edit", "reply", "hold", "mute", "same"], str]] = {
    "post": mark("**Will be told at** {moment}"),
    "edit": mark("**Its message will be given new words at** {moment}"),
    "reply": mark("**Will be told below its message at** {moment}"),
    "hold": mark("**Held back until** {moment}"),
}
"""What it says of what is to come at its moment."""


def _sentence(reason: Reason) -> str:
    return sentence(reason, 300)


def _why(body: Body) -> tuple[tuple[Reason, ...], tuple[Source, ...]]:
    match body:
        case Alert():
            return body.reasons, body.sources
        case Update():
            return body.alert.reasons, body.sources
        case Rollup():
            return (rolled(body), *(reason for item in body.items for reason in item.reasons)), ()
        case Digest():
            return (_of_day(body),), tuple(source for item in body.items for source in item.sources)
        case Notice():
            return tuple(map(named, _WHY_TARGET_NOTICE if body.feed is None else _WHY_NOTICE)), ()
        case Greeting():
            return (named(_WHY_GREETING if body.wanted_by is None else _WHY_TEST),), ()
        case Pointer():
            return (named(_WHY_POINTER),), ()
        case Logged():
            return (named(_WHY_LOGGED),), ()


def _of_day(digest: Digest) -> str:
    return t(
        "This channel has a digest, and this is the one of {day} ({zone}).",
        day=whole_day(digest.date),
        zone=zone_shown(digest.zone),
    )


def _titled(source: Source) -> str:
    title = fit(plain(source.title) or t("article"), LONGEST_TITLE)
    return f"{outlet_name(source.outlet)}: {link(title, source.url, LONGEST_ADDRESS)}"


def _embed(embed: Json) -> RenderedMessage:
    told = {key: value for key, value in embed.items() if value}
    return RenderedMessage(embeds=({"color": ACCENT, **told},))
