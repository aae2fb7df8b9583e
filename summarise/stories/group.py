"""Which story an article belongs to: single-pass clustering by how likely two articles tell one event.

The frame is that of topic detection and tracking (Allan et al. 1998): each article in order of arrival joins
the nearest open story or founds one. What is near is fitted (`likeness`, `weights`); what later evidence
shows to be wrong is put right by `repair`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from heapq import nlargest
from math import exp, log
from typing import Final, Generic, TypeVar

from summarise.model import Background, Decision, Founds, Joins, Lineup, Trace
from summarise.stories.evidence import SILENCE, Evidence, apart
from summarise.stories.likeness import USUAL_CROWD, body_likeness
from summarise.stories.traces import trace_of
from summarise.stories.weighing import Rarity, Sketch, Weighed, sketched, weighed
from summarise.stories.weights import SHIPPED, Weights
from summarise.text.words import NAME

__all__ = ["decide", "heaviest", "trace_of"]

NEAREST, WHOLE = 0.4, 0.6
"""A story's evidence: that of its most similar article counts 0.4, the mean of its articles' 0.6."""

UPDATE = 0.9
"""From this likeness on, an outlet's second article is an update of its first."""

UPDATED_WITHIN = timedelta(days=2)

CERTAIN = 2.0
"""The score of an article that needs no evidence: it is there already, or is an update."""

LATEST = 10
"""A story is remembered by its first article and so many of its latest."""

COMPARED = 10
"""An article is compared with a story's first and so many of its latest, which bounds the time."""

SHORTLIST = 8
"""With so many stories, by their words alone the nearest, an article is compared closely."""

CROWD: Final = 60
"""An article's crowd are so many articles of its candidates."""

VOICES: Final = 5
"""Of each story, so many at most."""

HEAVIEST = 20
"""By so many of its heaviest terms an article finds the stories it may belong to."""

INDEXED = 128
"""By so many of its heaviest terms, weighed when it is read, an article is found by later ones."""

SHARED = 2
"""How many of an article's heaviest terms a story must share with it."""

NEIGHBOURS = 3
"""Stories that are grouped anew with the one an article came to: so many at most, and those that are near."""

NEAR = -2.5
"""From this evidence on, a story is near an article."""

CLEAR = 2.0
"""An article that comes with more evidence, and near no other story, calls for no repair."""

MOST_CANDIDATES = 30
"""With so many stories an article is compared: those that share the most weight."""


