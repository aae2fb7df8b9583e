"""Which part of Discord's gateway the setting `shards` names."""

from dataclasses import dataclass
from typing import Final

MOST: Final = 1000
"""Shards, enough for a million servers: each is a row that every bot locks with each beat."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """So many shards in all, and those to hold; None where it is left to Discord and to other processes."""

    total: int | None = None
    mine: frozenset[int] | None = None


def part_of(said: str | None) -> Part:
    """What 16, 3/16 or 0-3/16 means, in the form that the setting has. ValueError where nothing."""
    if said is None:
        return Part()
    range_, _, total = said.rpartition("/")
    first, _, last = range_.partition("-")
    if not 1 <= int(total) <= MOST:
        raise ValueError(f"there is at least one shard, and {MOST} at most")
    if not range_:
        return Part(total=int(total))
    mine = frozenset(range(int(first), int(last or first) + 1))
    if not mine or max(mine) >= int(total):
        raise ValueError(f"of {total} shards the first is 0 and the last {int(total) - 1}, such as 0-3/16")
    return Part(total=int(total), mine=mine)
