"""Old and new versions at once: what a newer one stored waits for it, and its schema ends the older ones."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from config.errors import NewerError, OutgrownError, StorageError
from storage.archive import Archive
from storage.documents import POST
from storage.engine import Transaction, database_url
from storage.migrate import migrate
from storage.queue import NoNudges
from storage.revision import serves
from storage.schema import HEAD, VERSION_TABLE, delivery, process, reading
from tests.fakes.examples import HOUR, NOON, post
from tests.storage.scenes import article, founded, wire
from tests.storage.test_processes import running


async def put_at(archive: Archive, revision: str) -> None:
    async with archive._database.writing() as tx:
        await tx.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '{revision}'"))


async def rewrite(tx: Transaction, table: sa.Table, version: int) -> None:
    """Let every document in the table be of this version."""
    for row in await tx.rows(sa.select(*table.primary_key, table.c.document)):
        if row["document"]:
            document = json.dumps(json.loads(row["document"]) | {"version": version})
            key = next(iter(table.primary_key))
            await tx.execute(sa.update(table).where(key == row[key.name]).values(document=document))


def test_a_revision_with_a_letter_serves_who_was_written_for_its_digits() -> None:
    assert serves(HEAD)
    assert serves("0009a", "0009")
    assert serves("0009b", "0009a")
    assert not serves("0009", "0009a")
    assert not serves("0010", "0009a")
    assert not serves("0008", "0009")
    assert not serves(None)


async def test_a_running_process_hears_that_the_database_has_gone_ahead(archive: Archive) -> None:
    me = running("a", "poll")
    await put_at(archive, f"{HEAD}a")
    await archive.processes.hear(me)
    await migrate(database_url(archive._database.url.render_as_string(hide_password=False)))
    await put_at(archive, "9999")
    with pytest.raises(OutgrownError, match=r"revision 9999 by a newer Wirewatch[\s\S]*Update this process"):
        await archive.processes.hear(me)
    await put_at(archive, "0001")
    with pytest.raises(OutgrownError, match="Start this process again"):
        await archive.processes.hear(me)
    async with archive._database.reading() as tx:
        assert len(await tx.rows(sa.select(process))) == 1


async def test_commands_that_look_make_a_database_but_bring_none_up_to_date(
    archive: Archive, empty_url: str, url: str
) -> None:
    fresh = await Archive.open(empty_url, NoNudges(), upgrades=False)
    assert (await fresh.status(None)).feeds == 0
    await fresh.close()
    await put_at(archive, "0007")
    with pytest.raises(StorageError, match=r"older Wirewatch's \(its revision is 0007.*\nStop them"):
        await Archive.open(url, NoNudges(), upgrades=False)
    await put_at(archive, "9999")
    with pytest.raises(OutgrownError, match="newer Wirewatch"):
        await Archive.open(url, NoNudges(), upgrades=False)


async def test_a_post_of_a_newer_version_waits_with_what_stands_behind_it(archive: Archive) -> None:
    held = await article(archive, await wire(archive, "Meridian"))
    await founded(archive, held, posts=(post(held),))
    async with archive._database.writing() as tx:
        await rewrite(tx, delivery, 99)
    with pytest.raises(NewerError, match="version 99"):
        await archive.deliveries.claim("channel:1", NOON + HOUR)
    assert await archive.deliveries.recent("a", 5) == ()
    async with archive._database.writing() as tx:
        row = await tx.row(sa.select(delivery))
        assert row is not None
        assert (row["state"], row["attempts"], row["error"]) == ("due", 0, None)
        assert row["wake_at"] > NOON + HOUR
        await rewrite(tx, delivery, json.loads(POST.dump(post(held)))["version"])
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is not None


async def test_what_a_newer_version_has_read_is_neither_left_out_nor_a_try(archive: Archive) -> None:
    feed = await wire(archive, "Meridian")
    story = await founded(archive, await article(archive, feed))
    async with archive._database.writing() as tx:
        await rewrite(tx, reading, 99)
    with pytest.raises(NewerError):
        await archive.stories.story(story)
    later = await article(archive, feed, "b", now=NOON + timedelta(minutes=1))
    tries = sa.select(reading.c.attempts).where(reading.c.article == later.id)
    async with archive._database.reading() as tx:
        before = await tx.value(tries)
    assert await archive.stories.unread(later.id) is not None
    await archive.stories.spare("read", later.id)
    async with archive._database.reading() as tx:
        assert await tx.value(tries) == before
