"""The timer's housekeeping, whatever the database does."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from bot import schedule
from bot.newsroom import Newsroom
from bot.schedule import Timer
from config.errors import StorageError
from config.settings import ROLES
from storage.model import JobKind
from storage.unfinished import KINDS

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("trouble", [False, True])
async def test_checks_belong_to_the_housekeeping(trouble: bool) -> None:
    done: list[str] = []

    async def trim() -> None:
        done.append("trimmed")

    async def forget(_now: datetime) -> None:
        if trouble:
            raise StorageError("The disk is full.")
        done.append("forgot")

    async def check() -> None:
        done.append("checked")

    room = SimpleNamespace(
        roles=frozenset(ROLES),
        queue=SimpleNamespace(trim=trim),
        archive=SimpleNamespace(pages=SimpleNamespace(forget=forget)),
        now=lambda: NOON,
    )
    timer = Timer(cast("Newsroom", room), check)
    await timer._tidy_up()
    await timer._check()
    assert done == (["trimmed", "checked"] if trouble else ["trimmed", "forgot", "checked"])


async def test_older_articles_are_made_searchable_whatever_the_database_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schedule, "INDEXING_PAUSE", 0)
    monkeypatch.setattr(schedule, "RETRY", 0)
    batches: list[int | StorageError] = [50, StorageError("The disk is full."), 7, 0]

    async def catch_up() -> int:
        batch = batches.pop(0)
        if isinstance(batch, StorageError):
            raise batch
        return batch

    room = SimpleNamespace(
        roles=frozenset(ROLES), archive=SimpleNamespace(search=SimpleNamespace(catch_up=catch_up))
    )
    await Timer(cast("Newsroom", room))._index()
    assert batches == []
    batches.append(50)
    stopped = Timer(cast("Newsroom", room))
    stopped._stopping.set()
    await stopped._index()
    assert batches == [50], "a timer that was stopped begins no batch"


@pytest.mark.parametrize("shared", [False, True])
async def test_looks_that_others_have_not_begun_are_not_asked_for_again(shared: bool) -> None:
    async def crowded() -> frozenset[JobKind]:
        return frozenset({"poll", "read", "deliver"})

    room = SimpleNamespace(
        queue=SimpleNamespace(crowded=crowded),
        archive=SimpleNamespace(is_shared=shared),
        looks=SimpleNamespace(full=False),
    )
    wanted = await schedule._wanted(cast("Newsroom", room))
    assert KINDS - wanted == ({"poll", "read"} if shared else {"read"})
