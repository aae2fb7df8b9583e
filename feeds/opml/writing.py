"""Feeds in, a list of them out."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from feeds.clean import line
from feeds.opml.outline import MAX_NAME, NAMESPACE, Outline


def write_opml(outlines: Iterable[Outline], title: str = "Wirewatch feeds") -> bytes:
    """The list as OPML 2.0 in UTF-8, grouped in folders by topic; `read_opml` gives the same feeds back."""
    folders: dict[str, list[Outline]] = {}
    for outline in outlines:
        folders.setdefault(outline.topic, []).append(outline)
    rows = [row for topic in sorted(folders) for row in _folder(topic, folders[topic])]
    head = f"  <head><title>{escape(line(title))}</title></head>"
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<opml version="2.0" xmlns:wirewatch="{NAMESPACE}">',
            head,
            "  <body>",
            *rows,
            "  </body>",
            "</opml>\n",
        )
    ).encode("utf-8", "replace")


def _folder(topic: str, outlines: Iterable[Outline]) -> Iterator[str]:
    names = [name for name in topic.split("/") if name]
    for depth, name in enumerate(names):
        yield f"{'  ' * (depth + 2)}<outline text={quoteattr(line(name))}>"
    indent = "  " * (len(names) + 2)
    for outline in outlines:
        said = " ".join(f"{name}={quoteattr(value)}" for name, value in _attributes(outline))
        yield f'{indent}<outline type="rss" {said}/>'
    for depth in reversed(range(len(names))):
        yield f"{'  ' * (depth + 2)}</outline>"


def _attributes(outline: Outline) -> Iterator[tuple[str, str]]:
    """What the list says of a feed; a name that is an address stands for none."""
    title, outlet = line(outline.title, MAX_NAME), line(outline.outlet, MAX_NAME)
    yield "text", outlet or title or outline.address
    if outlet and title not in ("", outlet):
        yield "title", title
    yield "xmlUrl", outline.address
    if outline.backlog != "silent":
        yield "wirewatch:backlog", outline.backlog
    if outline.full_text is not None:
        yield "wirewatch:fullText", outline.full_text
