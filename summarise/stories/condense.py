"""What a story says, in sentences of its reports: chosen by `text.rank`, never changed."""

from bisect import bisect_right
from collections.abc import Sequence

from summarise.model import (
    Background,
    Mention,
    Quote,
    Report,
    Sentence,
    Source,
    Story,
    Summary,
    SummarySentence,
)
from summarise.stories.headline import headline_of
from summarise.text.rank.copies import MOST_CANDIDATES, Copy
from summarise.text.rank.weights import SHIPPED, Weights

_OLDEST = 4.0


def condense(
    story: Story,
    sentences: int,
    *,
    wanted: frozenset[str] = frozenset(),
    quotes: bool = False,
    weights: Weights = SHIPPED,
    background: Background | None = None,
) -> Summary:
    """At most so many sentences of the story's reports, in reading order, and its clearest title.

    Every sentence is the untouched slice [start, end) of its article's text, none comes twice; of reports
    that say the same, the best wording is taken, and those that say nearly all of it are its `also`.
    Questions, teasers, scraps and sentences that lean on an unchosen one are left out, and a short text
    gives fewer. Sentences that name an actor of `wanted`, or with `quotes` that quote somebody, weigh more.
    Words are weighed by `background`, or by the shipped one of the story's language.
    """
    return Condensing(story, weights=weights, background=background).summary(
        sentences, wanted=wanted, quotes=quotes
    )


class Condensing:
    """A story that is condensed several times, for those who want different actors; see `condense`.

    At most so many of its sentences are compared, each report's first ones.
    """

    def __init__(
        self,
        story: Story,
        *,
        weights: Weights = SHIPPED,
        background: Background | None = None,
        most: int = MOST_CANDIDATES,
    ) -> None:
        # numpy takes a tenth of a second and 20 MB to import; only workers ever condense
        from summarise.text.rank.choose import slate_of

        self._story = story
        self._weights = weights
        self._slate = slate_of(
            [_copy(report) for report in story.reports], weights=weights, background=background, most=most
        )
        self._ages = _ages(story)
        self._titled = headline_of(story.reports)

    def summary(
        self, sentences: int, *, wanted: frozenset[str] = frozenset(), quotes: bool = False
    ) -> Summary:
        """At most so many sentences, and the clearest title."""
        from summarise.text.rank.choose import picks

        story, titled = self._story, self._titled
        favour = [
            _favour(report, self._weights, age, wanted, quotes)
            for report, age in zip(story.reports, self._ages, strict=True)
        ]
        chosen = picks(self._slate, favour, sentences, weights=self._weights)
        said = tuple(
            _shown(story, pick.copy, pick.at, pick.also)
            for pick in sorted(chosen, key=lambda pick: (pick.copy, pick.at))
        )
        if titled is not None:
            return Summary(headline=titled.article.title.strip(), url=titled.article.url, sentences=said)
        first = next(
            (_shown(story, n, 0, ()) for n, r in enumerate(story.reports) if r.reading.sentences), None
        )
        return Summary(headline=first.text if first else "", url=first.url if first else None, sentences=said)


def _shown(story: Story, number: int, at: int, also: tuple[int, ...]) -> SummarySentence:
    report = story.reports[number]
    others = tuple(Source.of(story.reports[other].article) for other in also)
    return SummarySentence.of(report.article, report.reading.sentences[at], others)


def _copy(report: Report) -> Copy:
    article, reading = report.article, report.reading
    return Copy(
        title=article.title,
        language=reading.language,
        sentences=tuple(article.text[s.start : s.end] for s in reading.sentences),
    )


def _favour(
    report: Report, weights: Weights, age: float, wanted: frozenset[str], quotes: bool
) -> list[float]:
    """What each of its sentences earns beforehand."""
    reading = report.reading
    favour = [-weights.stale * age] * len(reading.sentences)
    for at in _holding(reading.sentences, [m for m in reading.mentions if m.actor in wanted]):
        favour[at] += weights.wanted
    if quotes:
        for at in _holding(reading.sentences, reading.quotes):
            favour[at] += weights.quote
    return favour


def _holding(sentences: Sequence[Sentence], spans: Sequence[Mention | Quote]) -> set[int]:
    """The numbers of the sentences in which one of these spans begins."""
    starts = [sentence.start for sentence in sentences]
    found = {bisect_right(starts, span.start) - 1 for span in spans}
    return {at for at in found if at >= 0}


def _ages(story: Story) -> list[float]:
    """For each report, the days from it to the last one, at most four; 0 where a date is missing."""
    dates = [report.article.published_at for report in story.reports]
    last = max((at for at in dates if at), default=None)
    return [min(_OLDEST, (last - at).total_seconds() / 86_400) if at and last else 0.0 for at in dates]
