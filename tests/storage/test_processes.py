"""Processes that work on one database know of each other."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from storage.archive import Archive
from storage.model import Process
from storage.processes import SILENCE
from storage.schema import process

LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def running(name: str, *roles: str) -> Process:
    return Process(
        id=name,
        roles=frozenset(roles),
        host="newsroom-1",
        number=17,
        version="0.1.0",
        started_at=LONG_AGO,
        heard_at=LONG_AGO,
    )


async def test_processes_are_told_of_while_they_are_heard_and_go_by_the_databases_time(
    archive: Archive,
) -> None:
    first = await archive.processes.hear(running("a", "poll", "schedule"))
    assert abs(first - datetime.now(UTC)) < timedelta(hours=1)
    await archive.processes.hear(running("b", "bot"))
    await archive.processes.hear(running("a", "poll", "schedule"))
    known = await archive.processes.alive()
    assert [(each.id, set(each.roles), each.number) for each in known] == [
        ("a", {"poll", "schedule"}, 17),
        ("b", {"bot"}, 17),
    ]
    assert known[0].started_at < known[0].heard_at
    async with archive._database.writing() as tx:
        silent = sa.update(process).where(process.c.id == "a")
        await tx.execute(silent.values(heard_at=known[0].heard_at - SILENCE))
    assert [each.id for each in await archive.processes.alive()] == ["b"]
    await archive.processes.leave("b")
    assert await archive.processes.alive() == ()
