"""A notice of a feed's or a target's trouble as one embed: what is wrong, since when, what can be done."""

from collections.abc import Sequence

from bot.render.escape import ago, at
from bot.render.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE, EMBED_TITLE, joined
from bot.render.message import TROUBLE, Json, RenderedMessage, why_row
from bot.render.parts import and_more, headline, sentence
from bot.words import t
from bot.words.phrases import said
from config.phrase import Reason
from summarise.model import Notice

SENTENCE, MOST_SENTENCES = 600, 6
ADVICE = 300


def notice_message(delivery_id: int, notice: Notice) -> RenderedMessage:
    """The notice with its "Why?" button; always within Discord's limits."""
    when = f"{at(notice.since)}, {ago(notice.since)}"
    began = (
        t("Since {moment}", moment=when) if notice.feed is None else t("Not read since {moment}", moment=when)
    )
    since = f"-# {_where(notice.place)}{began}"
    told = _lines(notice.sentences, SENTENCE)
    embed: Json = {
        "title": headline(said(notice.title), EMBED_TITLE),
        "color": TROUBLE,
        "description": joined([*told[:MOST_SENTENCES], since], "\n", EMBED_DESCRIPTION, and_more),
    }
    if advice := _lines(notice.advice, ADVICE):
        value = joined(advice, "\n", EMBED_FIELD_VALUE, and_more)
        embed["fields"] = [{"name": t("What you can do"), "value": value}]
    return RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),))


def _where(place: str | None) -> str:
    """The channel, as Discord names and links it."""
    kind, _, number = (place or "").partition(":")
    return f"<#{number}> · " if kind in {"channel", "thread", "forum"} and number.isdecimal() else ""


def _lines(texts: Sequence[Reason], budget: int) -> list[str]:
    """Each text on a line of its own, escaped; those that say nothing are left out."""
    return [line for text in texts if (line := sentence(text, budget))]
