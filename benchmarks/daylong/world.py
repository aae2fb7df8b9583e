"""What five hundred outlets are like, and when they publish: ever the same for a seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, TypeVar

Kind = TypeVar("Kind")

EPOCH: Final = datetime(2026, 2, 2, 6, tzinfo=UTC)
"""When a day begins: on a Monday morning."""

Validators = Literal["etag", "date", "none"]
Trouble = Literal["", "slow", "error", "gone", "flapping", "hung"]

RATES: Final = ((0.02, 96.0), (0.2, 12.0), (0.8, 3.0), (1.0, 0.5))
"""Articles a day: of a few agencies, of some papers, of most outlets, and of those that hardly ever write."""

VALIDATORS: Final[tuple[tuple[float, Validators], ...]] = ((0.7, "etag"), (0.85, "date"), (1.0, "none"))
TROUBLES: Final[dict[Trouble, int]] = {"slow": 10, "error": 8, "gone": 4, "flapping": 8, "hung": 1}
"""How many of five hundred: that answer late, with 500, with 404, at times with 503, and not at all."""

NIGHT, DAY = 0.4, 1.36
"""How much of the rate is published from midnight to six and from 23 on, and in the other hours."""

OUTAGE: Final = 4
"""Hours of which every last one finds a flapping host out of order."""

FAILING: Final[frozenset[Trouble]] = frozenset({"error", "gone", "hung"})
"""Those that never have anything to read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """One feed: how many articles a day, how it says that nothing is new, and what is wrong with its host."""

    feed: int
    a_day: float
    validators: Validators
    trouble: Trouble = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An article of a feed, by its number among all of the world's."""

    at: datetime
    feed: int
    number: int


def outlets(feeds: int, seed: int, haste: float = 1.0) -> tuple[Outlet, ...]:
    """So many, who publish `haste` times as often as they would."""
    chance = random.Random(f"outlets {seed}")
    rates = [_share(RATES, (place + 0.5) / feeds) for place in range(feeds)]
    chance.shuffle(rates)
    troubles: list[Trouble] = [
        name for name, of in TROUBLES.items() for _ in range(max(1, round(of * feeds / 500)))
    ]
    wrong = dict(zip(chance.sample(range(feeds), len(troubles)), troubles, strict=True))
    return tuple(
        Outlet(
            feed=feed,
            a_day=rate * haste,
            validators=_share(VALIDATORS, chance.random()),
            trouble=wrong.get(feed, ""),
        )
        for feed, rate in enumerate(rates)
    )


def published(
    world: Sequence[Outlet], start: datetime, span: timedelta, seed: int, first: int = 1
) -> tuple[Item, ...]:
    """All articles from the start on, in order; the numbers from `first` on."""
    moments = sorted((at, outlet.feed) for outlet in world for at in _moments(outlet, start, span, seed))
    return tuple(Item(at=at, feed=feed, number=first + place) for place, (at, feed) in enumerate(moments))


def _moments(outlet: Outlet, start: datetime, span: timedelta, seed: int) -> list[datetime]:
    """By chance, but less at night."""
    if outlet.trouble in FAILING:
        return []
    chance, at, found = random.Random(f"moments {seed} {outlet.feed}"), start, list[datetime]()
    while True:
        at += timedelta(days=chance.expovariate(outlet.a_day * DAY))
        if at >= start + span:
            return found
        if chance.random() < (1.0 if 6 <= at.hour < 23 else NIGHT / DAY):
            found.append(at)


def is_out(trouble: Trouble, at: datetime) -> bool:
    """Whether a host with such trouble answers 503 at the moment."""
    return trouble == "flapping" and at.hour % OUTAGE == OUTAGE - 1


def _share(shares: Sequence[tuple[float, Kind]], place: float) -> Kind:
    return next(kind for upto, kind in shares if place <= upto)
