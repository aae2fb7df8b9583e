"""Who is in the news well above their usual level, and who is newly named together.

What is usual is an actor's share of the stories told in the same hours of the same weekdays, in the weeks
before: a busy Tuesday, a quiet Sunday or a hundred feeds more are nobody's surge. Whether a share rose is
told by the log-likelihood ratio (Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence",
1993), which unlike a ratio of counts asks for more evidence where there is little: it is silent about 0 → 2.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log
from typing import Final

from summarise.model import Pairing, Span, Tally

WEEKS: Final = 4
"""How many weeks before are looked back at for what is usual."""

FEWEST: Final = 3
"""Stories below which nobody is well above their usual level."""

SURE: Final = 10.83
"""The ratio that chance alone exceeds once in a thousand times (chi-squared, one degree of freedom)."""

TWICE: Final = 2.0
"""How many times the usual level is well above it."""

PAIRED_STORIES, PAIRED_OUTLETS = 2, 3
"""Two actors are newly paired where so many stories name them together, or so many outlets in one."""

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Surge:
    """An actor well above their usual level: in `stories` now, where `usual` were to be expected.

    `times` is how many times as many that is, never told higher than a single story more in the weeks before
    would make it; None where no story named them then.
    """

    actor: str
    stories: int
    usual: float
    times: float | None
    ratio: float


def weeks_before(span: Span, weeks: int = WEEKS, apart: timedelta = WEEK) -> tuple[Span, ...]:
    """The same stretch in each of so many weeks before, latest first, or so many times `apart`."""
    return tuple(
        Span(since=span.since - number * apart, until=span.until - number * apart)
        for number in range(1, weeks + 1)
    )


def surges(tallies: Iterable[Tally], told: Sequence[int]) -> tuple[Surge, ...]:
    """Who is well above their usual level in the first span, by the spans after it; the surest first.

    `told` are all stories of each span. Spans in which nothing was told do not count; without any other
    there is no usual level, and nobody is above it.
    """
    counts: dict[str, list[int]] = {}
    for one in tallies:
        counts.setdefault(one.actor, [0] * len(told))[one.span] = one.stories
    usable = [number for number in range(1, len(told)) if told[number] > 0]
    if not usable or not told[0]:
        return ()
    found = (_surge(actor, named, told, usable) for actor, named in counts.items())
    return tuple(sorted(filter(None, found), key=lambda one: (-one.ratio, one.actor)))


def _surge(actor: str, named: Sequence[int], told: Sequence[int], usable: Sequence[int]) -> Surge | None:
    now, before = named[0], sum(named[number] for number in usable)
    scale = told[0] / sum(told[number] for number in usable)
    highest = max(named[number] * told[0] / told[number] for number in usable)
    times = now / ((before + 1) * scale)
    ratio = likelihood_ratio(now, told[0], before, sum(told[number] for number in usable))
    if now < FEWEST or ratio < SURE or now <= highest or now < TWICE * before * scale:
        return None
    return Surge(
        actor=actor, stories=now, usual=before * scale, times=max(times, 1.0) if before else None, ratio=ratio
    )


def likelihood_ratio(now: int, told_now: int, before: int, told_before: int) -> float:
    """How much likelier two shares are than one, as a signed G²; 0 where they are the same.

    Positive where the share `now / told_now` is the greater one, 0 where nothing was told in either time.
    Counts beyond what was told are taken as all of it.
    """
    if told_now <= 0 or told_before <= 0:
        return 0.0
    now, before = min(max(now, 0), told_now), min(max(before, 0), told_before)
    pooled = (now + before) / (told_now + told_before)
    ratio = 2 * (
        _fit(now, told_now, now / told_now)
        + _fit(before, told_before, before / told_before)
        - _fit(now, told_now, pooled)
        - _fit(before, told_before, pooled)
    )
    is_more = now * told_before >= before * told_now
    return max(ratio, 0.0) if is_more else min(-ratio, 0.0)


def _fit(named: int, told: int, share: float) -> float:
    """The log-likelihood of so many of those told, at this share."""
    likely = named * log(share) if named else 0.0
    return likely + ((told - named) * log(1 - share) if told > named else 0.0)


def new_pairings(
    pairings: Iterable[Pairing], were_together: Collection[tuple[str, str]], known: Collection[str]
) -> tuple[Pairing, ...]:
    """Those named together now and not before, though both were `known` before: in the news by themselves."""
    return tuple(
        one
        for one in paired_enough(pairings)
        if one.actors not in were_together and all(actor in known for actor in one.actors)
    )


def paired_enough(pairings: Iterable[Pairing]) -> tuple[Pairing, ...]:
    """The pairings that are more than one article's, in the same order."""
    return tuple(one for one in pairings if one.stories >= PAIRED_STORIES or one.outlets >= PAIRED_OUTLETS)


def series_of(tallies: Iterable[Tally], actors: Sequence[str], spans: int) -> Mapping[str, tuple[int, ...]]:
    """The stories of each of these actors in each span, 0 where there is none."""
    found = {actor: [0] * spans for actor in actors}
    for one in tallies:
        if one.actor in found:
            found[one.actor][one.span] = one.stories
    return {actor: tuple(counts) for actor, counts in found.items()}
