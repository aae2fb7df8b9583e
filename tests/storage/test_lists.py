"""A list of feeds comes in a hundred to a transaction, and each feed is told of for itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from config.errors import StorageError
from feeds.opml import Outline
from storage.archive import Archive
from storage.engine import Database, Transaction
from storage.moves import LONGEST_ADDRESS
from storage.subscriptions import TOGETHER
from tests.fakes.examples import NOON


def outline(number: int, **said: str) -> Outline:
    address = f"https://o{number}.example/feed"
    return Outline(address=address, title=f"Outlet {number}", **said)  # type: ignore[arg-type]


async def test_list_comes_in_whole_but_for_what_cannot_be_kept(archive: Archive) -> None:
    known = await archive.feeds.add(address=outline(3).address, outlet="Known", now=NOON)
    read = await archive.feeds.add(address=outline(4).address, outlet="Read", now=NOON)
    await archive.subscriptions.subscribe("a", read.id, "command", NOON)
    listed = [outline(number) for number in range(1, 2 * TOGETHER + 2)]
    listed[9] = outline(10, outlet="Ten", topic="World/Europe", backlog="post")
    listed[19] = Outline(address="https://o.example/" + "x" * LONGEST_ADDRESS, title="Endless")
    came = await archive.subscriptions.bring_in("a", listed, "operator", NOON)
    assert len(came) == len(listed)
    assert isinstance(came[listed[19].address], StorageError)
    assert [number for number, new in enumerate(came.values()) if new is not True] == [3, 19]
    rows = {row.feed.address: row for row in await archive.subscriptions.of_guild("a")}
    assert set(rows) == {each.address for each in listed} - {listed[19].address}
    assert (rows[known.address].feed.id, rows[known.address].feed.outlet) == (known.id, "Known")
    ten = rows[listed[9].address]
    assert (ten.feed.outlet, ten.feed.backlog, ten.topic) == ("Ten", "post", "World/Europe")
    assert (ten.origin, ten.next_look_at) == ("operator", NOON)
    again = await archive.subscriptions.bring_in("a", listed[:5], "operator", NOON)
    assert list(again.values()) == [False] * 5


async def test_what_cannot_be_kept_together_is_told_of_each(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, transactions = Database.writing, 0

    @asynccontextmanager
    async def failing(self: Database) -> AsyncIterator[Transaction]:
        nonlocal transactions
        transactions += 1
        async with writing(self) as tx:
            yield tx
            if transactions == 2:
                raise StorageError("The disk is full.")

    monkeypatch.setattr(Database, "writing", failing)
    listed = [outline(number) for number in range(2 * TOGETHER + 1)]
    came = await archive.subscriptions.bring_in("a", listed, "operator", NOON)
    assert [isinstance(new, StorageError) for new in came.values()] == [False] * 100 + [True] * 100 + [False]
    assert len(await archive.subscriptions.of_guild("a")) == TOGETHER + 1
    assert transactions == 3
