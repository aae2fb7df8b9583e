"""Which part of the gateway a process holds."""

from dataclasses import dataclass

SNOWFLAKE_SHIFT = 22
"""Bits of a snowflake below its time: a guild's shard is computed from what is above them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shards:
    """So many shards in all, and those that this process holds."""

    total: int
    mine: frozenset[int]

    def of(self, guild: str) -> int:
        """The shard that tells of this guild; 0 where it is none of Discord's, as of direct messages.

        As Discord's documentation has it (Gateway, Sharding).
        """
        is_one = guild.isascii() and guild.isdecimal()
        return (int(guild) >> SNOWFLAKE_SHIFT) % self.total if is_one else 0


ALONE = Shards(total=1, mine=frozenset({0}))
"""One process that holds everything."""
