"""What a client does about the shards that are held."""

import asyncio

from yarl import URL

from bot.shards.holding import Alone
from bot.shards.keeping import Keeping
from config.settings.part import Part
from storage.model import Shards

MANY = 8


class Slow:
    """A client each of whose goodbyes is only answered once all of them were said."""

    def __init__(self) -> None:
        self.signed_in: set[int] = set()
        self._said = asyncio.Barrier(MANY)

    def connected(self) -> frozenset[int]:
        return frozenset(self.signed_in)

    async def launch_shard(self, _gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        assert initial == (not self.signed_in)
        self.signed_in.add(shard_id)

    async def leave_shard(self, shard: int) -> None:
        await self._said.wait()
        self.signed_in.discard(shard)


async def test_shards_are_left_all_at_once() -> None:
    client, holding, left = Slow(), Alone(Part(total=MANY)), list[int]()
    every_one_left = asyncio.Event()

    def note(shard: int) -> None:
        left.append(shard)
        if len(left) == MANY:
            every_one_left.set()

    await holding.begin(1)
    keeping = Keeping(client, holding, lambda _total: None, note)
    running = asyncio.create_task(keeping.run(URL("wss://gateway.example")))
    async with asyncio.timeout(20):
        while len(keeping._launched) < MANY:  # noqa: ASYNC110 - it is about another task
            await asyncio.sleep(0)
        holding._shards = Shards(total=MANY, mine=frozenset())
        holding.changed.set()
        await every_one_left.wait()
    running.cancel()
    assert (left, keeping.open()) == (list(range(MANY)), frozenset())
