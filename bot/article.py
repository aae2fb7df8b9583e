"""An article that came by no feed, a page or a pasted text, condensed (meant for a worker process)."""

import codecs
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from feeds.clean import MAX_MARKUP, headline, prose
from feeds.model import Article
from summarise.model import Report, Story, Summary
from summarise.reading import reading_of
from summarise.stories.condense import condense

PASTED: Final = "your text"

_TITLE: Final = re.compile(r"<title[^>]{0,200}>(.{1,2000}?)</title", re.IGNORECASE | re.DOTALL)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_LEAST_WORDS: Final = 8

_UNDECLARED: Final = "cp1252"
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
"""The encodings that pages may declare (WHATWG: Encoding), by Python's names, and what reads each of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NothingToRead:
    """The page or text holds no sentences of prose."""


def page_summary(body: bytes, content_type: str, address: str, sentences: int) -> Summary | NothingToRead:
    """What a web page says in at most so many sentences; menus and captions are left out."""
    markup = _decoded(body, content_type)
    paragraphs = [line for line in prose(markup).split("\n") if _is_prose(line)]
    titled = _TITLE.search(markup[:MAX_MARKUP])
    title = headline(titled[1], is_html=True) if titled else ""
    return _summary("\n".join(paragraphs), title, urlsplit(address).hostname or "page", address, sentences)


def text_summary(text: str, sentences: int) -> Summary | NothingToRead:
    """What a pasted text says in at most so many sentences."""
    return _summary(text, "", PASTED, None, sentences)


def _summary(text: str, title: str, outlet: str, url: str | None, sentences: int) -> Summary | NothingToRead:
    article = Article(
        id=0,
        feed_id=0,
        outlet=outlet,
        guid="",
        title=title,
        text=text,
        url=url,
        author=None,
        published_at=None,
        seen_at=datetime.fromtimestamp(0, UTC),
    )
    report = Report(article=article, reading=reading_of(article))
    summary = condense(Story(id=0, revision=0, reports=(report,)), sentences)
    return summary if summary.sentences else NothingToRead()


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _LEAST_WORDS and _SENTENCE_END.search(line[-20:]) is not None


def _decoded(body: bytes, content_type: str) -> str:
    """The page's characters: valid UTF-8 wins over what is declared (HTML: determining the encoding)."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(content_type.encode()) or _CHARSET.search(body[:2048])
        return body.decode(_codec(declared[1].decode("ascii")) if declared else _UNDECLARED, "replace")


def _codec(label: str) -> str:
    """What reads a page of that encoding; an unknown one is read like one that declares none."""
    try:
        return _CODECS.get(codecs.lookup(label).name, _UNDECLARED)
    except LookupError:
        return _UNDECLARED
