"""UTF-8 that was read as Windows-1252 or ISO 8859-1, undone where the result is what news uses."""

import re

_HIGH = [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)]
_BYTE = {chr(code): code for code in range(256)} | {character: code for code, character in enumerate(_HIGH)}


def _kind(codes: range) -> str:
    return "[" + "".join(re.escape(_HIGH[code]) + re.escape(chr(code)) for code in codes) + "]"


_TAIL = _kind(range(0x80, 0xC0))
_PAIR = f"{_kind(range(0xC2, 0xE0))}{_TAIL}"
_THREE = f"{_kind(range(0xE0, 0xF0))}{_TAIL}{{2}}"
_FOUR = f"{_kind(range(0xF0, 0xF5))}{_TAIL}{{3}}"
ENCODED = f"(?:{_FOUR}|{_THREE}|{_PAIR})+"
"""Matches a run of characters whose bytes are one or more UTF-8 characters."""

_ORDINARY = re.compile(
    r"[\u00a1-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2122"
    r"\U0001f300-\U0001faff]+|\u00a0"
)
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u045f\u0490\u0491\u05d0-\u05ea\u0600-\u06ff]{2,}")
_TYPOGRAPHIC = frozenset("\u00a0\u00ad–—‘’‚“”„…‹›«»")
_MOST_LAYERS = 3


def decoded(run: str, before: str, after: str) -> str:
    """What a run that matches `ENCODED` stood for; "" where that is not certain.

    `before` and `after` are the characters beside it, or "". A pair like "Ä“" may be a capital and the
    quotation mark that follows it, so one that ends in typography needs a small letter beside it.
    """
    if len(run) == 2 and run[1] in _TYPOGRAPHIC and not (before.islower() or after.islower()):
        return ""
    for _ in range(_MOST_LAYERS):
        read = _read(run)
        if not (_ORDINARY.fullmatch(read) or _FOREIGN.fullmatch(read)):
            return ""
        if not re.fullmatch(ENCODED, read):
            return read
        run = read
    return ""


def _read(run: str) -> str:
    try:
        return bytes(_BYTE[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return ""
