"""Sixty events of 20 to 27 April 2022 in and around the war in Ukraine, told in our own words.

The accounts are in the folder's TOML files, one table an account with the name of its gold story; outlets
and addresses are invented (example.org, RFC 2606), persons and facts are public. `guterres_putin.toml` is set
apart: it tells the seeds' event, and meetings of the same two men in other years.
`python -m tests.summarise.stories.war` prints the set as ../shared/eval/score.py reads it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from feeds.model import Article
from summarise.model import Reading, Trace
from summarise.reading import reading_of
from summarise.stories.group import trace_of

FOLDER = Path(__file__).parent
APART = "guterres_putin"
SEEDS_STORY = "guterres-to-meet-putin"
REPLACEMENT = "replacement-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """One outlet's article, and the name of the event that it tells."""

    story: str
    article: Article


@lru_cache(maxsize=200)
def read(article: Article) -> Reading:
    """The article, read once for all tests."""
    return reading_of(article)


@lru_cache(maxsize=200)
def traced(article: Article) -> Trace:
    """The article as stories are grouped by it."""
    return trace_of(article, read(article))


@lru_cache(maxsize=1)
def sixty() -> tuple[Account, ...]:
    """The accounts of the sixty stories in order of publication, numbered from 1001."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != APART)
    return _numbered([row for name in names for row in _rows(name)], 1001)


@lru_cache(maxsize=1)
def _apart() -> tuple[Account, ...]:
    return _numbered(list(_rows(APART)), 2001)


def own_seeds() -> tuple[Account, ...]:
    """Two accounts of the seeds' event."""
    return tuple(account for account in _apart() if account.story == SEEDS_STORY)


def replacements() -> tuple[Account, ...]:
    """Accounts of other meetings of the seeds' two men, each of its own event and year."""
    return tuple(account for account in _apart() if account.story.startswith(REPLACEMENT))


def _rows(name: str) -> Iterator[dict[str, str | datetime]]:
    """The tables of one file, their paragraphs on a line each."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        for row in tomllib.load(file)["article"]:
            paragraphs = (" ".join(part.split()) for part in row["text"].strip().split("\n\n"))
            yield {**row, "text": "\n".join(paragraphs)}


def _numbered(rows: list[dict[str, str | datetime]], first: int) -> tuple[Account, ...]:
    rows.sort(key=lambda row: (row["published"], row["title"]))
    return tuple(_account(number, **row) for number, row in enumerate(rows, first))  # type: ignore[arg-type]


def _account(number: int, *, story: str, outlet: str, published: datetime, title: str, text: str) -> Account:
    """The address tells the outlet (its host) and the headline, never the gold story."""
    url = f"https://{_slug(outlet)}.example.org/{published:%Y/%m/%d}/{_slug(title)}"
    return Account(
        story=story,
        article=Article(
            id=number,
            feed_id=1,
            outlet=outlet,
            guid=url,
            title=title,
            text=text,
            url=url,
            author=None,
            published_at=published,
            seen_at=published,
        ),
    )


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.casefold()).strip("-")


def rows() -> tuple[dict[str, Any], ...]:
    """The sixty stories and our accounts of the seeds' event in order of time, as score.py's groups."""
    told = sorted((*sixty(), *own_seeds()), key=lambda account: account.article.at)
    return tuple(
        {
            "id": account.article.guid,
            "title": account.article.title,
            "text": account.article.text,
            "url": account.article.url,
            "published": account.article.at.isoformat(),
            "gold": {"story": account.story},
        }
        for account in told
    )
