"""The beginning of an XML document, reduced to what feedparser needs and cannot be harmed by."""

import re
from dataclasses import dataclass
from typing import Final

DECLARATION: Final = b"<?xml version='1.0' encoding='utf-8'?>\n"

MAX_ENTITIES: Final = 400
"""HTML has 253."""

MAX_GROWTH: Final = 1_000_000
"""By how many bytes a document's own entities may make it longer."""

_HEAD: Final = 10_000
_PROLOG: Final = re.compile(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^<>\[]{0,2000}>", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:rss|feed|RDF)\b")
_ENTITY: Final = re.compile(rb"<!ENTITY\s+(\w+)\s+\"([^\"]*)\"")
_BLANKS: Final = re.compile(rb"\s{2,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A document (UTF-8) that begins with DECLARATION; whether there was junk before it.

    `is_plain` says that it declares no entities, so that its bytes mean what they say.
    """

    body: bytes
    had_junk: bool
    is_plain: bool


def opened(text: bytes) -> Opened:
    """The document without comments, instructions, a DOCTYPE without entities, and junk before its root."""
    start = _past(text, 0)
    root = _hidden_root(text, start)
    start = start if root is None else root
    if doctype := _DOCTYPE.match(text, start):
        start = _past(text, doctype.end())
    is_plain = text[start : start + 9].upper() != b"<!DOCTYPE"
    rest = text[start:] if is_plain else _plainer_doctype(text, start)
    return Opened(body=DECLARATION + rest, had_junk=root is not None, is_plain=is_plain)


def _past(text: bytes, start: int) -> int:
    """Where blanks, instructions and comments end."""
    found = _PROLOG.match(text, start)
    return found.end() if found else start


def _hidden_root(text: bytes, start: int) -> int | None:
    """Where the document begins that something else stands before; None where it begins at `start`."""
    if _ROOT.match(text, start) or text[start : start + 9].upper() == b"<!DOCTYPE":
        return None
    declaration = text.find(b"<?xml ", start, start + _HEAD)
    if declaration > start:
        return _past(text, declaration)
    found = _ROOT.search(text, start, start + _HEAD) if text[start : start + 1] != b"<" else None
    return found.start() if found else None


def _plainer_doctype(text: bytes, start: int) -> bytes:
    """The text from a DOCTYPE on, each of its entities on a line of its own and runs of blanks shortened.

    Feedparser then drops all entities that are not plain text, and takes no quadratic time for blanks. A
    DOCTYPE whose entities would blow the document up is left out.
    """
    end = text.find(b"]>", start)
    if end < 0:
        return text[start:]
    doctype, rest = text[start:end], text[end:]
    entities = _ENTITY.findall(doctype)
    growth = sum(len(value) * rest.count(b"&" + name + b";") for name, value in entities[:MAX_ENTITIES])
    if len(entities) > MAX_ENTITIES or growth > MAX_GROWTH:
        return rest[2:]
    return _BLANKS.sub(b"\n", doctype.replace(b"<!", b"\n<!")) + b"\n" + rest
