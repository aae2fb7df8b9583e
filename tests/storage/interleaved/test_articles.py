"""Two transactions on one article at once (PostgreSQL): whoever comes second sees what the first one did."""

from dataclasses import replace
from datetime import timedelta

from feeds.model import Extracted, PageLook
from storage.archive import HOST_DELAY, Archive
from storage.edits import CALM, Edit, revise
from storage.engine import Database, Transaction
from storage.filing import file
from storage.sought import found_by
from summarise.model import Saved
from tests.fakes.examples import HOUR, NOON, edition, entry, look, reading
from tests.storage.conftest import Noted
from tests.storage.interleaved.conftest import waiting
from tests.storage.scenes import article, bring, wire

EDITED = entry("e1", title="Envoy resigns")
FULL = "The envoy met the president for an hour, and they spoke of the harbour. " * 20


async def edit(tx: Transaction, *, page: bool = False) -> None:
    await revise(tx, [Edit(article=1, entry=EDITED, page=page, silent=False, now=NOON + HOUR)])


async def test_edition_waits_for_the_edit_and_is_read_anew(
    archive: Archive, database: Database, nudges: Noted
) -> None:
    held = await article(archive, await wire(archive))
    nudges.take()
    async with database.writing() as tx:
        await edit(tx)
        filing = await waiting(database, archive.stories.save(edition(held, reading("envoy")), NOON + HOUR))
    assert await filing == Saved()
    assert nudges.take() == [("read", "1")]
    unread = await archive.stories.unread(1)
    assert unread is not None
    assert unread.title == "Envoy resigns"


async def test_edit_waits_for_the_edition_and_is_read_after_it(
    archive: Archive, database: Database, nudges: Noted
) -> None:
    feed = await wire(archive)
    held = await article(archive, feed)
    async with database.writing() as tx:
        assert await file(tx, edition(held, reading("envoy")), found_by(held, reading("envoy")), NOON + HOUR)
        editing = await waiting(database, bring(archive, feed, EDITED, now=NOON + HOUR))
    await editing
    nudges.take()
    await archive.nudge_unfinished(NOON + HOUR + CALM, frozenset({"read"}))
    assert nudges.take() == [("read", "1")]
    unread = await archive.stories.unread(1)
    assert unread is not None
    assert unread.title == "Envoy resigns"


async def test_words_that_come_back_while_the_edit_is_filed_are_an_edit_again(
    archive: Archive, database: Database
) -> None:
    feed = await wire(archive)
    held = await article(archive, feed)
    assert await archive.stories.save(edition(held, reading("envoy")), NOON)
    await bring(archive, feed, EDITED, now=NOON + HOUR)
    changed = await archive.stories.unread(1)
    assert changed is not None
    async with database.writing() as tx:
        assert await file(
            tx, edition(changed, reading("envoy")), found_by(changed, reading("envoy")), NOON + HOUR
        )
        editing = await waiting(database, bring(archive, feed, entry("e1"), now=NOON + 2 * HOUR))
    await editing
    unread = await archive.stories.unread(1)
    assert unread is not None
    assert unread.title == "Envoy meets president"


async def test_page_waits_for_the_edit_and_does_not_overwrite_it(
    archive: Archive, database: Database
) -> None:
    feed = await wire(archive)
    await archive.feeds.save(replace(look(feed, entry()), pages=frozenset({"e1"})), NOON)
    now = NOON + HOST_DELAY
    asked = await archive.pages.wanted(1, now)
    assert asked is not None
    await archive.pages.learn(asked, "", now, quiet=None)
    wanted = await archive.pages.wanted(1, now + HOST_DELAY)
    assert wanted is not None
    page = Extracted(title="Envoy meets president", text=FULL, canonical=None)
    found = PageLook(wanted=wanted, page=page, tells=True)
    later = now + 2 * HOST_DELAY
    async with database.writing() as tx:
        await edit(tx, page=True)
        keeping = await waiting(database, archive.pages.keep(found, later))
    await keeping
    assert await archive.stories.unread(1) is None, "it waits for its page as that is now"
    again = await archive.pages.wanted(1, later + timedelta(seconds=1))
    assert again is not None
    assert (again.title, again.text) == (EDITED.title, EDITED.text)
