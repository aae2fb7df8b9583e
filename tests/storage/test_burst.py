"""Many articles of one event, read side by side: each target is told of it once."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from storage.archive import Archive
from summarise.mend import mend
from summarise.read import read
from tests.fakes.examples import NOON, entry
from tests.fakes.workers import InlineWorkers
from tests.storage.scenes import bring, wire

OUTLETS = ("Meridian", "Lantern", "Ferry", "Windmill", "Copper")
TEXT = (
    "Vladimir Putin met António Guterres in the Kremlin on Tuesday for talks on the siege of Mariupol. "
    "The United Nations asked for a corridor out of the Azovstal steel works, where civilians shelter. "
    "Mr Putin said that he agreed in principle to such a corridor from the Azovstal works."
)


def now() -> datetime:
    return NOON + timedelta(minutes=5)


async def test_event_that_many_feeds_bring_at_once_is_told_once(archive: Archive) -> None:
    for target in ("channel:1", "user:7"):
        await archive.watches.add(
            guild="a", target=target, actors=("vladimir-putin",), origin="command", now=NOON
        )
    for number, outlet in enumerate(OUTLETS):
        told = entry(
            outlet, title="Putin agrees to Azovstal corridor, UN says", text=f"{TEXT} {outlet} was told so."
        )
        await bring(
            archive,
            await wire(archive, outlet),
            replace(told, published_at=NOON + number * timedelta(seconds=5)),
        )
    ids = range(1, 1 + len(OUTLETS))

    async def one(number: int) -> None:
        if await read(number, store=archive.stories, workers=InlineWorkers(), now=now):
            await mend(number, store=archive.stories, workers=InlineWorkers(), now=now)

    for _ in range(5):
        await asyncio.gather(*(one(number) for number in ids))
    for number in ids:
        assert await archive.stories.unread(number) is None
        assert await mend(number, store=archive.stories, workers=InlineWorkers(), now=now) is None
    said = Counter(
        (held.post.target, held.post.action) for held in await archive.deliveries.recent(None, 100)
    )
    assert (said["channel:1", "post"], said["user:7", "post"]) == (1, 1)
    assert said["channel:1", "edit"] > 0
    (verdict,) = await archive.verdicts.of("channel:1", 5)
    assert verdict.headline == "Putin agrees to Azovstal corridor, UN says"
