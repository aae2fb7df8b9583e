"""However many add at once, no guild and no member has more than there may be."""

import asyncio
from datetime import time

import pytest

from feeds.opml import Outline
from storage.archive import Archive
from storage.model import Full
from summarise.model import DigestPlan, Watch
from tests.fakes.examples import HOUR, NOON
from tests.storage.scenes import wire

MOST, AT_ONCE = 3, 8


def watch(word: str, target: str = "user:1", guild: str = "a") -> Watch:
    return Watch(
        id=0, guild=guild, target=target, actors=(), keywords=(word,), origin="command", created_at=NOON
    )


def plan(hour: int, target: str = "channel:1", guild: str = "a") -> DigestPlan:
    return DigestPlan(
        id=0,
        guild=guild,
        target=target,
        at=time(hour),
        zone="UTC",
        stories=5,
        sentences=2,
        origin="command",
        next_due_at=NOON + HOUR,
        created_at=NOON,
    )


async def test_watches_added_at_once_stay_within_their_number(archive: Archive) -> None:
    add = archive.watches.add_within
    came = await asyncio.gather(*(add(watch(f"word{number}"), MOST) for number in range(AT_ONCE)))
    kept = [one for one in came if isinstance(one, Watch)]
    assert [one for one in came if isinstance(one, Full)] == [Full(most=MOST)] * (AT_ONCE - MOST)
    assert set(await archive.watches.of_guild("a")) == set(kept)
    assert len(kept) == MOST
    assert await add(watch(kept[0].keywords[0]), MOST) == kept[0]
    for elsewhere in (watch("x", "user:2"), watch("x", "channel:1"), watch("x", guild="b")):
        assert isinstance(await add(elsewhere, 1), Watch)
    assert await add(watch("y", "channel:2"), 1) == Full(most=1)


async def test_digests_planned_at_once_stay_within_their_number(archive: Archive) -> None:
    add = archive.plans.add_within
    came = await asyncio.gather(*(add(plan(hour), MOST) for hour in range(AT_ONCE)))
    kept = [one for one in came if isinstance(one, DigestPlan)]
    assert len(await archive.plans.of_guild("a")) == len(kept) == MOST
    assert Full(most=MOST) in came
    assert await add(kept[0], MOST) == kept[0]
    for elsewhere in (plan(1, "user:2"), plan(1, guild="b")):
        assert isinstance(await add(elsewhere, 1), DigestPlan)
    assert await add(plan(1, "channel:2"), MOST) == Full(most=MOST)


async def test_feeds_added_at_once_stay_within_their_number_with_those_that_rest(archive: Archive) -> None:
    subscribe = archive.subscriptions.subscribe
    feeds = [await wire(archive, f"https://wire.example/{number}", guilds=()) for number in range(AT_ONCE)]
    came = await asyncio.gather(*(subscribe("a", feed.id, "command", NOON, most=MOST) for feed in feeds))
    assert sorted(map(repr, came)) == sorted([repr(Full(most=MOST))] * (AT_ONCE - MOST) + ["True"] * MOST)
    held = await archive.subscriptions.of_guild("a")
    assert len(held) == MOST
    assert await archive.pausing.pause("a", held[0].feed.id, NOON)
    assert await subscribe("a", held[0].feed.id, "command", NOON, most=MOST) is False
    assert await subscribe("a", held[1].feed.id, "command", NOON, most=MOST) is False
    left = next(feed.id for feed in feeds if feed.id not in {row.feed.id for row in held})
    assert await subscribe("a", left, "command", NOON, most=MOST) == Full(most=MOST)
    assert await subscribe("b", left, "command", NOON, most=MOST) is True


async def test_lists_taken_in_at_once_stay_within_their_number(archive: Archive) -> None:
    lists = [
        [
            Outline(address=f"https://wire.example/{which}/{number}", title="", outlet="")
            for number in range(2)
        ]
        for which in range(4)
    ]
    bring_in = archive.subscriptions.bring_in
    came = await asyncio.gather(*(bring_in("a", one, "command", NOON, most=MOST) for one in lists))
    told = [one for each in came for one in each.values()]
    assert (told.count(True), told.count(Full(most=MOST))) == (MOST, len(told) - MOST)
    assert len(await archive.subscriptions.of_guild("a")) == MOST
    mine = next(iter(await archive.subscriptions.of_guild("a"))).feed.address
    again = await bring_in(
        "a", [Outline(address=mine, title="", outlet=""), lists[-1][-1]], "command", NOON, most=MOST
    )
    assert again[mine] is False


async def test_person_keeps_the_newest_of_what_was_shown(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.views.MOST_KEPT", 5)
    views = archive.views
    other = await views.keep("list", "a", "8", "{}", NOON)
    first, second, *_, last = [await views.keep("list", "a", "7", str(number), NOON) for number in range(6)]
    assert await views.find(first) is None
    for kept in (other, second, last):
        assert await views.find(kept) is not None
