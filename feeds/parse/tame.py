"""Malformed documents are kept from costing more time than a feed is worth."""

import re
from typing import Final

from feeds.parse.entries import MAX_ENTRIES
from feeds.parse.outline import LONG_AUTHOR

_ENTRY_END: Final = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:item|entry)\s{0,10}>", re.IGNORECASE)
_GIANT_TAG: Final = re.compile(rb"<[^<>]{20000,}>?")
_AUTHOR: Final = re.compile(
    rb"(<(?:[\w.-]{1,40}:)?(?:author|creator|managingeditor|webmaster|publisher)\b[^<>]{0,2000}>"
    rb"(?:\s*<!\[CDATA\[)?[^<]{%d})[^<]+" % LONG_AUTHOR,
    re.IGNORECASE,
)


def tamed(body: bytes) -> tuple[bytes, int]:
    """The document up to its MAX_ENTRIES-th entry, without giant tags and with authors shortened.

    With it comes how many entries were cut off. Feedparser takes quadratic time for all three.
    """
    ends = [found.end() for found in _ENTRY_END.finditer(body)]
    surplus = max(0, len(ends) - MAX_ENTRIES)
    if surplus:
        body = body[: ends[MAX_ENTRIES - 1]]
    return _AUTHOR.sub(rb"\1", _GIANT_TAG.sub(b"", body)), surplus
