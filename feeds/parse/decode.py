"""Any bytes of a document in, UTF-8 out."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from config.phrase import Phrase, phrase
from feeds.parse.prolog import opened

SAMPLE: Final = 20_000
"""How many bytes the guess of an undeclared encoding may look at."""

_HEAD: Final = 10_000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED: Final = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_CODECS: Final = {
    name: name
    for name in (
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *(f"cp{page}" for page in (437, 850, 852, 855, 866, 874, 932, 949, 950, *range(1250, 1259))),
        *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620", "gb18030", "hz", "big5hkscs", "johab"),
        *("euc_jp", "euc_jisx0213", "iso2022_jp", "iso2022_jp_2", "iso2022_kr", "shift_jisx0213"),
    )
} | {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""The encodings that feeds may be in, by Python's names, and what reads each fullest (WHATWG: Encoding)."""

_ALIASES: Final = {"x-sjis": "cp932", "windows-874": "cp874", "windows-949": "cp949", "windows-31j": "cp932"}
_LATIN: Final = frozenset(
    (
        "cp1250",
        "cp1252",
        "cp1254",
        "cp1257",
        "iso8859-2",
        "iso8859-4",
        "iso8859-13",
        "iso8859-15",
        "iso8859-16",
    )
)
_NOT_LEADING: Final = bytes(range(0xC0))

_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.IGNORECASE)
_REFERENCE: Final = re.compile(rb"&#(?:0*([0-9]{1,12})|[xX]0*([0-9a-fA-F]{1,8}));")
_LETTERS_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]{3}")
_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]")
_FORBIDDEN: Final = bytes(byte for byte in range(32) if byte not in b"\t\n\r")


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A document in UTF-8 that begins with DECLARATION; `notes` say what was odd, for people.

    `is_plain` says that its prolog declares no entities, so that its bytes mean what they say.
    """

    body: bytes
    notes: tuple[Phrase, ...] = ()
    is_plain: bool = True


def decoded(body: bytes, content_type: str) -> Decoded:
    """The document in UTF-8, characters that XML forbids left out or replaced by U+FFFD.

    A byte order mark decides, else valid UTF-8, else what the server and then the document declare (RFC 7303
    §3), else a guess. What the declared encoding cannot read is replaced, not lost. Comments, instructions,
    a DOCTYPE without entities and junk before the root element are left out.
    """
    text, note = utf8(body, content_type)
    notes = [note] if note else []
    if (allowed := text.translate(None, _FORBIDDEN)) != text:
        text = allowed
        notes.append(phrase("It holds control characters, which were left out."))
    if b"&#" in text:
        text = _REFERENCE.sub(_possible, text)
    opening = opened(text)
    if opening.had_junk:
        notes.append(phrase("Something else stands before the document and was passed over."))
    return Decoded(body=opening.body, notes=tuple(notes), is_plain=opening.is_plain)


def utf8(body: bytes, content_type: str) -> tuple[bytes, Phrase | None]:
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _encoded(body[len(mark) :], codec), None
    for opening, codec in _UNMARKED:
        if body.startswith(opening):
            return _encoded(body, codec), None
    served, written = _CHARSET.search(content_type), _DECLARED.search(body[:_HEAD])
    labels = (served and served[1], written and written[1].decode("ascii", "replace"))
    known = [codec for codec in map(_codec, filter(None, labels)) if codec]
    if _is_utf8(body) and not (b"\x1b" in body and any("2022" in codec for codec in known)):
        return body, None
    return _as_declared(body, known)


def _as_declared(body: bytes, known: list[str]) -> tuple[bytes, Phrase | None]:
    """What is no valid UTF-8, read as declared; a few bytes that do not fit are replaced."""
    mostly = body.decode("utf-8", "replace")
    if 0 < mostly.count("\ufffd") * 10 <= len(body.translate(None, _NOT_LEADING)):
        return mostly.encode(), _replaced("UTF-8")
    for codec in known:
        try:
            return body.decode(codec).encode("utf-8", "replace"), None
        except UnicodeDecodeError:
            continue
    fitting = next((codec for codec in known if codec != "utf-8"), None)
    if fitting:
        return _encoded(body, fitting), _replaced(fitting)
    guess = _guessed(body)
    return _encoded(body, guess), phrase(
        "It declares no encoding that fits and was read as {encoding}.", encoding=guess
    )


def _replaced(encoding: str) -> Phrase:
    return phrase("Some bytes are no {encoding} and were replaced.", encoding=encoding)


def _guessed(body: bytes) -> str:
    """The likeliest encoding; where single letters stand out from ASCII, one of a Latin alphabet."""
    found = _BEYOND_ASCII.search(body)
    sample = body[found.start() if found else 0 :][:SAMPLE]
    import chardet  # most documents say what they are in

    guess = _codec(chardet.detect(sample)["encoding"] or "") or "cp1252"
    return guess if guess in _LATIN or _LETTERS_BEYOND_ASCII.search(sample) else "cp1252"


def _codec(label: str) -> str | None:
    """Python's name of what reads this encoding; None where it is unknown or says nothing (ASCII)."""
    try:
        return _CODECS.get(codecs.lookup(_ALIASES.get(label.lower(), label)).name)
    except (LookupError, ValueError):
        return None


def _encoded(body: bytes, codec: str) -> bytes:
    return body.decode(codec, "replace").encode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    if body.isascii():
        return True
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _possible(reference: re.Match[bytes]) -> bytes:
    """The character reference, or U+FFFD's where XML has no such character (feedparser raises on it)."""
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    is_character = number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0x10FFFF
    return reference[0] if is_character else b"&#xFFFD;"
