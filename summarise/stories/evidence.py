"""The evidence that two articles tell one event: their likeness, less what time tells against it."""

from datetime import timedelta
from typing import Final

from summarise.stories.likeness import USUAL_CROWD, body_likeness, features
from summarise.stories.weighing import Sketch, Weighed
from summarise.stories.weights import SHIPPED, Weights

SILENCE: Final = timedelta(days=14)
"""A story that was silent for longer is closed."""

DAILY: Final = 0.25
"""What each day between two articles takes from the evidence."""

MOST: Final = 6.0
"""One pair says at most so much for one event, and against it so much where no word is common."""

COPIED: Final = 0.75
"""From this likeness of the words on, one article is mostly the other: they tell one event."""

REMEMBERED: Final = 200_000
"""So many pairs are remembered at most."""

_NEVER, _DAY = timedelta(0), timedelta(days=1)


def apart(one: Sketch, other: Sketch) -> timedelta:
    """The time between two articles; none where either has no date."""
    return abs(one.trace.at - other.trace.at) if one.trace.dated and other.trace.dated else _NEVER


class Evidence:
    """The evidence for a pair, in logits: above 0 it is one event. Each pair is worked out once."""

    def __init__(self, weights: Weights = SHIPPED) -> None:
        self._weights = weights
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, one: Weighed, other: Weighed) -> float:
        """From -6 (and less where days lie between) to 6, the same for both orders."""
        first, second = one.trace.article, other.trace.article
        pair = (first, second) if first < second else (second, first)
        told = self._known.get(pair)
        if told is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            told = self._known[pair] = self._of(one, other)
        return told

    def _of(self, one: Weighed, other: Weighed) -> float:
        if one.body.keys().isdisjoint(other.body.keys()):
            return -MOST
        if body_likeness(one, other) >= COPIED:
            return MOST - DAILY * (apart(one, other) / _DAY)
        told = self._weights.logit(features(one, other, _crowd(one, other)))
        return max(-MOST, min(MOST, told)) - DAILY * (apart(one, other) / _DAY)


def _crowd(one: Weighed, other: Weighed) -> float:
    """The mean of the two, as far as it was kept."""
    kept = [known.crowd for known in (one, other) if known.crowd is not None]
    return sum(kept) / len(kept) if kept else USUAL_CROWD
