"""Long lists, cut into pages that each fit one embed, and the buttons that turn them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.render.limits import CHOICES, EMBED_DESCRIPTION, EMBED_TITLE, fit, units
from bot.render.message import ACCENT, ACTION_ROW, BUTTON, Json, RenderedMessage
from bot.words import number, t

ENTRIES = 15
"""How many entries a page has at most: what a phone shows without much scrolling."""

ROOM = EMBED_DESCRIPTION - 300
SECONDARY = 2
STRING_SELECT, PLACEHOLDER = 3, 150


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """A select below the entries, of those on the page that have an option (Discord's JSON) to choose."""

    custom_id: str
    placeholder: str
    options: tuple[Json | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A title, entries and what stands above them (`note`): markdown whose foreign parts are escaped.

    `empty` is said where there is no entry. `entries_a_page` makes shorter pages of long entries. With
    `headings` each entry has one that it stands below; those of one heading follow each other. `pick` has an
    option, or None, for each entry.
    """

    title: str
    entries: tuple[str, ...]
    empty: str
    note: str = ""
    between: str = "\n"
    entries_a_page: int = ENTRIES
    headings: tuple[str, ...] = ()
    pick: Pick | None = None


def cuts(listing: Listing) -> tuple[tuple[str, ...], ...]:
    """The entries of each page, at least one page; an entry longer than a page is cut."""
    room = ROOM - units(listing.note)
    pages: list[list[str]] = [[]]
    used = 0
    for whole, heading in zip_longest(listing.entries, listing.headings, fillvalue=""):
        entry = fit(whole, room - units(heading) - 2)
        size = units(entry) + units(listing.between) + units(heading) + 2
        if pages[-1] and (used + size > room or len(pages[-1]) >= listing.entries_a_page):
            pages.append([])
            used = 0
        pages[-1].append(entry)
        used += size
    return tuple(map(tuple, pages))


def listing_page(listing: Listing, page: int, view: int | None) -> RenderedMessage:
    """A page, from 0; of one beyond the last, the last.

    With `view`, buttons turn the pages of that view.
    """
    pages = cuts(listing)
    at = max(0, min(page, len(pages) - 1))
    before = sum(map(len, pages[:at]))
    body = _body(listing, pages[at], listing.headings[before:]) or listing.empty
    text = "\n".join(filter(None, (listing.note, body)))
    embed: Json = {"title": fit(listing.title, EMBED_TITLE), "color": ACCENT, "description": text}
    rows = [] if listing.pick is None else _choosing(listing.pick, before, len(pages[at]))
    if len(pages) > 1 and view is not None:
        rows.append(_turning(view, at, len(pages)))
    return RenderedMessage(embeds=(embed,), components=tuple(rows))


def _body(listing: Listing, entries: Sequence[str], headings: Sequence[str]) -> str:
    """The entries, the first of each heading below it."""
    lines: list[str] = []
    above = ""
    for entry, heading in zip_longest(entries, headings[: len(entries)], fillvalue=""):
        lines.append(f"{heading}\n{entry}" if heading != above else entry)
        above = heading
    return listing.between.join(lines)


def _choosing(pick: Pick, first: int, count: int) -> list[Json]:
    """A row with the select of what is on the page; none where nothing there can be chosen."""
    options = [option for option in pick.options[first : first + count] if option is not None]
    if not options:
        return []
    select: Json = {
        "type": STRING_SELECT,
        "custom_id": pick.custom_id,
        "placeholder": fit(pick.placeholder, PLACEHOLDER),
        "options": options[:CHOICES],
    }
    return [{"type": ACTION_ROW, "components": [select]}]


def page_id(view: int, page: int) -> str:
    """The custom id of the button that shows a page of what was shown as this view."""
    return f"page:{view}:{page}"


def _turning(view: int, at: int, pages: int) -> Json:
    # the one in the middle is only to be read: its id is that of no page
    buttons = (
        _button("◀", page_id(view, at - 1) if at else f"pages:{view}:first", disabled=at == 0),
        _button(_where(at, pages), f"pages:{view}", disabled=True),
        _button("▶", page_id(view, at + 1), disabled=at == pages - 1),
    )
    return {"type": ACTION_ROW, "components": list(buttons)}


def _where(at: int, pages: int) -> str:
    return t("{page} of {pages}", page=number(at + 1), pages=number(pages))


def _button(label: str, custom_id: str, *, disabled: bool) -> Json:
    return {
        "type": BUTTON, "style": SECONDARY, "label": label, "custom_id": custom_id, "disabled": disabled,
    }  # fmt: skip
