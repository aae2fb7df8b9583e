"""What is done to the bot and when: the same seed gives the same plan."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from tests.soak.points import NAMED
from tests.soak.troubles import BEFORE, DURING

NONCE_FORGOTTEN: Final = timedelta(minutes=20)
"""Time that passes before a life now and then: nobody remembers the last one's nonces."""

PATIENCE: Final = 15.0
"""Seconds that a life is given to come to its point."""

STARTING: Final = 2.0
"""Seconds that a start takes, about."""

LIVELY: Final = 8.0
TROUBLED: Final = 0.6
FORGETFUL: Final = 0.05


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """One life of the process, `seconds` long at most.

    It ends at a random moment, by itself at a named `point`, or while an `answer` to this method is on its
    way. `after` is the time that passes before it; the troubles are names (`troubles`).
    """

    seconds: float
    point: str | None = None
    answer: Literal["POST", "PATCH"] | None = None
    after: timedelta = timedelta(0)
    troubles: tuple[str, ...] = ()

    @property
    def aim(self) -> str | None:
        """What it is to end at, in words; None for a random moment."""
        return f"answer to {self.answer}" if self.answer else self.point


def lives(seed: int, kills: int, points: Sequence[str] = NAMED) -> tuple[Life, ...]:
    """Lives that end at so many random moments, and others that end at each of the points, mixed."""
    chance = random.Random(f"lives {seed}")
    scenes: list[tuple[Life, ...]] = [(_at_a_moment(chance),) for _ in range(kills)]
    scenes += [_at(point, chance) for point in points]
    scenes += [(Life(seconds=PATIENCE, answer="POST"),), (Life(seconds=PATIENCE, answer="PATCH"),)]
    chance.shuffle(scenes)
    return tuple(life for scene in scenes for life in scene)


def _at_a_moment(chance: random.Random) -> Life:
    early = chance.random() < 0.2
    return Life(
        seconds=chance.uniform(0.1, STARTING) if early else chance.uniform(STARTING, LIVELY),
        after=NONCE_FORGOTTEN if chance.random() < FORGETFUL else timedelta(0),
        troubles=_troubles(chance),
    )


def _troubles(chance: random.Random) -> tuple[str, ...]:
    if chance.random() > TROUBLED:
        return ()
    return tuple(chance.sample((*BEFORE, *DURING), chance.choice((1, 1, 2, 3))))


def _at(point: str, chance: random.Random) -> tuple[Life, ...]:
    """A life that ends at the point, and what it needs to come there."""
    if "look" in point:  # at what was sent and not recorded, once the nonce is forgotten
        return Life(seconds=PATIENCE, point="after send of post"), Life(
            seconds=PATIENCE, point=point, after=NONCE_FORGOTTEN
        )
    if "postponing" in point:
        method = "POST" if point.endswith("post") else "PATCH"
        return (Life(seconds=PATIENCE, point=point, troubles=(f"503 to {method}",)),)
    return (Life(seconds=PATIENCE, point=point, troubles=_troubles(chance)[:1]),)
