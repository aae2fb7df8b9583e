"""Where the entries of a document begin and end, found by a fast strict reader (expat)."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from feeds.parse.tags import Namespaces, Role

MAX_ATTRIBUTES: Final = 200
MAX_DEPTH: Final = 200
LONG_AUTHOR: Final = 1_000

_CDATA: Final = re.compile(rb"<!\[CDATA\[|\]\]>")
_TAG: Final = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_INHERITED: Final = frozenset((f"{_XML} base", f"{_XML} lang", "base", "lang"))
_BASES: Final = frozenset((f"{_XML} base", "base"))
_ABOUT: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns# about"
_CONTENTS: Final = frozenset(("content", "encoded", "fullitem"))
_OPENINGS: Final = _CONTENTS | {"description", "summary", "abstract"}
_MEANT: Final = frozenset(("root", "id", "author", "link", "words", "volatile"))
_DEEPEST_ENTRY: Final = 3


@dataclass(slots=True)
class Piece:
    """An element's bytes, from `start` to before `end`; its inside, from `opened` to before `closed`."""

    start: int
    opened: int = 0
    closed: int = 0
    end: int = 0


@dataclass(slots=True)
class Found(Piece):
    """An entry: its id, what of it changes without news, and what it inherits (namespaces, base, language).

    `is_absurd` says that it has more attributes or levels than anybody means.
    """

    id: str = ""
    passing: list[Piece] = field(default_factory=list)
    inherited: str = ""
    is_absurd: bool = False


@dataclass(slots=True)
class Outline:
    """A document's entries in order, and its authors of more than LONG_AUTHOR bytes.

    `is_entangled` says that what feedparser makes of one entry may depend on others (an xml:base, for one,
    holds for those after it, where the feed has none). `needs_first` says that the first entry ends what the
    feed's own description began (feedparser's `hasContent`).
    """

    entries: list[Found] = field(default_factory=list)
    long_authors: list[Piece] = field(default_factory=list)
    is_entangled: bool = False
    needs_first: bool = False


def outline(body: bytes) -> Outline:
    """The outline of a document in UTF-8; raises expat.ExpatError where it is not well-formed."""
    return _Reader(body).read()


