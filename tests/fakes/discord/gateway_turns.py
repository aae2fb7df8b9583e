"""Whose turn it is to identify: Discord lets one shard of each turn do so in so many seconds."""

import asyncio
from dataclasses import dataclass, field


@dataclass(kw_only=True, slots=True)
class Turns:
    """With `seconds` it is looked at how often; with `one_of_each` a shard is signed in once at a time.

    Two may be for `overlap` seconds, though Discord itself never minds.
    """

    concurrency: int = 1
    seconds: float = 0.0
    one_of_each: bool = False
    overlap: float = 0.0
    hasty: list[int] = field(default_factory=list)
    last: dict[int, float] = field(default_factory=dict)

    def is_hasty(self, shard: int) -> bool:
        """Note that the shard identifies; whether it does too soon after another one of its turn."""
        now = asyncio.get_running_loop().time()
        turn = shard % self.concurrency
        before, self.last[turn] = self.last.get(turn), now
        if before is None or now - before >= self.seconds:
            return False
        self.hasty.append(shard)
        return True
