"""An appointment has one event in a guild, whoever asks for it and however often."""

import asyncio
from datetime import timedelta

from storage.archive import Archive
from storage.events import MAKING
from tests.fakes.examples import NOON


async def test_one_of_many_who_ask_at_once_makes_the_event(archive: Archive) -> None:
    events = archive.events
    claims = await asyncio.gather(*(events.claim("a", ("k", "old"), NOON) for _ in range(8)))
    assert sorted(claim.state for claim in claims) == ["busy"] * 7 + ["new"]
    assert (await events.claim("b", ("k",), NOON)).state == "new", "another guild has its own"
    await events.made("a", "k", "900")
    for keys in (("k",), ("new", "k")):
        made = await events.claim("a", keys, NOON)
        assert (made.state, made.key, made.event) == ("made", "k", "900")


async def test_what_was_claimed_and_never_ended_is_looked_for_by_one_later(archive: Archive) -> None:
    events = archive.events
    assert (await events.claim("a", ("k",), NOON)).state == "new"
    assert (await events.claim("a", ("k",), NOON + MAKING - timedelta(seconds=1))).state == "busy"
    claims = await asyncio.gather(*(events.claim("a", ("k",), NOON + MAKING) for _ in range(4)))
    assert sorted(claim.state for claim in claims) == ["busy"] * 3 + ["doubtful"]


async def test_what_came_to_nothing_or_was_deleted_can_be_claimed_again(archive: Archive) -> None:
    events = archive.events
    await events.claim("a", ("k",), NOON)
    await events.drop("a", "k")
    assert (await events.claim("a", ("k",), NOON)).state == "new"
    await events.made("a", "k", "900")
    await events.drop("a", "k")
    await events.drop("a", "k", gone="901")
    assert (await events.claim("a", ("k",), NOON)).state == "made", "that was another one"
    await events.drop("a", "k", gone="900")
    assert (await events.claim("a", ("k",), NOON)).state == "new"