class _Reader:
    def __init__(self, body: bytes) -> None:
        self._body = body
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartNamespaceDeclHandler = self._bind
        self._found = Outline()
        self._depth = 0
        self._closers: dict[int, Callable[[], None]] = {}
        self._namespaces = Namespaces()
        self._roles = self._namespaces.roles
        self._bound = 0
        self._inherited = ""
        self._entry: Found | None = None
        self._entry_depth = 0
        self._is_absurd = False
        self._has_base = self._bases_leak = self._has_relative = False
        self._in_words = False
        self._takes_markup = False
        self._is_passing = False
        self._own = Piece(start=0)
        self._author: Piece | None = None
        self._descriptions = 0

    def read(self) -> Outline:
        parser = self._parser
        try:
            parser.Parse(self._body, True)
        finally:  # no circle is left that keeps the body
            parser.StartElementHandler = parser.EndElementHandler = parser.StartNamespaceDeclHandler = None
        self._found.needs_first = self._descriptions > 1
        self._found.is_entangled |= self._bases_leak and self._has_relative
        return self._found

    def _bind(self, prefix: str | None, address: str | None) -> None:
        self._bound += 1
        if self._entry is None and not self._found.entries:
            self._inherited += f"{prefix}={address} "
        self._found.is_entangled |= self._namespaces.ties(prefix or "", address or "")

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth = depth = self._depth + 1
        role = self._roles.get(name) or self._namespaces.role(name)
        if self._bound or depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            self._weigh(role, len(attributes) // 2 + self._bound)
        if attributes and role != "root" and not _BASES.isdisjoint(attributes[::2]):
            self._bases_leak |= not self._has_base
        if self._in_words:
            self._found.is_entangled |= role != "plain" or not self._takes_markup
        elif role == "entry":
            self._start_entry(attributes)
        elif self._entry is not None:
            if role in _MEANT:
                self._start_within(role, attributes)
        else:
            self._start_beside(name, role, attributes)

    def _end(self, _name: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        if depth in self._closers:
            self._closers.pop(depth)()

    def _weigh(self, role: Role, attributes: int) -> None:
        """Mark the entry of an element with so many attributes and namespaces, if that is absurd."""
        self._bound = 0
        if self._depth > MAX_DEPTH or attributes > MAX_ATTRIBUTES:
            self._is_absurd |= self._entry is not None or role == "entry"

    def _start_beside(self, name: str, role: Role, attributes: list[str]) -> None:
        """An element of the feed itself."""
        if role == "root":
            pairs = zip(attributes[::2], attributes[1::2], strict=True)
            self._has_base |= not _BASES.isdisjoint(attributes[::2])
            self._inherited += "".join(f"{key}={value} " for key, value in pairs if key in _INHERITED)
        elif role == "words":
            self._start_words(attributes)
            local = name.rpartition(" ")[2].lower()
            if local in _OPENINGS:
                self._descriptions += 2 if local in _CONTENTS else 1
                self._found.is_entangled |= bool(self._found.entries)
        elif role == "author":
            self._start_author()

    def _start_entry(self, attributes: list[str]) -> None:
        if self._entry is not None or self._depth > _DEEPEST_ENTRY:
            self._found.is_entangled = True
            return
        self._entry = entry = Found(start=self._parser.CurrentByteIndex, inherited=self._inherited)
        if _ABOUT in attributes[::2]:
            entry.id = dict(zip(attributes[::2], attributes[1::2], strict=True))[_ABOUT]
        self._entry_depth = self._depth
        self._closers[self._depth] = self._end_entry

    def _end_entry(self) -> None:
        if self._entry is None:
            return
        self._enclose(self._entry)
        self._entry.is_absurd = self._is_absurd
        self._found.entries.append(self._entry)
        self._entry, self._is_absurd = None, False

    def _start_within(self, role: Role, attributes: list[str]) -> None:
        """An element of an entry that means something."""
        if role == "words":
            self._start_words(attributes)
        elif role == "root":
            self._found.is_entangled = True
        elif role == "id":
            if self._depth == self._entry_depth + 1:
                self._start_id()
        elif role == "author":
            self._start_author()
        elif role == "link":
            self._has_relative |= not any("://" in value for value in attributes[1::2])
            if "replies" in attributes:
                self._start_passing()
        elif role == "volatile":
            self._start_passing()

    def _start_words(self, attributes: list[str]) -> None:
        self._in_words = True
        kind = attributes[attributes.index("type") + 1].lower() if "type" in attributes[::2] else ""
        self._takes_markup = kind == "xhtml" or kind.endswith("xml")
        self._closers[self._depth] = self._end_words

    def _end_words(self) -> None:
        self._in_words = False

    def _start_passing(self) -> None:
        if self._is_passing or self._entry is None:
            return
        self._is_passing = True
        self._entry.passing.append(Piece(start=self._parser.CurrentByteIndex))
        self._closers[self._depth] = self._end_passing

    def _end_passing(self) -> None:
        self._is_passing = False
        if self._entry is not None:
            self._enclose(self._entry.passing[-1])

    def _start_id(self) -> None:
        self._own = Piece(start=self._parser.CurrentByteIndex)
        self._closers[self._depth] = self._end_id

    def _end_id(self) -> None:
        self._enclose(self._own)
        own = _text(self._body[self._own.opened : self._own.closed])
        self._has_relative |= ":" not in own
        if self._entry is not None:
            self._entry.id = own or self._entry.id

    def _start_author(self) -> None:
        if self._author is None:
            self._author = Piece(start=self._parser.CurrentByteIndex)
            self._closers[self._depth] = self._end_author

    def _end_author(self) -> None:
        if self._author is not None and self._parser.CurrentByteIndex - self._author.start > LONG_AUTHOR:
            self._enclose(self._author)
            self._found.long_authors.append(self._author)
        self._author = None

    def _enclose(self, piece: Piece) -> None:
        """Find where an element that ends here opened, closed and ended (XML §3.1)."""
        tag = _TAG.match(self._body, piece.start)
        assert tag is not None, "expat has read this tag"
        piece.opened = tag.end()
        if self._body[piece.opened - 2 : piece.opened] == b"/>":
            piece.closed = piece.end = piece.opened
        else:
            piece.closed = self._parser.CurrentByteIndex
            piece.end = self._body.index(b">", piece.closed) + 1


def _text(raw: bytes) -> str:
    """The text that an element without children holds."""
    if b"<" in raw:
        raw = _CDATA.sub(b"", raw)
    return html.unescape(raw.decode("utf-8", "replace")).strip()
