"""What grouping remembers of an article, small enough to be kept with it."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from feeds.model import Article
from summarise.model import Reading, Trace
from summarise.text.words import words

LEAD: Final = 60
"""So many content words of the first sentences are the lead."""

FIRST_SENTENCES: Final = 12
"""The lead and the pairs of neighbouring words are sought in so many sentences."""

MOST_BIGRAMS: Final = 60

_LONGEST_SENTENCE, _LONGEST_TITLE = 2_000, 1_000


def trace_of(article: Article, reading: Reading) -> Trace:
    """What grouping remembers of an article: counts of at most a few hundred terms.

    Lead and bigrams hold only words that the reading counted, so nothing of what is set apart as no news.
    """
    counted = reading.terms
    lead: Counter[str] = Counter()
    bigrams: dict[str, None] = {}
    for told in _first_words(article, reading):
        known = [word for word in told if word in counted]
        lead.update(known[: max(0, LEAD - lead.total())])
        bigrams.update(dict.fromkeys(f"{one} {other}" for one, other in pairwise(known)))
        if lead.total() >= LEAD:
            break
    return Trace(
        article=article.id,
        outlet=article.outlet,
        at=article.at,
        title=article.title,
        terms=counted,
        actors=reading.actors,
        language=reading.language,
        lead=dict(lead),
        bigrams=tuple(bigrams)[:MOST_BIGRAMS],
    )


def _first_words(article: Article, reading: Reading) -> Iterator[tuple[str, ...]]:
    for sentence in reading.sentences[:FIRST_SENTENCES]:
        end = min(sentence.end, sentence.start + _LONGEST_SENTENCE)
        yield words(article.text[sentence.start : end], reading.language)
