"""Who is in a text that came by no feed, and who says what there (meant for a worker process)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from feeds.model import Article
from summarise.model import CatalogueText, Part, Quote, Reading


@dataclass(frozen=True, kw_only=True, slots=True)
class Utterance:
    """What somebody says, in their words or reported; `speaker` is a name, or the words of the text."""

    text: str
    speaker: str | None
    is_quote: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """Who is named, best first, what is said, and the names of those whom the catalogue does not know."""

    parts: tuple[Part, ...]
    said: tuple[Utterance, ...]
    unknown: tuple[str, ...]


def people_in(text: str, at: datetime, texts: tuple[CatalogueText, ...], guild: str | None) -> People:
    """Read the text as an article of that moment; `texts` are actors beside the shipped, of which those that
    a guild added for itself count for that guild alone."""
    # only workers read
    from summarise.actors.salience import salience
    from summarise.reading import reading_of

    article = Article(
        id=0,
        feed_id=0,
        outlet="",
        guid="",
        title="",
        text=text,
        url=None,
        author=None,
        published_at=at,
        seen_at=at,
    )
    reading = reading_of(article, frozenset(), texts)
    parts = salience(reading, guild)
    known = {part.name for part in parts}
    strangers = (*(one.name for one in reading.unknowns), *_unknown_speakers(reading))
    unknown = tuple(dict.fromkeys(name for name in strangers if name not in known))
    return People(parts=parts, said=_said(reading), unknown=unknown)


def _unknown_speakers(reading: Reading) -> Iterator[str]:
    for quote in (*reading.quotes, *reading.statements):
        for by in (quote.speaker, quote.behalf):
            if by is not None and by.actor is None and by.name:
                yield by.name


def _said(reading: Reading) -> tuple[Utterance, ...]:
    every = [(one, True) for one in reading.quotes] + [(one, False) for one in reading.statements]
    every.sort(key=lambda pair: pair[0].start)
    return tuple(
        Utterance(text=one.text, speaker=_speaker(one), is_quote=is_quote) for one, is_quote in every
    )


def _speaker(quote: Quote) -> str | None:
    by = quote.behalf or quote.speaker
    return None if by is None else by.name or by.text
