"""What later evidence shows to be wrong: two stories that are one, one that is two, an article misplaced.

A few neighbouring stories' articles are grouped anew by average linkage, which sees all pairs at once where
reading saw one article at a time. What comes out is taken only where it explains the pairs clearly better.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from summarise.model import Background, Candidate, Merge, Move, Repair, Split
from summarise.stories.evidence import Evidence
from summarise.stories.group import Rival, compared
from summarise.stories.weighing import Weighed, weighed
from summarise.stories.weights import SHIPPED, Weights

CLEARLY: Final = 1.0
"""So much more evidence, in logits, must speak for the new grouping."""

Pairs = list[list[float]]
"""The evidence between every two articles."""


def repair(
    stories: Sequence[Candidate], background: Background, weights: Weights = SHIPPED
) -> tuple[Repair, ...]:
    """What to put right among a few neighbouring stories, to be done in this order; mostly nothing.

    A story's first trace is its founding article's. Of a long story its first and latest articles are looked
    at; the others go where it goes. Ids rise with age: the lowest is the oldest.
    """
    rivals = [
        Rival(
            story=story.story,
            revision=story.revision,
            known=tuple(weighed(trace, trace.weighed_by or background) for trace in story.traces),
        )
        for story in stories
    ]
    return regrouped(rivals, Evidence(weights))


def regrouped(rivals: Sequence[Rival[Weighed]], evidence: Evidence) -> tuple[Repair, ...]:
    """As `repair`, of weighed stories."""
    held = [(rival.story, known) for rival in rivals for known in compared(rival.known)]
    if len(held) < 2:
        return ()
    pairs = _pairs([known for _, known in held], evidence)
    before = [story for story, _ in held]
    after = _linked(pairs)
    if _explained(pairs, after) - _explained(pairs, before) < CLEARLY:
        return ()
    founders = {rival.known[0].trace.article for rival in rivals}
    return tuple(_steps([(story, known.trace.article) for story, known in held], after, founders))


def _pairs(articles: Sequence[Weighed], evidence: Evidence) -> Pairs:
    return [[0.0 if one is other else evidence(one, other) for other in articles] for one in articles]


def _linked(pairs: Pairs) -> list[int]:
    """Average linkage: the two groups with the most evidence between them become one while it is above 0."""
    label = list(range(len(pairs)))
    sums = [list(row) for row in pairs]
    sizes = dict.fromkeys(label, 1)
    while len(sizes) > 1:
        held = list(sizes)
        mean, one, other = max(
            (
                (sums[one][other] / (sizes[one] * sizes[other]), one, other)
                for one, other in combinations(held, 2)
            ),
            key=lambda found: (found[0], -found[1], -found[2]),
        )
        if mean < 0:
            break
        for third in held:
            if third not in (one, other):
                sums[one][third] = sums[third][one] = sums[one][third] + sums[other][third]
        sizes[one] += sizes.pop(other)
        label = [one if group == other else group for group in label]
    return label


def _explained(pairs: Pairs, groups: Sequence[int]) -> float:
    """The evidence within groups, each pair once."""
    numbers = range(len(pairs))
    return sum(pairs[one][other] for one, other in combinations(numbers, 2) if groups[one] == groups[other])


def _steps(held: Sequence[tuple[int, int]], after: Sequence[int], founders: set[int]) -> list[Repair]:
    """How to come from the stories before to the groups after: merges, then moves, then splits."""
    steps: list[Repair] = []
    at = {article: story for story, article in held}
    moves: list[Repair] = []
    splits: list[Repair] = []
    for group in dict.fromkeys(after):
        articles = [article for (_, article), label in zip(held, after, strict=True) if label == group]
        founded = sorted({at[article] for article in articles if article in founders})
        if founded:
            oldest, *newer = founded
            steps += [Merge(older=oldest, newer=story) for story in newer]
            at.update({article: oldest for article, story in at.items() if story in newer})
    for group in dict.fromkeys(after):
        articles = [article for (_, article), label in zip(held, after, strict=True) if label == group]
        founded = [at[article] for article in articles if article in founders]
        if founded:
            home = founded[0]
        else:
            home = Counter(at[article] for article in articles).most_common(1)[0][0]
            splits.append(Split(story=home, articles=tuple(articles)))
        moves += [Move(article=article, to=home) for article in articles if at[article] != home]
    return [*steps, *moves, *splits]
