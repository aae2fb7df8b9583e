"""Letters that came as several characters, read as what they were, with the way back."""

import html
import re
from collections.abc import Iterator
from typing import Final

from summarise.text.mend import Mend, Mended
from summarise.text.mojibake import ENCODED, decoded

_REFERENCE: Final = r"&(?:[A-Za-z]{3,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});"
_SUSPECT: Final = re.compile(r"[Â-Ù][^\x00-\x7f]|&[#A-Za-z]")
_BROKEN: Final = re.compile(f"(?P<encoded>{ENCODED})|{_REFERENCE}")


def unbroken(text: str) -> Mended:
    """The text with every letter that is certain: UTF-8 read as Windows-1252 ("Ã³"), references ("&oacute;").

    What stands for no letter (quotes, dashes) stays as it is.
    """
    if (text.isascii() and "&" not in text) or _SUSPECT.search(text) is None:
        return Mended(text=text, mends=())
    mends = tuple(_mends(text))
    pieces, at = [], 0
    for mend in mends:
        pieces += [text[at : mend.start], mend.now]
        at = mend.start + len(mend.was)
    return Mended(text="".join((*pieces, text[at:])), mends=mends)


def _mends(text: str) -> Iterator[Mend]:
    for found in _BROKEN.finditer(text):
        was, (start, end) = found[0], found.span()
        if found["encoded"]:
            now = decoded(was, text[max(0, start - 1) : start], text[end : end + 1])
        else:
            now = html.unescape(was)
        if now and now != was and now.isalpha():
            yield Mend(start=start, was=was, now=now)
