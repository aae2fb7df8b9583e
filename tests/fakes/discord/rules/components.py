"""Component rules, from Discord's component reference: rows, buttons, selects and Components V2."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.message import walk
from tests.fakes.discord.world import Json

from .selects import OFFERED, entity_select, string_select
from .shape import Path, address, count, duplicates, length, objects, part, words

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = frozenset({3, 5, 6, 7, 8})
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
V2 = frozenset({SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER})
LINK, PREMIUM = 5, 6
MEDIA = ("http", "https", "attachment")
MOST_COMPONENTS = 40
MOST_TEXT = 4000


def component_complaints(value: Any, *, v2: bool) -> Iterator[Complaint]:
    """Yield what is wrong with a message's components under the old rules or those of Components V2."""
    everything = list(walk(value))
    yield from (v2_totals(everything) if v2 else v1_shape(value))
    yield from names_once(everything)
    yield from each(("components",), value)


def v2_totals(everything: list[Json]) -> Iterator[Complaint]:
    """Complain of more components or more text than one V2 message may hold."""
    if len(everything) > MOST_COMPONENTS:
        message = (
            f"The message holds {len(everything)} components; {MOST_COMPONENTS} is the most, nested counted."
        )
        yield Complaint(path=("components",), code="COMPONENT_MAX_TOTAL", message=message)
    total = sum(len(words(c.get("content"))) for c in everything if c.get("type") == TEXT)
    if total > MOST_TEXT:
        message = f"Text displays hold {total} characters; {MOST_TEXT} is the most."
        yield Complaint(path=("components",), code="COMPONENT_MAX_TEXT", message=message)


def v1_shape(value: Any) -> Iterator[Complaint]:
    """Complain of anything but up to five action rows."""
    yield from count(("components",), value, 5)
    for number, component in enumerate(objects(value)):
        if component.get("type") != ROW:
            message = "Only action rows are allowed without the IS_COMPONENTS_V2 flag."
            yield Complaint(path=("components", number), code="UNION_TYPE_CHOICES", message=message)


def names_once(everything: list[Json]) -> Iterator[Complaint]:
    """Complain of a custom_id or an id that two components share."""
    named = [c["custom_id"] for c in everything if isinstance(c.get("custom_id"), str)]
    for name in sorted(duplicates(named)):
        message = f"Component custom id {name!r} cannot be duplicated"
        yield Complaint(path=("components",), code="COMPONENT_CUSTOM_ID_DUPLICATED", message=message)
    numbered = [c["id"] for c in everything if isinstance(c.get("id"), int) and c["id"]]
    for number in sorted(duplicates(numbered)):
        yield Complaint(
            path=("components",), code="COMPONENT_ID_DUPLICATED", message=f"id {number} comes twice"
        )


def each(path: Path, value: Any) -> Iterator[Complaint]:
    """Yield what is wrong with every component by itself, children included."""
    for number, component in enumerate(objects(value)):
        yield from one((*path, number), component)


def one(path: Path, component: Json) -> Iterator[Complaint]:
    """Yield what is wrong with one component and its children."""
    kind = component.get("type")
    if not isinstance(kind, int):
        kind = None
    check = CHECKS.get(kind) if kind is not None else None
    if check is not None:
        yield from check(path, component)
    if kind in SELECTS or kind == TEXT_INPUT:
        yield from length((*path, "custom_id"), component.get("custom_id"), 100, least=1)
    yield from each((*path, "components"), component.get("components"))
    for key in ("accessory", "component"):
        if isinstance(component.get(key), dict):
            yield from one((*path, key), component[key])


def row(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of a row that holds neither one to five buttons nor one other component."""
    kinds = [c.get("type") for c in objects(component.get("components"))]
    buttons = kinds.count(BUTTON)
    if not kinds or buttons > 5 or (len(kinds) > 1 and buttons != len(kinds)):
        message = f"A row holds one to five buttons or one select; this one holds types {kinds}."
        yield Complaint(path=(*path, "components"), code="COMPONENT_LAYOUT_WIDTH_EXCEEDED", message=message)


def button(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of a button that cannot be pressed or names nothing."""
    style, url, custom_id = (component.get(key) for key in ("style", "url", "custom_id"))
    yield from length((*path, "label"), component.get("label"), 80)
    if style == LINK and url is None:
        yield Complaint(
            path=(*path, "url"), code="BASE_TYPE_REQUIRED", message="A link button must have a url"
        )
    if style == LINK:
        yield from length((*path, "url"), url, 512)
        yield from address((*path, "url"), url, "http", "https", "discord")
    if custom_id is not None and (style in (LINK, PREMIUM) or url is not None):
        message = "A custom id and url cannot both be specified"
        yield Complaint(path=path, code="BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message=message)
    if style not in (LINK, PREMIUM):
        yield from length((*path, "custom_id"), custom_id, 100, least=1)
        if url is not None:
            yield Complaint(path=(*path, "url"), code="BUTTON_URL", message="Only link buttons have a url")
    if style != PREMIUM and not words(component.get("label")).strip() and not component.get("emoji"):
        message = "A button needs a label or an emoji"
        yield Complaint(path=(*path, "label"), code="BASE_TYPE_REQUIRED", message=message)


def text(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of a text display without text."""
    yield from length((*path, "content"), component.get("content"), MOST_TEXT, least=1)


def section(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of a section without accessory or with other than one to three texts."""
    yield from count((*path, "components"), component.get("components"), 3, least=1)
    if part(component, "accessory").get("type") not in (BUTTON, THUMBNAIL):
        yield Complaint(
            path=(*path, "accessory"), code="BASE_TYPE_REQUIRED", message="A section has an accessory"
        )


def thumbnail(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of media that is not on the web or attached."""
    yield from address((*path, "media", "url"), part(component, "media").get("url"), *MEDIA)


def gallery(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of other than one to ten pictures."""
    yield from count((*path, "items"), component.get("items"), 10, least=1)
    for number, item in enumerate(objects(component.get("items"))):
        yield from address((*path, "items", number, "media", "url"), part(item, "media").get("url"), *MEDIA)


def container(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of an empty container, or one within another."""
    yield from count((*path, "components"), component.get("components"), MOST_COMPONENTS, least=1)
    if any(c.get("type") == CONTAINER for c in objects(component.get("components"))):
        yield Complaint(path=path, code="UNION_TYPE_CHOICES", message="A container cannot hold a container")


CHECKS: dict[int, Callable[[Path, Json], Iterator[Complaint]]] = {
    ROW: row,
    BUTTON: button,
    STRING_SELECT: string_select,
    **dict.fromkeys(OFFERED, entity_select),
    SECTION: section,
    TEXT: text,
    THUMBNAIL: thumbnail,
    GALLERY: gallery,
    CONTAINER: container,
}
