"""An appointment has one event in a guild, whoever asks for it and however often."""

import asyncio
from datetime import timedelta

from storage.archive import Archive
from storage.events import MAKING, REMEMBERED
from tests.fakes.examples import HOUR, NOON


async def test_one_of_many_who_ask_at_once_makes_the_event(archive: Archive) -> None:
    events = archive.events
    claims = await asyncio.gather(*(events.claim("a", ("k", "old"), NOON) for _ in range(8)))
    assert sorted(claim.state for claim in claims) == ["busy"] * 7 + ["new"]
    assert (await events.claim("b", ("k",), NOON)).state == "new", "another guild has its own"
    await events.made("a", claims[0], "900")
    for keys in (("k",), ("new", "k")):
        made = await events.claim("a", keys, NOON)
        assert (made.state, made.key, made.event) == ("made", "k", "900")


async def test_one_of_two_who_ask_at_once_by_other_keys_first_makes_the_event(archive: Archive) -> None:
    for number in range(20):
        keys = (f"{number}a", f"{number}b")
        claims = await asyncio.gather(
            archive.events.claim("a", keys, NOON), archive.events.claim("a", keys[::-1], NOON)
        )
        assert sorted(claim.state for claim in claims) == ["busy", "new"]


async def test_what_was_claimed_and_never_ended_is_looked_for_by_one_later(archive: Archive) -> None:
    events = archive.events
    assert (await events.claim("a", ("k",), NOON)).state == "new"
    assert (await events.claim("a", ("k",), NOON + MAKING - timedelta(seconds=1))).state == "busy"
    claims = await asyncio.gather(*(events.claim("a", ("k",), NOON + MAKING) for _ in range(4)))
    assert sorted(claim.state for claim in claims) == ["busy"] * 3 + ["doubtful"]


async def test_who_ends_after_another_took_the_claim_over_changes_nothing_of_it(archive: Archive) -> None:
    events = archive.events
    late = await events.claim("a", ("k",), NOON)
    second = await events.claim("a", ("k",), NOON + MAKING)
    assert second.state == "doubtful"
    await events.drop("a", late)
    await events.made("a", late, "900")
    assert (await events.claim("a", ("k",), NOON + MAKING)).state == "busy"
    await events.made("a", second, "901")
    await events.made("a", late, "900")
    await events.drop("a", late)
    assert (await events.claim("a", ("k",), NOON + MAKING)).event == "901"


async def test_what_came_to_nothing_or_was_deleted_can_be_claimed_again(archive: Archive) -> None:
    events = archive.events
    await events.drop("a", await events.claim("a", ("k",), NOON))
    claim = await events.claim("a", ("k",), NOON)
    assert claim.state == "new"
    await events.made("a", claim, "900")
    await events.drop("a", claim)
    made = await events.claim("a", ("k",), NOON)
    assert made.state == "made", "it came to something meanwhile"
    await events.drop("a", made)
    again = await events.claim("a", ("k",), NOON)
    assert again.state == "new"
    await events.made("a", again, "901")
    await events.drop("a", made)
    assert (await events.claim("a", ("k",), NOON)).event == "901", "that was another one"


async def test_event_is_forgotten_a_year_after_it_was_asked_for(archive: Archive) -> None:
    events = archive.events
    await events.made("a", await events.claim("a", ("old",), NOON), "900")
    await events.made("a", await events.claim("a", ("new",), NOON + 2 * HOUR), "901")
    assert await archive.keeping.forget_events(NOON + REMEMBERED) == 0
    assert await archive.keeping.forget_events(NOON + REMEMBERED + HOUR) == 1
    assert await archive.keeping.forget_events(NOON + REMEMBERED + HOUR) == 0
    states = [(await events.claim("a", (key,), NOON + REMEMBERED + HOUR)).state for key in ("old", "new")]
    assert states == ["new", "made"]
