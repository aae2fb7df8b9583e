"""Folding: text made comparable (case, diacritics, dashes, apostrophes), with the way back."""

import unicodedata
from dataclasses import dataclass

_SPECIAL = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ĸ": "k", "ё": "е", "ґ": "г",
}  # fmt: skip
_AS_SPACE = "-‐‑‒–—―\u00a0\u2007\u202f\t\n\r"
_AS_APOSTROPHE = "’‘ʼʻ`´＇"


def _folded(character: str) -> str:
    if character in _AS_SPACE:
        return " "
    if character in _AS_APOSTROPHE:
        return "'"
    small = "".join(_SPECIAL.get(one, one) for one in character.casefold())
    apart = unicodedata.normalize("NFKD", small)
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return "".join(_SPECIAL.get(one, one) for one in bare.casefold())


class _Table(dict[int, str]):
    """Fills itself: every character is folded once in a process's life."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


_TABLE = _Table()


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """A folded text; `origins` holds the source offset of each folded character, None where they agree."""

    text: str
    origins: tuple[int, ...] | None

    def span(self, source: str, start: int, end: int) -> tuple[int, int]:
        """The source's characters behind folded characters [start, end), combining marks included."""
        if self.origins is None:
            return start, end
        last = self.origins[end - 1] + 1
        while last < len(source) and not _TABLE[ord(source[last])]:
            last += 1
        return self.origins[start], last


def fold(text: str) -> Folded:
    """Fold a text: casefold, compatibility forms, no diacritics; dashes and breaks become spaces."""
    if text.isascii():
        return Folded(text=text.lower().translate(_TABLE), origins=None)
    folded = text.translate(_TABLE)
    if all(len(_TABLE[ord(character)]) == 1 for character in set(text)):
        return Folded(text=folded, origins=None)
    origins = tuple(at for at, character in enumerate(text) for _ in _TABLE[ord(character)])
    return Folded(text=folded, origins=origins)
