"""A digest as layouts of Components V2, each in 40 components and 4000 characters: as many as it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.render.digest_blocks import appointment, group_heading, heading, quote, story
from bot.render.limits import V2_COMPONENTS, V2_TEXT, units
from bot.render.message import (
    ACCENT,
    COMPONENTS_V2,
    CONTAINER,
    Json,
    RenderedMessage,
    separator,
    story_row,
    text_display,
    why_row,
)
from bot.render.parts import small_more
from bot.words import mark, named
from summarise.model import AgendaItem, Digest, DigestItem, StoryQuote

MOST_PAGES = 5

FURNITURE = 300
"""Characters kept for the heading and for "and N more"."""

FITTINGS = 10
"""Components that are no block: container, heading, row and its buttons, and a line with its separator."""

QUOTES, COMING = mark("Quotes of the day"), mark("Coming days")


def pages(digest: Digest) -> tuple[Digest, ...]:
    """The digest in parts that each fit into one message, in order, each thing in one of them.

    At most five; what finds no place on those is counted on the last as `left`.
    """
    cuts = _cuts(digest)
    kept = cuts[:MOST_PAGES]
    left = sum(len(cut) for cut in cuts[MOST_PAGES:])
    return tuple(
        replace(
            _of(digest, cut),
            page=number,
            pages=len(kept),
            stories=len(digest.items) if number == 1 and len(kept) > 1 else 0,
            left=left if number == len(kept) else 0,
            missed_since=digest.missed_since if number == 1 else None,
        )
        for number, cut in enumerate(kept, 1)
    )


def digest_message(delivery_id: int, digest: Digest) -> RenderedMessage:
    """A digest that fits, or a page of one, with its buttons; of another, what fits."""
    row = story_row(delivery_id) if digest.items else why_row(delivery_id)
    return RenderedMessage(components=(_container(digest), row), flags=COMPONENTS_V2)


def digest_answer(digest: Digest) -> RenderedMessage:
    """The digest as an answer to one person: in one message, with less of each story where need be."""
    whole = digest if len(_cuts(digest)) == 1 else replace(digest, style="brief")
    return RenderedMessage(components=(_container(whole),), flags=COMPONENTS_V2)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Piece:
    """Something that stands on one page: a story, a quote or an appointment, with its text.

    Pieces of one `heading` stand below it; it is repeated on each page. `block` says that each is a block by
    itself, and not a line among others.
    """

    what: DigestItem | StoryQuote | AgendaItem
    text: str
    heading: str
    block: bool


@dataclass(kw_only=True, slots=True)
class _Cut:
    """What stands on one page, the room it takes, and the heading that it ends below."""

    pieces: list[_Piece] = field(default_factory=list)
    components: int = FITTINGS
    characters: int = FURNITURE
    above: str | None = None

    def takes(self, piece: _Piece) -> bool:
        """Put the piece here if there is room; there is on an empty page."""
        if piece.text:
            opens = piece.heading != self.above
            components = self.components + 2 * (opens or piece.block)
            characters = self.characters + units(piece.text) + 1 + (units(piece.heading) + 1) * opens
            if self.above is not None and (components > V2_COMPONENTS or characters > V2_TEXT):
                return False
            self.components, self.characters, self.above = components, characters, piece.heading
        self.pieces.append(piece)
        return True


def _pieces(digest: Digest) -> Iterator[_Piece]:
    for item in digest.items:
        yield _Piece(
            what=item,
            text=story(item, digest.style),
            heading=group_heading(item.group),
            block=digest.style != "headlines",
        )
    for said in digest.quotes:
        yield _Piece(what=said, text=quote(said), heading=f"### {named(QUOTES)}", block=False)
    for one in digest.agenda:
        yield _Piece(what=one, text=appointment(one), heading=f"### {named(COMING)}", block=False)


def _cuts(digest: Digest) -> list[list[_Piece]]:
    cuts = [_Cut()]
    for piece in _pieces(digest):
        if not cuts[-1].takes(piece):
            cuts.append(_Cut())
            cuts[-1].takes(piece)
    return [cut.pieces for cut in cuts]


def _of(digest: Digest, cut: Sequence[_Piece]) -> Digest:
    things = [piece.what for piece in cut]
    return replace(
        digest,
        items=tuple(thing for thing in things if isinstance(thing, DigestItem)),
        quotes=tuple(thing for thing in things if isinstance(thing, StoryQuote)),
        agenda=tuple(thing for thing in things if isinstance(thing, AgendaItem)),
    )


def _container(digest: Digest) -> Json:
    first, *others = _cuts(digest)
    parts = [text_display(heading(digest))]
    for text in _texts(first):
        parts += [separator(), text_display(text)]
    if left := digest.left + sum(map(len, others)):
        parts += [separator(), text_display(small_more(left))]
    return {"type": CONTAINER, "accent_color": ACCENT, "components": parts}


def _texts(pieces: Sequence[_Piece]) -> list[str]:
    """The blocks of a page: what has its heading in common and is no block by itself is one."""
    texts: list[str] = []
    heading_above: str | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if piece.heading != heading_above:
            texts.append("\n".join(filter(None, [piece.heading, piece.text])))
        elif piece.block:
            texts.append(piece.text)
        else:
            texts[-1] = f"{texts[-1]}\n{piece.text}"
        heading_above = piece.heading
    return texts
