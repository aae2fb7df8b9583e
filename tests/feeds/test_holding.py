"""Bodies hold no more together than they may, small ones never wait, and none waits for ever."""

import asyncio
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.holding import TOGETHER, Budget, CrowdedError, Hold
from feeds.model import Fetched, FetchFailed
from feeds.poll import Looks
from tests.fakes.feeds import FeedServer
from tests.feeds.fetch.fetching import feed, fetcher

LARGEST = 10_000_000
CHUNK = 65_536


async def filled(budget: Budget) -> list[Hold]:
    """Bodies that hold all there is, the room that is kept back too."""
    first, last = budget.hold(), budget.hold()
    await first.grow(TOGETHER - TOGETHER // 4 - LARGEST + budget.share)
    await last.grow(budget.share + 1)
    return [first, last]


def waiting(hold: Hold, size: int) -> "asyncio.Task[None]":
    return asyncio.create_task(hold.grow(size))


async def test_small_body_never_waits() -> None:
    budget = Budget(shares=100, largest=LARGEST)
    await filled(budget)
    await budget.hold().grow(budget.share)
    assert budget.share >= 150_000


async def test_large_body_waits_until_another_gives_back() -> None:
    budget = Budget(shares=100, largest=LARGEST)
    first, last = await filled(budget)
    await last.grow(LARGEST)
    second, third = budget.hold(), budget.hold()
    waits, behind = waiting(second, LARGEST), waiting(third, LARGEST)
    await asyncio.sleep(0)
    assert not waits.done()
    last.give_back()
    await waits
    assert not behind.done()
    await second.grow(LARGEST)
    first.give_back()
    await behind


async def test_body_that_waits_too_long_is_told_and_lets_others_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.holding.PATIENCE", 0.01)
    budget = Budget(shares=100, largest=LARGEST)
    first, _ = await filled(budget)
    with pytest.raises(CrowdedError):
        await budget.hold().grow(LARGEST)
    first.give_back()
    await budget.hold().grow(LARGEST)


async def test_body_that_is_given_up_while_it_waits_holds_nothing() -> None:
    budget = Budget(shares=100, largest=LARGEST)
    first, _ = await filled(budget)
    given_up, hold = waiting(budget.hold(), LARGEST), budget.hold()
    behind = waiting(hold, LARGEST)
    await asyncio.sleep(0)
    given_up.cancel()
    first.give_back()
    await behind
    assert hold.taken == LARGEST - budget.share


async def test_deadline_stands_still_while_a_body_waits() -> None:
    budget = Budget(shares=100, largest=LARGEST)
    first, _ = await filled(budget)
    hold = budget.hold()
    async with asyncio.timeout(0.05) as hold.deadline:
        waits = waiting(hold, LARGEST)
        await asyncio.sleep(0)
        assert hold.deadline.when() is None
        first.give_back()
        await waits
        assert hold.deadline.when() is not None


@settings(max_examples=30, deadline=None)
@given(
    sizes=st.lists(st.integers(1, LARGEST), min_size=1, max_size=40),
    turns=st.integers(1, 20),
    chance=st.randoms(use_true_random=False),
)
def test_all_come_to_their_end_and_never_hold_too_much(
    sizes: list[int], turns: int, chance: random.Random
) -> None:
    held: dict[int, int] = {}
    most = 0

    async def look(hold: Hold, number: int, size: int) -> None:
        nonlocal most
        for reached in [*range(0, size, CHUNK * 8), size]:
            await hold.grow(reached)
            held[number] = reached
            most = max(most, sum(held.values()))
            for _ in range(chance.randrange(3)):
                await asyncio.sleep(0)
        del held[number]

    async def all_of_them() -> None:
        looks = Looks(turns, Budget(shares=turns, largest=LARGEST))
        each = [
            looks.take(lambda hold, number=number, size=size: look(hold, number, size))  # type: ignore[misc]
            for number, size in enumerate(sizes)
        ]
        await asyncio.gather(*each)

    asyncio.run(all_of_them())
    assert most <= TOGETHER


async def test_bodies_over_the_wire_keep_within_the_budget(
    monkeypatch: pytest.MonkeyPatch, server: FeedServer
) -> None:
    monkeypatch.setattr("feeds.holding.TOGETHER", 400_000)
    body, live, most = b"x" * 90_000, 0, 0
    address = server.put("/f", body)
    looks = Looks(12, Budget(shares=12, largest=100_000))
    async with fetcher() as fetch:

        async def look(hold: Hold) -> None:
            nonlocal live, most
            outcome = await fetch(feed(address), hold)
            assert isinstance(outcome, Fetched)
            live += len(outcome.body)
            most = max(most, live)
            await asyncio.sleep(0.001)
            live -= len(outcome.body)

        await asyncio.gather(*(looks.take(look) for _ in range(24)))
    assert len(body) < most <= 400_000


async def test_feed_that_finds_no_room_is_a_failure_that_says_so(
    monkeypatch: pytest.MonkeyPatch, server: FeedServer
) -> None:
    monkeypatch.setattr("feeds.holding.TOGETHER", 200_000)
    monkeypatch.setattr("feeds.holding.PATIENCE", 0.01)
    budget = Budget(shares=10, largest=100_000)
    hogs = [budget.hold() for _ in range(2)]
    await hogs[0].grow(50_000 + budget.share)
    await hogs[1].grow(budget.share + 1)
    async with fetcher() as fetch:
        outcome = await fetch(feed(server.put("/f", b"x" * 90_000)), budget.hold())
    assert isinstance(outcome, FetchFailed)
    assert "other large feeds took all memory" in str(outcome.detail)
    assert str(outcome.detail).endswith("it is tried again later.")
