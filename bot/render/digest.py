"""A digest as a layout of Components V2: a block of text a story, in 40 components and 4000 characters.

Every story shown gets its headline and first sentence before any gets a second one; stories that find no
room are counted.
"""

from bot.render.escape import ago, at, link, plain
from bot.render.limits import V2_COMPONENTS, V2_TEXT, fit, units
from bot.render.message import (
    ACCENT,
    COMPONENTS_V2,
    CONTAINER,
    Json,
    RenderedMessage,
    separator,
    text_display,
    why_row,
)
from bot.render.parts import LONGEST_ADDRESS, cited, headline, names, outlet_names, quotes
from summarise.model import Digest, DigestItem

FURNITURE = 160
"""Characters kept for the heading and for "and N more"."""

MOST_STORIES = (V2_COMPONENTS - 6) // 2
"""Container, heading, closing line and its separator, row and button; then a separator and a text each."""

HEADLINE = 200
FIRST_SENTENCE = 600
LATER_SENTENCE = 500
OUTLETS, FLAGS = 120, 120
NUMBERS = 600


def digest_message(delivery_id: int, digest: Digest) -> RenderedMessage:
    """The digest with its "Why?" button."""
    return RenderedMessage(components=(_container(digest), why_row(delivery_id)), flags=COMPONENTS_V2)


def digest_answer(digest: Digest) -> RenderedMessage:
    """The digest as an answer to one person."""
    return RenderedMessage(components=(_container(digest),), flags=COMPONENTS_V2)


def _container(digest: Digest) -> Json:
    blocks = _blocks(digest.items[:MOST_STORIES], V2_TEXT - FURNITURE)
    parts = [text_display(_heading(digest))]
    for block in blocks:
        parts += [separator(), text_display(block)]
    if left := len(digest.items) - len(blocks):
        parts += [separator(), text_display(f"-# and {left} more")]
    return {"type": CONTAINER, "accent_color": ACCENT, "components": parts}


def _heading(digest: Digest) -> str:
    day = f"{digest.date:%A} {digest.date.day} {digest.date:%B %Y}"
    count = len(digest.items)
    told = "Nothing new" if not count else "1 story" if count == 1 else f"{count} stories"
    return f"## Digest, {day}\n-# {told}, {at(digest.since)} to {at(digest.until)}"


def _blocks(items: tuple[DigestItem, ...], room: int) -> list[str]:
    """The stories' texts: each story's least, while there is room, then numbers, then further sentences."""
    bodies: list[list[str]] = []
    for item in items:
        least = _least(item)
        cost = units(least) + units(_closing(item)) + 1
        if cost > room:
            break
        room -= cost
        bodies.append([least])
    shown = items[: len(bodies)]
    numbers = []
    for item in shown:
        said = _numbers(item)
        fits = bool(said) and units(said) + 1 <= room
        room -= (units(said) + 1) * fits
        numbers.append([said] * fits)
    for turn in range(1, max((len(item.summary.sentences) for item in shown), default=0)):
        for item, body in zip(shown, bodies, strict=True):
            for sentence in item.summary.sentences[turn : turn + 1]:
                line = cited(sentence, LATER_SENTENCE)
                if line and len(body) == turn and units(line) + 1 <= room:
                    room -= units(line) + 1
                    body.append(line)
    told = zip(shown, bodies, numbers, strict=True)
    return ["\n".join([*body, *said, _closing(item)]) for item, body, said in told]


def _numbers(item: DigestItem) -> str:
    said = quotes(item.disagreement, NUMBERS)
    return f"Outlets disagree:\n{said}" if said else ""


def _least(item: DigestItem) -> str:
    """The headline and, linked to its article, the first sentence; without one the headline is the link."""
    first = next((line for s in item.summary.sentences[:1] if (line := cited(s, FIRST_SENTENCE))), None)
    if first is None:
        title = fit(plain(item.summary.headline) or "Untitled", HEADLINE)
        return f"**{link(title, item.summary.url, LONGEST_ADDRESS)}**"
    return f"**{headline(item.summary.headline, HEADLINE)}**\n{first}"


def _closing(item: DigestItem) -> str:
    """Outlets, watched actors and time, in small print."""
    parts = [outlet_names(item.sources, OUTLETS), names(item.flags, FLAGS), ago(item.last_at)]
    if item.new_since:
        parts.append(f"told before, this is new since {at(item.new_since)}")
    return "-# " + " · ".join(part for part in parts if part)
