"""What is new in a story: the sentences that say what was not said before.

A sentence is as new as its words are, each weighed by how rare it is (Spärck Jones 1972) in the shipped
background, new names and numbers most. A word that the nearest known sentence has is old, one that is known
from elsewhere in the story nearly so.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import log
from typing import Final

from feeds.model import Article
from summarise.model import Mention, Quote, Report, Sentence, Story
from summarise.stories.numerals import numbers_of, tokens_of
from summarise.stories.wording import DAYS
from summarise.text.background import shipped
from summarise.text.rank.starts import dangles
from summarise.text.words import stemmer, words

NEW, TURNED = 0.42, 0.33
"""From which part of its weight on a sentence is news, and one that repeats half of a known one's words."""

NAMED, NUMBERED, FAMILIAR = 1.5, 2.0, 1.0
"""How much more a name and a number weigh than a word, and what a name weighs at most that is known."""

FACT: Final = 0.25
"""With a name that nobody knew, or a number that no such sentence had, it is from this part on."""

ELSEWHERE: Final = 0.25
"""What a word still counts for that the nearest sentence has not, but another."""

NEIGHBOURS, COMMON = 12, 200
"""Known sentences that are compared, and from how many sentences on a word leads to none of them."""

LONGEST = 1_000
"""Characters of a sentence that are read."""

_CAPITAL = re.compile(r"(?<=[^.!?:\"“„«\s]\s)[^\W\d_a-z][^\W\d_]{2,}")
_RARE: Final = 9.0
_SAID: Final = frozenset(
    ["said", "say", "told", "tell", "accord", "report", "ad", "add", "state", "news", "agenc"]
)


def since(
    story: Story,
    *,
    moment: datetime | None = None,
    told: Sequence[str] = (),
    unseen: frozenset[int] = frozenset(),
) -> Story:
    """The story with only the sentences that are news after `moment`, or beyond what was `told`.

    Reports that came by then keep none, but for the articles that were `unseen` nevertheless, as they were
    still being read; those and later ones keep what neither the earlier ones nor the sentences that
    were told say: a paraphrase is no news; a number, a name or a deed that was unknown is. Without a moment
    every report is new. A sentence that leans on one that is left out ("He also said …") goes too, and so do
    mentions and quotes outside of what is kept. `condense` of it is a summary of what is new.
    """
    earlier = [
        report
        for report in story.reports
        if moment is not None and came(report.article) <= moment and report.article.id not in unseen
    ]
    known = _Known()
    for report in earlier:
        known.add(report.article.title, report.reading.language)
        for text in _texts(report):
            known.add(text, report.reading.language)
    language = _language(story)
    for text in told:
        known.add(text, language)
    old = {report.article.id for report in earlier}
    return replace(
        story,
        reports=tuple(
            _left(report, ()) if report.article.id in old else _left(report, _news(report, known))
            for report in story.reports
        ),
    )


def came(article: Article) -> datetime:
    """When an article reached us; backlog counts by its own time."""
    return article.at if article.silent else article.seen_at


def is_empty(story: Story) -> bool:
    """No report has a sentence left."""
    return not any(report.reading.sentences for report in story.reports)


def _left(report: Report, sentences: tuple[Sentence, ...]) -> Report:
    starts = [sentence.start for sentence in sentences]

    def stays(span: Mention | Quote) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.start < sentences[at].end

    reading = report.reading
    left = replace(
        reading,
        sentences=sentences,
        mentions=tuple(filter(stays, reading.mentions)),
        quotes=tuple(filter(stays, reading.quotes)),
        statements=tuple(filter(stays, reading.statements)),
    )
    return replace(report, reading=left)


def _language(story: Story) -> str:
    languages = Counter(report.reading.language for report in story.reports)
    return languages.most_common(1)[0][0] if languages else "en"


def _texts(report: Report) -> list[str]:
    return [report.article.text[s.start : s.end] for s in report.reading.sentences]


def _news(report: Report, known: "_Known") -> tuple[Sentence, ...]:
    language = report.reading.language
    kept: list[Sentence] = []
    follows = False
    for number, (sentence, text) in enumerate(zip(report.reading.sentences, _texts(report), strict=True)):
        leans = number > 0 and dangles(text, language)
        follows = (follows or not leans) and known.is_news(text, language)
        if follows:
            kept.append(sentence)
    return tuple(kept)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    """A sentence's words with their weights, and which of them are numbers and names."""

    weights: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[str]


class _Known:
    """What a story's readers know, sentence by sentence."""

    def __init__(self) -> None:
        self._sentences: list[frozenset[str]] = []
        self._texts: set[str] = set()
        self._holding: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, text: str, language: str) -> None:
        """This is known."""
        text = text[:LONGEST]
        if text in self._texts:
            return
        self._texts.add(text)
        said = _said(text, language)
        for word in said.weights:
            self._holding[word].append(len(self._sentences))
        self._sentences.append(frozenset(said.weights))

    def is_news(self, text: str, language: str) -> bool:
        """It says what is not known."""
        text = text[:LONGEST]
        if text in self._texts:
            return False
        said = _said(text, language)
        near = self._near(said)
        everywhere = frozenset().union(*near)
        unknown = {word for word in said.weights if word not in self._holding}
        weights = {
            word: min(weight, FAMILIAR) if word in said.names - unknown else weight
            for word, weight in said.weights.items()
        }
        nearest = max(
            near,
            key=lambda known: sum(weights[word] for word in known & weights.keys()),
            default=frozenset(),
        )
        total = sum(weights.values())
        if not total:
            return False
        fresh = sum(
            weight if word in unknown else weight * ELSEWHERE
            for word, weight in weights.items()
            if word not in nearest
        )
        if (said.names & unknown) or (said.numbers - everywhere):
            return fresh >= total * FACT
        turned = 2 * len(nearest & weights.keys()) >= len(nearest)
        return fresh >= total * (TURNED if turned else NEW)

    def _near(self, said: _Said) -> list[frozenset[str]]:
        """The known sentences that share most of its words."""
        found: Counter[int] = Counter()
        for word in said.weights:
            if len(holding := self._holding.get(word, ())) <= COMMON:
                found.update(holding)
        return [self._sentences[number] for number, _ in found.most_common(NEIGHBOURS)]


def _said(text: str, language: str) -> _Said:
    background = shipped(language)
    stem = stemmer(language)
    names = {stem(small) for name in _CAPITAL.findall(text) if (small := name.lower()) not in DAYS}
    numbers = {f"{number.value:g}" for number in numbers_of(tokens_of(text), language)}
    weights: dict[str, float] = dict.fromkeys(numbers, NUMBERED * _RARE)
    for word in words(text, language):
        if not word[0].isdecimal() and word not in _SAID:
            count = background.counts.get(word, 0)
            rarity = log(background.documents / count) if count else _RARE
            weights[word] = (NAMED if word in names else 1.0) * rarity
    return _Said(weights=weights, names=frozenset(names & weights.keys()), numbers=frozenset(numbers))
