"""Which part of the gateway a process holds."""

from dataclasses import dataclass

from config.declared import TERMINAL

SNOWFLAKE_SHIFT = 22
"""Bits of a snowflake below its time: a guild's shard is computed from what is above them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shards:
    """So many shards in all, and those that this process holds; it may be the `terminal` instead."""

    total: int
    mine: frozenset[int]
    terminal: bool = False

    def of(self, guild: str) -> int:
        """The shard that tells of this guild; 0 where it is none of Discord's, as of direct messages.

        As Discord's documentation has it (Gateway, Sharding).
        """
        is_one = guild.isascii() and guild.isdecimal()
        return (int(guild) >> SNOWFLAKE_SHIFT) % self.total if is_one else 0

    def place_of(self, guild: str) -> str:
        """Where what is for this guild is delivered from, as the queue names it."""
        return TERMINAL if guild == TERMINAL else self._place(self.of(guild))

    @property
    def places(self) -> tuple[str, ...]:
        """The places that are this process's."""
        own = tuple(self._place(number) for number in sorted(self.mine))
        return (*own, TERMINAL) if self.terminal else own

    def _place(self, number: int) -> str:
        return f"{number}/{self.total}"


ALONE = Shards(total=1, mine=frozenset({0}))
"""One process that holds everything."""
