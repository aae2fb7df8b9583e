"""What a list of feeds says of each."""

from dataclasses import dataclass, field
from typing import Final

from config.phrase import Reason
from feeds.model import Backlog, FullText

NAMESPACE: Final = "urn:wirewatch:opml"
"""Of our own attributes: `backlog` and `fullText`."""

MAX_NAME: Final = 200
MAX_DEPTH: Final = 8
"""How many folders a topic names; what lies deeper is in the last of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A feed in a list; `topic` is the path of the folders it is in ("World/Europe"), or empty.

    `outlet` is the name it is shown under (OPML's `text`), `title` its own: the same where the list gives but
    one, both empty where it gives none. `full_text` is None where the list does not say. `sourceline` is the
    line of the list that it was read from.
    """

    address: str
    title: str
    outlet: str = ""
    topic: str = ""
    backlog: Backlog = "silent"
    full_text: FullText | None = None
    sourceline: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A sentence about a line of the list, or about all of it where `sourceline` is None.

    As text it is in English.
    """

    words: Reason
    sourceline: int | None = None

    def __str__(self) -> str:
        return str(self.words) if self.sourceline is None else f"Line {self.sourceline}: {self.words}"


@dataclass(frozen=True, kw_only=True, slots=True)
class OpmlReading:
    """The feeds of a list, each address once; what was wrong with it, and what it says more than once.

    Both are remarks in the order of their lines, of problems one a line. `is_list` says that the document was
    a list of feeds at all, if an empty one.
    """

    outlines: tuple[Outline, ...]
    problems: tuple[Remark, ...] = ()
    repeated: tuple[Remark, ...] = ()
    is_list: bool = True
