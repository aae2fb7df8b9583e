"""The newest headlines of a guild that reads most feeds, and of one that reads few of many."""

import pytest

from storage.archive import Archive
from tests.fakes.examples import HOUR, NOON
from tests.storage.scenes import wire
from tests.storage.test_headlines import filed


@pytest.mark.parametrize("many", [1, 100], ids=["all are gone through", "each feed is asked"])
async def test_newest_headlines_are_the_same_whichever_way_they_are_found(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("storage.headlines.MANY_FEEDS", many)
    one, other, rare = [await wire(archive, name) for name in ("One", "Other", "Rare")]
    await filed(archive, one.id, [NOON - number * HOUR for number in range(20)])
    await filed(archive, other.id, [NOON - number * HOUR for number in range(20)])
    await filed(archive, rare.id, [NOON - number * 90 * HOUR for number in range(1, 6)])

    async def titles(*feeds: int) -> list[str]:
        return [title for _, title in await archive.headlines.titles(frozenset(feeds), 4)]

    assert await titles(one.id, other.id, rare.id) == [str(NOON)] * 2 + [str(NOON - HOUR)] * 2
    assert await titles(one.id) == [str(NOON - number * HOUR) for number in range(4)]
    assert await titles(rare.id) == [str(NOON - number * 90 * HOUR) for number in range(1, 5)], (
        "who reads little of what is new is told what is older"
    )
    assert await titles() == []
