"""Answers to commands: one embed each, shown to the one who asked."""

from collections.abc import Sequence

from bot.render.escape import escaped, link, plain, web_address
from bot.render.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE, EMBED_TITLE, fit, joined
from bot.render.message import ACCENT, Json, RenderedMessage
from bot.render.parts import LONGEST_ADDRESS, cited_lines, headline, outlet_name
from summarise.model import Alert, Body, Notice, Pointer, Post, Rollup, Source, Summary, Update
from summarise.text.clean import shown

MOST_SENTENCES = 8
LONGEST_TITLE = 120

_WHY_NOTICE = (
    "This server reads that feed, and a feed's trouble is told once.",
    "It is told where the server's oldest digest goes or, where it has none, its oldest watch.",
)


def notice(text: str) -> RenderedMessage:
    """A sentence or two; `text` is markdown whose foreign parts are escaped already."""
    return _embed({"description": text[:EMBED_DESCRIPTION]})


def listing(title: str, lines: Sequence[str], empty: str) -> RenderedMessage:
    """A line for each row as far as there is room, the others counted; `empty` where there is none."""
    body = joined(lines, "\n", EMBED_DESCRIPTION, lambda left: f"-# and {left} more") or empty
    return _embed({"title": title, "description": body})


def summary_answer(summary: Summary, *, pasted: bool) -> RenderedMessage:
    """A summary; every sentence links to its page, or stands alone where the text was pasted."""
    if pasted:
        each = EMBED_DESCRIPTION // MOST_SENTENCES - 2
        said = [fit(plain(shown(s.text)), each, escaped) for s in summary.sentences[:MOST_SENTENCES]]
        return _embed({"title": "Summary", "description": "\n\n".join(said)})
    embed: Json = {
        "title": headline(summary.headline, EMBED_TITLE),
        "description": cited_lines(summary.sentences, MOST_SENTENCES, EMBED_DESCRIPTION),
    }
    if address := web_address(summary.url):
        embed["url"] = address
    return _embed(embed)


def why_answer(post: Post) -> RenderedMessage:
    """Why a post was sent, and from which articles it was made."""
    reasons, sources = _why(post.body)
    bullets = [f"- {fit(plain(reason), 300, escaped)}" for reason in reasons]
    embed: Json = {
        "title": "Why this was posted",
        "description": joined(bullets, "\n", 3000, lambda left: f"- and {left} more")
        or "- A watch of this channel matches it.",
    }
    if sources:
        lines = [_titled(source) for source in sources]
        told = joined(lines, "\n", EMBED_FIELD_VALUE, lambda left: f"and {left} more")
        embed["fields"] = [{"name": "Made from", "value": told}]
    return _embed(embed)


def _why(body: Body) -> tuple[tuple[str, ...], tuple[Source, ...]]:
    if isinstance(body, Alert):
        return body.reasons, body.sources
    if isinstance(body, Update):
        return body.alert.reasons, body.sources
    if isinstance(body, Notice):
        return _WHY_NOTICE, ()
    if isinstance(body, Rollup):
        return tuple(reason for item in body.items for reason in item.reasons), ()
    if isinstance(body, Pointer):
        return ("What was told here turned out to be one event with another alert of this channel.",), ()
    reason = f"This channel has a daily digest, and this is the one of {body.date:%d %B %Y} ({body.zone})."
    return (reason,), tuple(source for item in body.items for source in item.sources)


def _titled(source: Source) -> str:
    title = fit(plain(source.title) or "article", LONGEST_TITLE)
    return f"{outlet_name(source.outlet)}: {link(title, source.url, LONGEST_ADDRESS)}"


def _embed(embed: Json) -> RenderedMessage:
    told = {key: value for key, value in embed.items() if value}
    return RenderedMessage(embeds=({"color": ACCENT, **told},))