Known = TypeVar("Known", bound=Sketch, covariant=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rival(Generic[Known]):
    """A story that an article may belong to, its remembered articles weighed, or sketched."""

    story: int
    revision: int
    known: tuple[Known, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """The article with its crowd; the rivals it was compared with closely and their evidence, best first."""

    article: Weighed
    rivals: tuple[tuple[float, Rival[Sketch]], ...]
    certain: bool = False


def heaviest(
    terms: Mapping[str, int], background: Background, most: int = HEAVIEST, language: str = "en"
) -> Mapping[str, float]:
    """The words that tell most about an article, heaviest first, at most so many, with their weights."""
    rarity = Rarity(language, background)
    weights = {
        term: (1 + log(max(1, terms[term]))) * rarity.of(term) for term in sorted(terms) if term[:1] != NAME
    }
    return dict(nlargest(most, weights.items(), key=lambda held: held[1]))


def decide(trace: Trace, lineup: Lineup, weights: Weights = SHIPPED) -> Decision:
    """The story that the article joins, or that it founds one; with the crowd, for the trace's keeping.

    An article that is in a story already stays there; one that its outlet published before, nearly word for
    word, joins the first. Candidates that were silent too long are closed. The line-up's background need only
    count the article's own terms.
    """
    background = lineup.background
    rivals = [
        Rival(
            story=candidate.story,
            revision=candidate.revision,
            known=tuple(sketched(known, background) for known in candidate.traces),
        )
        for candidate in lineup.candidates
    ]

    def closely(rival: Rival[Sketch]) -> tuple[Weighed, ...]:
        return tuple(weighed(known.trace, background) for known in compared(rival.known))

    ranked = rank(weighed(trace, background), rivals, closely, Evidence(weights), background.documents)
    return decision(ranked)


def decision(ranked: Ranked) -> Decision:
    """What the evidence comes to. A score is the chance that it is one event."""
    crowd = ranked.article.crowd or 0.0
    if not ranked.rivals:
        return Founds(nearest=0.0, crowd=crowd)
    evidence, best = ranked.rivals[0]
    score = CERTAIN if ranked.certain else 1 / (1 + exp(-evidence))
    if evidence < 0:
        return Founds(nearest=score, crowd=crowd, near=_near(ranked.rivals))
    near = None if ranked.certain else _near(ranked.rivals[1:])
    if not near and evidence >= CLEAR:
        near = None
    return Joins(story=best.story, revision=best.revision, score=score, crowd=crowd, near=near)


def _near(rivals: Sequence[tuple[float, Rival[Sketch]]]) -> tuple[int, ...] | None:
    """The stories that are to be looked at again."""
    return tuple(rival.story for told, rival in rivals if told >= NEAR)[:NEIGHBOURS]


def rank(
    article: Weighed,
    rivals: Sequence[Rival[Known]],
    closely: Callable[[Rival[Known]], Sequence[Weighed]],
    evidence: Evidence,
    read: int,
) -> Ranked:
    """The open rivals by the evidence that the article is theirs, when so many were read before it.

    `closely` gives the articles that stand for all of a rival, weighed.
    """
    at_home = [rival for rival in rivals if _holds(rival, article)]
    opened = [rival for rival in rivals if not _is_closed(rival, article)]
    bodies = [[body_likeness(article, known) for known in compared(rival.known)] for rival in opened]
    article = replace(article, crowd=_crowd(bodies, read))
    updated = [rival for rival, alike in zip(opened, bodies, strict=True) if _updates(article, rival, alike)]
    for rival in (*at_home, *updated):
        return Ranked(article=article, rivals=((CERTAIN, rival),), certain=True)
    near = [(together(alike), -number) for number, alike in enumerate(bodies) if any(alike)]
    close = [opened[-number] for _, number in nlargest(SHORTLIST, near)]
    found = [(together([evidence(article, known) for known in closely(rival)]), rival) for rival in close]
    return Ranked(article=article, rivals=tuple(sorted(found, key=lambda held: -held[0])))


def _crowd(bodies: Sequence[Sequence[float]], read: int) -> float:
    """How near the article came to its candidates' articles, on average; in a young archive, as is usual.

    A story has few voices in it, however many report it.
    """
    told = nlargest(CROWD, (alike for story in bodies for alike in nlargest(VOICES, story)))
    missing = max(0, CROWD - max(read, len(told)))
    return (sum(told) + missing * USUAL_CROWD) / CROWD


def compared(known: Sequence[Known]) -> Sequence[Known]:
    """A story's articles that stand for all of it: the first and the latest."""
    return known if len(known) <= COMPARED + 1 else (known[0], *known[-COMPARED:])


def together(values: Sequence[float]) -> float:
    """What a story's articles say together."""
    return NEAREST * max(values) + WHOLE * sum(values) / len(values)


def _holds(rival: Rival[Sketch], article: Weighed) -> bool:
    return any(known.trace.article == article.trace.article for known in rival.known)


def _is_closed(rival: Rival[Sketch], article: Weighed) -> bool:
    return all(apart(article, known) > SILENCE for known in rival.known)


def _updates(article: Weighed, rival: Rival[Sketch], alike: Sequence[float]) -> bool:
    return any(
        likeness >= UPDATE
        and known.trace.outlet == article.trace.outlet
        and apart(article, known) <= UPDATED_WITHIN
        for known, likeness in zip(compared(rival.known), alike, strict=True)
    )
