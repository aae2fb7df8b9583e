"""What somebody said lately, or what is said in stories: each quote once, with when it was first printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.model import Article
from summarise.editions.keywords import Keywords
from summarise.model import Source, Story, StoryQuote
from summarise.stories.quotations import quotations
from summarise.text.words import tokens, words


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A quote of a story with the moment of the first article that prints it."""

    story: int
    quote: StoryQuote
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """Words that must all stand in a text: as whole words in any case, or by their stems in its language.

    "sanction*" is also the beginning of a word, as a watch's keywords are.
    """

    terms: tuple[str, ...]
    keywords: Keywords

    @classmethod
    def of(cls, typed: str) -> "About":
        """The words that were typed."""
        terms = tuple(dict.fromkeys(typed.split()))
        return cls(terms=terms, keywords=Keywords(terms))

    def stands_in(self, text: str, language: str | None) -> bool:
        """Whether each of the words stands in the text."""
        code = (language or "en").replace("_", "-").partition("-")[0].lower()
        found, stems = self.keywords.found(text), None
        for term in self.terms:
            if term in found:
                continue
            stems = frozenset(words(text, code)) if stems is None else stems
            sought = words(term, code)
            if not sought or len(sought) < len(tokens(term)) or not stems.issuperset(sought):
                return False
        return True


def quoted(
    story: Story, *, actor: str | None = None, since: datetime | None = None, about: About | None = None
) -> tuple[Told, ...]:
    """What is said in the story, those with the most sources first.

    With `actor` what they said and what others said on their behalf; of what was first printed after `since`;
    with the words `about` in the quote or in a title of an article that prints it.
    """
    articles = [(report.article, Source.of(report.article)) for report in story.reports]
    told: list[Told] = []
    for one in quotations(story):
        if actor is not None and actor not in (one.actor, one.behalf_actor):
            continue
        printing = _printing(one, articles)
        at = min(article.at for article in printing)
        if since is not None and at <= since:
            continue
        texts = (*(printed.text for printed in one.printed), *(article.title for article in printing))
        if about is None or about.stands_in(" ".join(texts), printing[0].language):
            told.append(Told(story=story.id, quote=one, at=at))
    return tuple(told)


def by_kind(told: Iterable[Told]) -> tuple[Told, ...]:
    """Direct quotes before reported speech, the newest first."""
    newest = sorted(told, key=lambda one: one.at, reverse=True)
    return tuple(sorted(newest, key=lambda one: one.quote.kind != "quote"))


def _printing(one: StoryQuote, articles: Sequence[tuple[Article, Source]]) -> list[Article]:
    """The articles that print the quote, at least that of its fullest wording."""
    own = {printed.article for printed in one.printed}
    also = {source for printed in one.printed for source in printed.also}
    return [article for article, source in articles if article.id in own or source in also]
