"""A page's bytes as characters, in the encodings of the web alone (WHATWG: Encoding)."""

import codecs
import re
from typing import Final

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED_WITHIN: Final = 2_048
_UNDECLARED: Final = "cp1252"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CODECS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gbk",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
} | {
    name: name
    for name in (
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *(f"cp{page}" for page in (866, 874, 932, 949, *range(1250, 1259))),
        *("gbk", "gb18030", "big5", "euc_jp", "iso2022_jp"),
    )
}
"""The encodings that pages may declare, by Python's names, and what reads each of them."""


def decoded(body: bytes, content_type: str) -> str:
    """The page's characters; whatever cannot be read is U+FFFD, and nothing raises.

    A byte order mark wins, then valid UTF-8, then what the header or the document's first 2,048 bytes declare
    (HTML: determining the character encoding); a page that declares nothing known is read as windows-1252.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(content_type.encode("utf-8", "replace")) or _CHARSET.search(
            body[:_DECLARED_WITHIN]
        )
        return body.decode(_codec(declared[1].decode("ascii")) if declared else _UNDECLARED, "replace")


def _codec(label: str) -> str:
    """What reads a page of that encoding; an unknown one is read like one that declares none."""
    try:
        return _CODECS.get(codecs.lookup(label).name, _UNDECLARED)
    except LookupError:
        return _UNDECLARED
