"""Finding actors, part by part, on made-up names and prose: Wirewatch's parts, floors and a plain peer."""

import re
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

from benchmarks.measuring import MB
from benchmarks.people import FORMS, catalogue, english, quoting, russian
from benchmarks.results import Pace
from feeds.model import Article
from summarise.actors.catalogue import Catalogue
from summarise.actors.fold import Folded, fold
from summarise.actors.index import Index
from summarise.reading import reading_of
from summarise.text.sentences import sentences

ALTERNATED = 300
"""Characters that the regular expression is tried on: it takes most of a millisecond for each."""


def run(*, who: str, rounds: int) -> Pace:
    """`who` is one of PARTS; the best of some rounds."""
    prepare, work = PARTS[who]
    given = prepare()
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        units = work(given)
        spent.append(time.process_time() - began)
    return Pace(seconds=min(spent), units=units)


def _build(known: Catalogue) -> float:
    Index(known)
    return FORMS


def _to_search() -> tuple[Index, list[tuple[str, Folded]]]:
    return Index(catalogue()), [(article, fold(article)) for article in english()]


def _search(given: tuple[Index, list[tuple[str, Folded]]]) -> float:
    index, articles = given
    found = sum(len(index.candidates(article, folded)) for article, folded in articles)
    if found < 10 * len(articles):
        sys.exit("names were not found")
    return _megabytes(folded.text for _, folded in articles)


def _to_count() -> list[bytes]:
    return [fold(article).text.encode() for article in english()]


def _count(articles: list[bytes]) -> float:
    name = fold(catalogue().actors[0].name).text.encode()
    for article in articles:
        article.count(name)
    return sum(map(len, articles)) / MB


def _to_alternate() -> tuple[re.Pattern[str], str]:
    forms = {fold(alias).text for actor in catalogue().actors for alias in actor.aliases}
    return re.compile("|".join(map(re.escape, sorted(forms)))), fold(english()[0]).text[:ALTERNATED]


def _alternate(given: tuple[re.Pattern[str], str]) -> float:
    alternation, told = given
    alternation.findall(told)
    return _megabytes([told])


def _fold(articles: list[str]) -> float:
    return _megabytes([fold(article).text for article in articles])


def _lower(articles: list[str]) -> float:
    return _megabytes([article.lower() for article in articles])


def _read(articles: list[Article]) -> float:
    if not all(reading_of(article).mentions for article in articles):
        sys.exit("nobody was found")
    return len(articles)


def _split(articles: list[Article]) -> float:
    for article in articles:
        sentences(article.text, "en")
    return len(articles)


def _megabytes(texts: Iterable[str]) -> float:
    return sum(len(told.encode()) for told in texts) / MB


PARTS: Final[dict[str, tuple[Callable[[], Any], Callable[[Any], float]]]] = {
    "build": (catalogue, _build),
    "search": (_to_search, _search),
    "count": (_to_count, _count),
    "alternate": (_to_alternate, _alternate),
    "fold english": (english, _fold),
    "lower english": (english, _lower),
    "fold russian": (russian, _fold),
    "lower russian": (russian, _lower),
    "read": (quoting, _read),
    "split": (quoting, _split),
}
"""What each contestant needs, and what it then does: the units done, of forms, megabytes or articles."""
