"""What a try came to comes back as the phrase that it was, or as the text that was kept before."""

import sqlalchemy as sa

from config.phrase import Moment, phrase
from storage.archive import Archive
from storage.schema import attempt, delivery, target
from storage.withdrawing import REMOVED
from tests.fakes.examples import NOON
from tests.storage.posts import post

WHY = phrase("Wait until {moment}: {what}", moment=Moment(at=NOON), what=phrase("no", n=1_000, code="50013"))
LONG = "It *failed*. " * 100


async def test_reasons_come_back_as_they_were_kept(archive: Archive) -> None:
    outbox = archive.deliveries
    for number in range(4):
        await outbox.put("a", post(story=number, target=f"channel:{number}"), NOON)
    claimed = [await outbox.claim(f"channel:{number}", NOON) for number in range(4)]
    first, second, third, fourth = [one.id for one in claimed if one is not None]
    await outbox.retry(first, not_before=NOON, error=WHY, unknown=True, now=NOON)
    await outbox.fail(second, LONG, NOON)
    await outbox.gone(third, WHY, NOON)
    await outbox.stop(fourth, WHY, NOON)
    held = {one.id: one.error for one in await outbox.recent("a", 9)}
    assert held == {first: WHY, second: LONG, third: WHY, fourth: WHY}
    assert [one.detail for one in await outbox.history(first)] == [None, WHY]
    [_, failed] = await outbox.history(second)
    assert failed.detail == LONG[:500]
    [stopped] = await archive.targets.stopped("a")
    assert stopped.reason == WHY


async def test_text_from_before_is_read_as_it_is(archive: Archive) -> None:
    outbox = archive.deliveries
    await outbox.put("a", post(), NOON)
    claimed = await outbox.claim(post().target, NOON)
    assert claimed is not None
    await outbox.stop(claimed.id, REMOVED, NOON)
    async with archive._database.writing() as tx:
        await tx.execute(sa.update(delivery).values(error="It was *refused*."))
        await tx.execute(sa.update(attempt).values(detail="HTTP 502."))
        await tx.execute(sa.update(target).values(reason=None))
    found = await outbox.find(claimed.id)
    assert found is not None
    assert found.error == "It was *refused*."
    assert {one.detail for one in await outbox.history(claimed.id)} == {"HTTP 502."}
    assert [one.reason for one in await archive.targets.stopped()] == [""]
