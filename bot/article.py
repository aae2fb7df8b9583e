"""An article that came by no feed, a page or a pasted text, condensed (meant for a worker process)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from feeds.clean import MAX_MARKUP, headline, prose
from feeds.encoding import decoded
from feeds.model import Article, Extracted
from feeds.pages.extract import extract
from summarise.model import Report, Story, Summary

PASTED: Final = "your text"

NOWHERE: Final = "https://attachment.invalid/"
"""Where the links of a file lead that has no address."""

HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
LONGEST_FILE: Final = 400_000
"""Characters of a file that are read."""

LONGEST_SCRAP: Final = 30
LEAST_SAID: Final = 4
"""Characters and words of what is no sentence yet; other scripts say much in few characters."""

LARGEST_PAGE: Final = 1_000_000
"""Bytes of markup that are read: the articles of news stand well before, and a worker has other work."""

_FENCE: Final = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_PICTURE: Final = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK: Final = re.compile(r"\[([^\]\n]{1,300})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])")
_BLOCK_MARK: Final = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|[-*_]{3,}[ \t]*$)", re.MULTILINE
)
_EMPHASIS: Final = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
_HEAD: Final = 20_000
_MOST_ODD: Final = 0.02
"""The share of a file's first characters that may be no text at all."""

_TITLE: Final = re.compile(r"<title[^>]{0,200}>(.{1,2000}?)</title", re.IGNORECASE | re.DOTALL)
_SENTENCE_END: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_LEAST_WORDS: Final = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class NothingToRead:
    """The page or text holds no sentences of prose."""


def page_summary(body: bytes, content_type: str, address: str, sentences: int) -> Summary | NothingToRead:
    """What a web page says in at most so many sentences; menus and captions are left out.

    What is no article is read all the same, line by line: whoever names a page wants it read.
    """
    outlet = urlsplit(address).hostname or "page"
    text, title = _of_markup(body, content_type, address)
    return _summary(text, title, outlet, address, sentences)


def file_summary(body: bytes, content_type: str, sentences: int) -> Summary | NothingToRead:
    """What a file of plain text, Markdown or HTML says in at most so many sentences.

    It is read in the encoding that pages are read in; what is no text at all has nothing to read.
    """
    kind = content_type.partition(";")[0].strip()
    if kind in HTML:
        text, title = _of_markup(body, content_type, NOWHERE)
        return _summary(text, title, PASTED, None, sentences)
    text = decoded(body, content_type)[:LONGEST_FILE]
    if _is_garbage(text):
        return NothingToRead()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _summary(_unmarked(text) if "markdown" in kind else text, "", PASTED, None, sentences)


def text_summary(text: str, sentences: int) -> Summary | NothingToRead:
    """What a pasted text says in at most so many sentences; a word or two are none."""
    if len(text) <= LONGEST_SCRAP and len(text.split()) < LEAST_SAID:
        return NothingToRead()
    return _summary(text, "", PASTED, None, sentences)


def _summary(text: str, title: str, outlet: str, url: str | None, sentences: int) -> Summary | NothingToRead:
    # only workers read
    from summarise.reading import outline_of
    from summarise.stories.condense import condense

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
    report = Report(article=article, reading=outline_of(article))
    summary = condense(Story(id=0, revision=0, reports=(report,)), sentences)
    return summary if summary.sentences else NothingToRead()


def _of_markup(body: bytes, content_type: str, address: str) -> tuple[str, str]:
    """The article on a page with its title; of what is no article every line of prose."""
    body = body[:LARGEST_PAGE]
    found = extract(body, content_type, address)
    if isinstance(found, Extracted):
        return found.text, found.title
    markup = decoded(body, content_type)
    paragraphs = [line for line in prose(markup).split("\n") if _is_prose(line)]
    titled = _TITLE.search(markup[:MAX_MARKUP])
    return "\n".join(paragraphs), headline(titled[1], is_html=True) if titled else ""


def _unmarked(text: str) -> str:
    """Markdown (CommonMark) without its code, its pictures and its marks; links keep their words."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", _unfenced(text)))
    return _EMPHASIS.sub("", _BLOCK_MARK.sub("", text))


def _unfenced(text: str) -> str:
    """The text without fenced code (CommonMark §4.5); what is never closed is taken for text."""
    kept: list[str] = []
    fence, fenced = "", 0
    for line in text.split("\n"):
        if fence and (closing := line.strip(" \t")).startswith(fence) and not closing.strip(fence[0]):
            del kept[fenced:]
            fence = ""
            continue
        if not fence and (opened := _FENCE.match(line)):
            fence, fenced = opened[1], len(kept)
        kept.append(line)
    return "\n".join(kept)


def _is_garbage(text: str) -> bool:
    """Whether these are the bytes of something else than text."""
    head = text[:_HEAD]
    odd = sum(not (one.isprintable() or one in "\n\r\t\f") or one == "\ufffd" for one in head)
    return odd > len(head) * _MOST_ODD


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _LEAST_WORDS and _SENTENCE_END.search(line[-20:]) is not None
