"""What the archive says of how things stand, for whoever watches over it."""

from datetime import timedelta

import sqlalchemy as sa

from storage import schema
from storage.archive import Archive
from storage.figures import PROOF, Wait
from storage.unfinished import waiting
from tests.fakes.examples import HOUR, NOON, failed_look
from tests.storage.scenes import alerted, claimed, wire

MINUTE = timedelta(minutes=1)


async def test_nothing_is_wrong_with_an_empty_archive(archive: Archive) -> None:
    seen = await archive.figures(NOON)
    assert (seen.feeds, seen.failing_feeds, seen.held, seen.waits) == (0, 0, 0, ())
    assert seen.last_poll_at is None
    assert seen.due_since is None
    assert not any(seen.waiting.values())
    assert seen.size > 100_000


async def test_feeds_are_told_by_their_last_look_and_by_what_is_due(archive: Archive) -> None:
    well, sick = await wire(archive, "Wire"), await wire(archive, "Lantern")
    due = await archive.figures(NOON + MINUTE)
    assert (due.feeds, due.failing_feeds, due.due_since, due.waiting["poll"]) == (2, 0, NOON, 2)
    for feed in (well, sick):
        await archive.feeds.save(failed_look(feed, next_due_at=NOON + HOUR), NOON + MINUTE)
    seen = await archive.figures(NOON + 2 * MINUTE)
    assert (seen.failing_feeds, seen.last_poll_at, seen.due_since) == (2, NOON + MINUTE, None)


async def test_message_waits_since_it_might_go_and_from_its_first_try_on(archive: Archive) -> None:
    await alerted(archive)
    seen = await archive.figures(NOON + HOUR)
    assert seen.waits == (Wait(guild="a", since=NOON),)
    assert seen.waiting["deliver"] == 1
    taken = await claimed(archive, NOON + 2 * HOUR)
    again = NOON + 3 * HOUR
    await archive.deliveries.retry(
        taken.id, not_before=again, error="Discord is away.", unknown=False, now=NOON + 2 * HOUR
    )
    seen = await archive.figures(NOON + 2 * HOUR + MINUTE)
    assert seen.waits == (Wait(guild="a", since=NOON + 2 * HOUR),)
    assert (await archive.figures(NOON + HOUR, frozenset({"channel:2"}))).waits == ()


async def test_what_is_to_go_later_or_cannot_go_at_all_does_not_wait(archive: Archive) -> None:
    await alerted(archive)
    assert (await archive.figures(NOON - MINUTE)).waits == ()
    taken = await claimed(archive)
    await archive.deliveries.stop(taken.id, "The channel is gone.", NOON, asked=True, whole_guild=False)
    assert (await archive.figures(NOON + HOUR)).waits == ()


async def test_what_a_person_must_decide_is_counted(archive: Archive) -> None:
    await alerted(archive)
    taken = await claimed(archive)
    await archive.deliveries.hold(taken.id, "It may have arrived.", NOON)
    seen = await archive.figures(NOON + HOUR)
    assert (seen.held, seen.waits) == (1, ())


async def test_rows_are_counted_up_to_a_bound(archive: Archive) -> None:
    for outlet in ("Wire", "Lantern", "Beacon"):
        await wire(archive, outlet)
    async with archive._database.reading() as tx:
        counted = await waiting(tx, NOON + MINUTE, most=2)
    assert counted["poll"] == 2


async def test_proof_that_the_database_can_be_written_leaves_one_row(archive: Archive) -> None:
    await archive.prove_writable(NOON)
    await archive.prove_writable(NOON + HOUR)
    async with archive._database.reading() as tx:
        rows = await tx.values(sa.select(schema.note.c.value).where(schema.note.c.key == PROOF))
    assert rows == [(NOON + HOUR).isoformat()]
