"""Feeds in, a list of them out."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from xml.sax.saxutils import escape, quoteattr

from feeds.clean import line
from feeds.guard import shown
from feeds.opml.outline import MAX_NAME, NAMESPACE, Outline


def write_opml(outlines: Iterable[Outline], title: str = "Wirewatch feeds") -> bytes:
    """The list as OPML 2.0 in UTF-8, grouped in folders by topic; `read_opml` gives the same feeds back."""
    head = f"  <head><title>{escape(line(title))}</title></head>"
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<opml version="2.0" xmlns:wirewatch="{NAMESPACE}">',
            head,
            "  <body>",
            *_rows(outlines),
            "  </body>",
            "</opml>\n",
        )
    ).encode("utf-8", "replace")


def _rows(outlines: Iterable[Outline]) -> Iterator[str]:
    """Each folder once: its feeds, then the folders in it."""
    folders: dict[tuple[str, ...], list[Outline]] = {}
    for outline in outlines:
        folders.setdefault(_path(outline.topic), []).append(outline)
    opened: tuple[str, ...] = ()
    for path in sorted(folders):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(opened, path, strict=False)))
        yield from _closed(len(opened), shared)
        for depth, name in enumerate(path[shared:], shared):
            yield f"{_indent(depth)}<outline text={quoteattr(name)}>"
        for outline in folders[path]:
            said = " ".join(f"{name}={quoteattr(value)}" for name, value in _attributes(outline))
            yield f'{_indent(len(path))}<outline type="rss" {said}/>'
        opened = path
    yield from _closed(len(opened), 0)


def _path(topic: str) -> tuple[str, ...]:
    return tuple(name for part in topic.split("/") if (name := line(part)))


def _closed(depth: int, left: int) -> Iterator[str]:
    return (f"{_indent(level)}</outline>" for level in reversed(range(left, depth)))


def _indent(depth: int) -> str:
    return "  " * (depth + 2)


def _attributes(outline: Outline) -> Iterator[tuple[str, str]]:
    """What the list says of a feed; a name that is an address, without its secrets, stands for none."""
    title, outlet = line(outline.title, MAX_NAME), line(outline.outlet, MAX_NAME)
    yield "text", outlet or title or line(shown(outline.address), MAX_NAME)
    if outlet and title not in ("", outlet):
        yield "title", title
    yield "xmlUrl", outline.address
    if outline.backlog != "silent":
        yield "wirewatch:backlog", outline.backlog
    if outline.full_text is not None:
        yield "wirewatch:fullText", outline.full_text
