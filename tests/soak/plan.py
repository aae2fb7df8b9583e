"""What is done to the bot and when: the same seed gives the same plan."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, Literal

from config.settings import Role
from tests.soak.points import NAMED
from tests.soak.troubles import BEFORE, DURING

NONCE_FORGOTTEN: Final = timedelta(minutes=20)
"""Time that passes before a life now and then: nobody remembers the last one's nonces."""

PATIENCE: Final = 15.0
"""Seconds that a life is given to come to its point."""

STARTING: Final = 2.0
"""Seconds that a start takes, about."""

PATIENCE_TOGETHER: Final = 60.0
"""The same, where a process shares a machine and waits for what dead ones held."""

OF_EACH: Final = 0.2
TWO: Final = 0.2
SHORT_HANDED: Final = 0.3

LIVELY: Final = 8.0
TROUBLED: Final = 0.6
FORGETFUL: Final = 0.05


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """One life of the process, `seconds` long at most.

    It ends at a random moment, by itself at a named `point`, or while an `answer` to this method is on its
    way. `after` is the time that passes before it; the troubles are names (`troubles`). Where several
    processes are the bot, those of `seats` die at the random moment; where it is `short_handed` the dead of
    the life before are not begun anew yet.
    """

    seconds: float
    point: str | None = None
    answer: Literal["POST", "PATCH"] | None = None
    after: timedelta = timedelta(0)
    troubles: tuple[str, ...] = ()
    seats: tuple[int, ...] = ()
    short_handed: bool = False

    @property
    def role(self) -> Role | None:
        """Who comes to what it is to end at; None for everybody."""
        if self.aim is None:
            return None
        return "read" if self.point in ("before save", "after save") else "bot"

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


def divided(lives: Sequence[Life], seed: int, roles: Sequence[Role]) -> tuple[Life, ...]:
    """The same lives of processes of these roles: one of them dies, or two, or one of each role."""
    chance = random.Random(f"seats {seed}")
    return tuple(_divided(life, chance, roles) for life in lives)


def _divided(life: Life, chance: random.Random, roles: Sequence[Role]) -> Life:
    if life.aim is not None:
        return replace(life, seconds=PATIENCE_TOGETHER)
    kind = chance.random()
    if kind < OF_EACH:
        named = sorted(set(roles))
        seats = tuple(chance.choice([at for at, held in enumerate(roles) if held == role]) for role in named)
    else:
        seats = tuple(chance.sample(range(len(roles)), 2 if kind < OF_EACH + TWO else 1))
    short = not life.after and chance.random() < SHORT_HANDED
    return replace(life, seats=seats, short_handed=short)


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
