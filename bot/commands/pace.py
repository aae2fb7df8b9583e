"""How often one person may ask and press: as often as anybody honest does, and no oftener."""

from typing import Any, Final

import discord
from discord import app_commands

MINUTE: Final = 60.0

USUAL: Final = 20
"""Commands, and presses of buttons of one kind, a minute; after a rest so many at once."""

MOST_REMEMBERED: Final = 10_000
"""Beyond so many, who has rested is forgotten."""


class Pace:
    """What each person did of late: a leaky bucket for each kind of thing."""

    def __init__(self) -> None:
        self._full_until: dict[tuple[str, int], float] = {}

    def wait(self, kind: str, person: int, a_minute: int, now: float) -> float:
        """Seconds until the person may do this again; 0 where they may now, which counts as done."""
        key, each = (kind, person), MINUTE / a_minute
        full_until = max(now, self._full_until.get(key, now)) + each
        if (over := full_until - now - MINUTE) > each / 1000:
            return over
        self._full_until[key] = full_until
        if len(self._full_until) > MOST_REMEMBERED:
            self._full_until = {key: until for key, until in self._full_until.items() if until > now}
        return 0.0


def keep_pace(interaction: discord.Interaction[Any], kind: str, a_minute: int = USUAL) -> None:
    """Count what the asker does; CommandOnCooldown, which is answered in words, where that is too often."""
    pace: Pace = interaction.client.tree.pace
    wait = pace.wait(kind, interaction.user.id, a_minute, interaction.created_at.timestamp())
    if wait:
        raise app_commands.CommandOnCooldown(app_commands.Cooldown(a_minute, MINUTE), wait)
