"""One article read: its language, sentences, actors, quotes, appointments and terms."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from feeds.model import Article
from summarise.actors.beside import own
from summarise.actors.dates import appointments
from summarise.actors.match import Hit
from summarise.actors.quotes import quotes
from summarise.actors.role import role_of
from summarise.actors.roster import Roster, roster
from summarise.actors.statements import statements
from summarise.actors.unknowns import unknowns
from summarise.model import CatalogueText, Mention, Reading, Sentence
from summarise.text.clean import news_spans
from summarise.text.language import language_of
from summarise.text.paragraphs import Span
from summarise.text.sentences import sentences
from summarise.text.words import hidden, in_title_case, names, words

_LONGEST_TEXT = 100_000
_LONGEST_TITLE = 1_000
_TITLE_WEIGHT = 2
_MOST_TERMS = 200
_MOST_NAMES = 60


def outline_of(article: Article, furniture: frozenset[int] = frozenset()) -> Reading:
    """An article's language and sentences, which is all that condensing it takes; the rest is empty."""
    text, title = article.text[:_LONGEST_TEXT], article.title[:_LONGEST_TITLE]
    language = language_of(f"{title}\n{text}", article.language)
    return Reading(
        language=language,
        sentences=sentences(text, language, furniture),
        mentions=(),
        headline_mentions=(),
        quotes=(),
        statements=(),
        appointments=(),
        terms={},
    )


def reading_of(
    article: Article, furniture: frozenset[int] = frozenset(), texts: tuple[CatalogueText, ...] = ()
) -> Reading:
    """What an article says, by offsets into its text (mentions in the headline: into its title).

    Lines with the keys in `furniture` (text.boilerplate) are no news. `texts` are actors beside the shipped.

    Only the first 100,000 characters are read. Titles of office stand for who held them on the day the
    article was published; without that day, for who holds them now, and no appointments are found.
    Nothing is raised, whatever the text holds.
    """
    outline = outline_of(article, furniture)
    language, found = outline.language, outline.sentences
    text, title = article.text[:_LONGEST_TEXT], article.title[:_LONGEST_TITLE]
    on = article.published_at.date() if article.published_at else None
    actors = roster(texts)
    in_title, in_text = actors.matcher.hits((title, text), on)
    mentions, strangers = _mentions(text, in_text, found), unknowns(text, found, in_text)
    headline_added, added = _added((title, text), (in_title, in_text), actors, on, found)
    everyone = actors.catalogue
    spoken = quotes(text, found, mentions, strangers, language=language, catalogue=everyone, on=on)
    reported = statements(
        text, found, mentions, spoken, strangers, language=language, catalogue=everyone, on=on
    )
    news = news_spans(text, furniture)
    return replace(
        outline,
        mentions=mentions,
        headline_mentions=_mentions(title, in_title, ()),
        quotes=spoken,
        statements=reported,
        appointments=appointments(text, found, mentions, on, language, article.published_at),
        terms={
            **_terms(title, text, news, language),
            **_names(title, in_title, _unnamed(text, news, in_text), language),
        },
        unknowns=strangers,
        added=added,
        headline_added=headline_added,
    )


def _added(
    texts: tuple[str, str],
    shared: tuple[Sequence[Hit], Sequence[Hit]],
    actors: Roster,
    on: date | None,
    found: Sequence[Sentence],
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Where headline and text name actors that guilds added for themselves, in order."""
    hits: tuple[list[Hit], list[Hit]] = [], []
    for _, matcher in actors.added:
        for held, some in zip(hits, own(texts, shared, matcher.hits(texts, on)), strict=True):
            held.extend(some)
    for held in hits:
        held.sort(key=lambda hit: (hit.start, hit.end, hit.actor.id))
    return _mentions(texts[0], hits[0], ()), _mentions(texts[1], hits[1], found)


def _mentions(text: str, hits: Sequence[Hit], found: Sequence[Sentence]) -> tuple[Mention, ...]:
    starts = [sentence.start for sentence in found]
    return tuple(
        Mention(
            start=hit.start,
            end=hit.end,
            actor=hit.actor.id,
            name=hit.actor.name,
            role=role_of(text, hit.start, hit.end, _around(text, hit.start, found, starts)),
        )
        for hit in hits
    )


def _around(text: str, at: int, found: Sequence[Sentence], starts: Sequence[int]) -> tuple[int, int]:
    number = bisect_right(starts, at) - 1
    if number < 0 or found[number].end <= at:
        return 0, len(text)
    return found[number].start, found[number].end


def _terms(title: str, text: str, news: Sequence[Span], language: str) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for word in words(title, language):
        counts[word] += _TITLE_WEIGHT
    for start, end in news:
        counts.update(words(text[start:end], language))
    return dict(counts.most_common(_MOST_TERMS))


def _unnamed(text: str, news: Sequence[Span], hits: Sequence[Hit]) -> str:
    """The text, as long as it was, without what is no news and without the actors."""
    notes, at = [], 0
    for start, end in news:
        notes.append((at, start))
        at = end
    notes.append((at, len(text)))
    return hidden(text, (*notes, *((hit.start, hit.end) for hit in hits)))


def _names(title: str, in_title: Sequence[Hit], text: str, language: str) -> Mapping[str, int]:
    """The names that are no actor's, under keys of their own, which tell one event from its like."""
    counts = Counter(names(text, language))
    if not in_title_case(title):
        counts.update(names(hidden(title, ((hit.start, hit.end) for hit in in_title)), language))
    return dict(counts.most_common(_MOST_NAMES))
