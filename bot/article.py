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
    found = extract(body, content_type, address)
    if isinstance(found, Extracted):
        return _summary(found.text, found.title, outlet, address, sentences)
    markup = decoded(body, content_type)
    paragraphs = [line for line in prose(markup).split("\n") if _is_prose(line)]
    titled = _TITLE.search(markup[:MAX_MARKUP])
    title = headline(titled[1], is_html=True) if titled else ""
    return _summary("\n".join(paragraphs), title, outlet, address, sentences)


def text_summary(text: str, sentences: int) -> Summary | NothingToRead:
    """What a pasted text says in at most so many sentences."""
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


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _LEAST_WORDS and _SENTENCE_END.search(line[-20:]) is not None
