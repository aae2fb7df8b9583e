"""What a story says, in sentences of its reports: chosen, never changed.

Each sentence is scored by centrality (LexRank, Erkan & Radev 2004), position and the words it shares with
the titles; the best are taken one by one, less what they repeat (maximal marginal relevance, Carbonell &
Goldstein 1998).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from summarise.model import Report, Sentence, Story, Summary, SummarySentence
from summarise.stories.fitness import dangles, is_statement
from summarise.stories.headline import headline_of
from summarise.text.rank import weigh
from summarise.text.words import words

MOST_CANDIDATES = 150
"""Sentences compared with one another: the first of each report, in turns."""

CENTRALITY, POSITION, TITLE = 1.0, 1.3, 0.8
"""What a sentence earns at most for being central, for coming first, and for the title's words."""

REPETITION = 0.6
"""What a sentence loses that says only what a chosen one said."""

SAME = 0.6
"""From this share of common words on, two sentences say the same: only one of them is taken."""

STALE = 0.25
"""What a sentence loses for each day, up to four, between its article and the story's last."""

SUBSTANCE, FULL = 0.4, 25
"""What a sentence earns by its content words: all of it from so many on."""

LONG = 60
"""Words from which on a sentence loses by its length."""

LONGEST = 1_000
"""Characters of a sentence: what is longer was never one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Candidate:
    report: int
    index: int
    sentence: Sentence
    words: frozenset[str]
    merit: float
    dangling: bool


def condense(story: Story, sentences: int) -> Summary:
    """At most so many sentences of the story's reports, in reading order, and its clearest title.

    Every sentence is the untouched slice [start, end) of its article's text, none comes twice, and questions,
    scraps and sentences that lean on an unchosen one are left out: a short text gives fewer.
    """
    candidates = _candidates(story)
    chosen = sorted(_chosen(candidates, sentences), key=lambda c: (c.report, c.index))
    said = tuple(_shown(story.reports[c.report], c.sentence) for c in chosen)
    titled = headline_of(story.reports)
    if titled is not None:
        return Summary(headline=titled.article.title.strip(), url=titled.article.url, sentences=said)
    first = next((_shown(r, s) for r in story.reports for s in r.reading.sentences), None)
    return Summary(headline=first.text if first else "", url=first.url if first else None, sentences=said)


def _shown(report: Report, sentence: Sentence) -> SummarySentence:
    article = report.article
    return SummarySentence(
        text=article.text[sentence.start : sentence.end],
        article=article.id,
        start=sentence.start,
        end=sentence.end,
        outlet=article.outlet,
        url=article.url,
    )


def _in_turns(story: Story) -> Iterator[tuple[int, int, Sentence]]:
    """The first sentence of each report, then each second one, and so on: report, index, sentence.

    Sentences that came before, letter for letter, are passed over (wire copy costs no candidates), and so
    are endless ones.
    """
    seen: set[str] = set()
    longest = max((len(report.reading.sentences) for report in story.reports), default=0)
    for index in range(longest):
        for number, report in enumerate(story.reports):
            for sentence in report.reading.sentences[index : index + 1]:
                text = report.article.text[sentence.start : sentence.end]
                if text not in seen and len(text) <= LONGEST:
                    seen.add(text)
                    yield number, index, sentence


def _candidates(story: Story) -> list[_Candidate]:
    taken = [entry for entry, _ in zip(_in_turns(story), range(MOST_CANDIDATES), strict=False)]
    texts = [story.reports[number].article.text[s.start : s.end] for number, _, s in taken]
    languages = [story.reports[number].reading.language for number, _, _ in taken]
    if not texts:
        return []
    central = weigh(texts, languages[0])
    titles = [frozenset(words(r.article.title, r.reading.language)) for r in story.reports]
    every_title = frozenset().union(*titles)
    ages = _ages(story)
    found = []
    for (number, index, sentence), text, language, weight in zip(
        taken, texts, languages, central, strict=True
    ):
        stems = frozenset(words(text, language))
        merit = (
            CENTRALITY * weight
            + POSITION / (1 + index)
            + TITLE * (len(stems & every_title) / len(every_title) if every_title else 0.0)
            - STALE * ages[number]
            + SUBSTANCE * min(1.0, len(stems) / FULL)
            - max(0, len(text.split()) - LONG) / LONG
        )
        found.append(
            _Candidate(
                report=number,
                index=index,
                sentence=sentence,
                words=stems,
                merit=merit,
                dangling=index > 0 and dangles(text, language),
            )
        )
    fit = [c for c, text in zip(found, texts, strict=True) if is_statement(text, len(c.words))]
    return fit or found


def _ages(story: Story) -> list[float]:
    """For each report, the days from it to the last one, at most four; 0 where a date is missing."""
    dates = [report.article.published_at for report in story.reports]
    last = max((at for at in dates if at), default=None)
    return [min(4.0, (last - at).total_seconds() / 86_400) if at and last else 0.0 for at in dates]


def _chosen(candidates: list[_Candidate], wanted: int) -> list[_Candidate]:
    chosen: list[_Candidate] = []
    left = {(c.report, c.index): c for c in candidates}
    repeated = dict.fromkeys(left, 0.0)
    while left and len(chosen) < wanted:
        places = {(c.report, c.index) for c in chosen}
        able = [place for place, c in left.items() if not c.dangling or (c.report, c.index - 1) in places]
        if not able:
            break
        best = max(able, key=lambda place: left[place].merit - REPETITION * repeated[place])
        taken = left.pop(best)
        chosen.append(taken)
        for place, other in list(left.items()):
            common = _common(taken.words, other.words)
            if common >= SAME:
                del left[place]
            repeated[place] = max(repeated[place], common)
    return chosen


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """The shared words as a part of the shorter's."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 1.0
