"""Where outlets disagree on a number: "at least 12 killed" against "15 dead", both quoted.

Nothing is said without certainty: what is a disagreement is counted in the same way, in sentences that
otherwise say the same, by independent outlets, at about the same time, and in their newest words.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from math import floor, log10
from typing import Final

from summarise.model import Disagreement, Report, Sentence, Story, SummarySentence
from summarise.stories.counts import LONGEST, Count, counts
from summarise.stories.sources import sources_of
from summarise.stories.wording import Wording, same_event, wording_of
from summarise.text.words import stemmer, tokens

LEAD = 10
"""Sentences of a report that tell its news; what is below them is background."""

TOGETHER = timedelta(hours=12)
"""An older count is no other opinion."""

MOST_SAID, MOST_CLAIMS = 3, 40
"""Sentences quoted, and the newest claims compared."""

MOST_MEASURES = 2
"""A sentence with more numbers is of scores and tables: only the fates in it count."""

ROUNDED, FROM = 0.1, 100
"""From so many on, two numbers are one where one is the other rounded, by at most so large a part."""

APART = 10
"""Of two numbers so many times apart the larger is a total, and no other opinion."""

NEAR = 0.25
"""How far "about" reaches."""

_ORDER: Final = (
    "dead",
    "injured",
    "casualties",
    "missing",
    "trapped",
    "arrested",
    "evacuated",
    "displaced",
    "rescued",
    "magnitude",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Claim:
    """A source's newest count of something, with the sentence that says it."""

    report: Report
    sentence: Sentence
    count: Count
    wording: Wording
    now: frozenset[float]
    before: frozenset[float]


def disagreement(story: Story) -> Disagreement | None:
    """The gravest number on which the story's outlets disagree; None where they do not or may not."""
    claims = _claims(story)
    for what in sorted(claims, key=_gravity):
        pairs = [
            (common, one, other)
            for one, other in combinations(claims[what][-MOST_CLAIMS:], 2)
            if (common := _clash(one, other))
        ]
        if pairs:
            _, one, other = max(pairs, key=lambda pair: len(pair[0]))
            return _told(one, other, claims[what])
    return None


def _gravity(what: tuple[str, str, str]) -> tuple[int, tuple[str, str, str]]:
    return (_ORDER.index(what[0]) if what[0] in _ORDER else len(_ORDER)), what


def _claims(story: Story) -> dict[tuple[str, str, str], list[_Claim]]:
    """By what is counted (and in which language), the claims of the sources, one for each."""
    source = sources_of(story.reports)
    said: dict[tuple[str, str, str], dict[int, list[tuple[Report, Sentence, Count]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for number, report in enumerate(story.reports):
        for sentence, count in _counted(report):
            what = (count.of, count.who, report.reading.language)
            said[what][source[number]].append((report, sentence, count))
    return {
        what: [_claim(told) for told in by_source.values()]
        for what, by_source in said.items()
        if len(by_source) > 1
    }


def _counted(report: Report) -> Iterator[tuple[Sentence, Count]]:
    text, language = report.article.text, report.reading.language
    for sentence in report.reading.sentences[:LEAD]:
        if sentence.end - sentence.start <= LONGEST:
            found = counts(text[sentence.start : sentence.end], language)
            yield from ((sentence, c) for c in found if c.of in _ORDER or len(found) <= MOST_MEASURES)


def _claim(told: Sequence[tuple[Report, Sentence, Count]]) -> _Claim:
    """The first sentence of the newest report that counts it; what it counted elsewhere and before."""
    newest = max(told, key=lambda each: (each[0].article.at, each[0].article.id))[0]
    now = [each for each in told if each[0] is newest]
    report, sentence, count = now[0]
    article = report.article
    return _Claim(
        report=report,
        sentence=sentence,
        count=count,
        wording=wording_of(
            article.text[sentence.start : sentence.end], report.reading.language, article.outlet
        ),
        now=frozenset(count.value for _, _, count in now),
        before=frozenset(count.value for _, _, count in told if count.value != now[0][2].value),
    )


def _clash(one: _Claim, other: _Claim) -> frozenset[str]:
    """The words that two claims share which exclude each other; none where they do not."""
    if not _sure(one) or not _sure(other) or _agree(one, other) or not _together(one, other):
        return frozenset()
    same = same_event(one.wording, other.wording, grave=one.count.of in _ORDER)
    return one.wording.stems & other.wording.stems if same else frozenset()


def _sure(claim: _Claim) -> bool:
    """A report that counts the same thing twice, to different ends, counts two things."""
    return len(claim.now) == 1


def _agree(one: _Claim, other: _Claim) -> bool:
    return (
        _compatible(one.count, other.count)
        or one.count.value in other.before
        or other.count.value in one.before
    )


def _compatible(one: Count, other: Count) -> bool:
    low, high = sorted((one, other), key=lambda count: count.value)
    if low.value == high.value or low.bound == "more" or high.bound == "fewer":
        return True
    if high.value >= max(FROM, APART * low.value):
        return True
    if "about" in {one.bound, other.bound}:
        return high.value - low.value <= NEAR * high.value
    return low.value >= FROM and high.value - low.value <= ROUNDED * high.value and _rounds(low, high)


def _rounds(one: Count, other: Count) -> bool:
    """One number is the other, told with fewer digits."""
    fewest = min(_digits(one.value), _digits(other.value))
    return _to_digits(one.value, fewest) == _to_digits(other.value, fewest)


def _digits(value: float) -> int:
    return len(f"{value:.6f}".replace(".", "").strip("0"))


def _to_digits(value: float, digits: int) -> float:
    return round(value, digits - 1 - floor(log10(value)))


def _together(one: _Claim, other: _Claim) -> bool:
    first, second = one.report.article.published_at, other.report.article.published_at
    return first is None or second is None or abs(first - second) <= TOGETHER


def _told(one: _Claim, other: _Claim, claims: Sequence[_Claim]) -> Disagreement:
    told = [one, other]
    for third in claims:
        if len(told) < MOST_SAID and all(_clash(third, known) for known in told):
            told.append(third)
    told.sort(key=lambda claim: (claim.report.article.at, claim.report.article.id))
    shared = frozenset.intersection(*(claim.wording.stems for claim in told))
    return Disagreement(
        topic=_topic(told[0], shared),
        sentences=tuple(SummarySentence.of(claim.report.article, claim.sentence) for claim in told),
        numbers=tuple(claim.count.value for claim in told),
    )


def _topic(claim: _Claim, shared: frozenset[str]) -> tuple[str, ...]:
    article, language = claim.report.article, claim.report.reading.language
    stem = stemmer(language)
    said = tokens(article.text[claim.sentence.start : claim.sentence.end])
    fate = () if claim.count.of.startswith("=") else (claim.count.of,)
    return (*fate, *dict.fromkeys(word for word in said if stem(word) in shared))
