"""Articles wait to be read, are read once, and never lose what their outlet changed meanwhile."""

import asyncio

from storage.archive import Archive
from storage.stories import TRIES
from summarise.model import Joins
from tests.fakes.examples import HOUR, NOON, edition, entry, post, reading
from tests.storage.conftest import Noted
from tests.storage.scenes import FLOOD, SUMMIT, article, bring, founded, joined, watched, wire


async def test_read_article_is_not_read_again(archive: Archive) -> None:
    held = await article(archive, await wire(archive))
    await founded(archive, held)
    assert await archive.stories.unread(held.id) is None
    assert await archive.stories.unread(held.id + 1) is None
    assert (await archive.status(None)).unread == 0


async def test_article_tried_five_times_in_vain_is_set_aside(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry())
    tries = [await archive.stories.unread(1) for _ in range(TRIES + 2)]
    assert [held is not None for held in tries] == [True] * TRIES + [False, False]
    nudges.take()
    assert await archive.nudge_unfinished(NOON + HOUR / 2, frozenset({"read"})) == 0


async def test_article_set_aside_is_not_tried_until_it_changes(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry())
    await archive.stories.set_aside(1, "took too long", NOON)
    assert await archive.stories.unread(1) is None
    await bring(archive, feed, entry(text="Another text altogether, and short."), now=NOON + HOUR)
    assert await archive.stories.unread(1) is not None


async def test_edition_saved_by_two_runs_counts_once(archive: Archive) -> None:
    await watched(archive)
    held = await article(archive, await wire(archive))
    lineup = await archive.stories.lineup(held, reading(*SUMMIT).terms)
    decided = edition(held, reading(*SUMMIT), snapshot=lineup.snapshot, posts=(post(held),))
    saved = await asyncio.gather(*(archive.stories.save(decided, NOON) for _ in range(4)))
    assert sorted(str(one and one.story) for one in saved) == ["1", "None", "None", "None"]
    assert None not in saved, "nobody computes anew what is read"
    status = await archive.status(None)
    assert (status.stories, status.undelivered) == (1, 1)
    assert (await archive.stories.lineup(held, {})).snapshot == lineup.snapshot + 1


async def test_text_changed_while_it_was_read_is_read_anew(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    held = await article(archive, feed)
    await bring(archive, feed, entry("e1", title="Envoy stays"), now=NOON + HOUR)
    nudges.take()
    assert await archive.stories.save(edition(held, reading(*SUMMIT)), NOON + HOUR)
    assert nudges.take() == [("read", str(held.id))]
    assert (await archive.status(None)).stories == 0
    changed = await archive.stories.unread(held.id)
    assert changed is not None
    assert changed.title == "Envoy stays"


async def test_story_is_told_in_the_words_that_were_read(archive: Archive) -> None:
    feed = await wire(archive)
    held = await article(archive, feed)
    story_id = await founded(archive, held)
    await bring(archive, feed, entry("e1", text="New words of another length."), now=NOON + HOUR)
    before = await archive.stories.story(story_id)
    assert before is not None
    assert before.reports[0].article == held
    changed = await archive.stories.unread(held.id)
    assert changed is not None
    assert await joined(archive, changed, story_id, 1, reading(*SUMMIT, "words"))
    after = await archive.stories.story(story_id)
    assert after is not None
    assert after.reports[0].article.text == "New words of another length."
    assert after.reports[0].reading.terms["words"] == 1


async def test_article_read_again_keeps_its_story_and_is_decided_anew(
    archive: Archive, nudges: Noted
) -> None:
    feed = await wire(archive)
    await watched(archive)
    held, other = await article(archive, feed), await article(archive, feed, "e2", now=NOON + HOUR)
    own = await founded(archive, held, posts=(post(held),))
    elsewhere = await founded(archive, other, reading(*FLOOD))
    await bring(archive, feed, entry("e1", title="The valley is flooded"), now=NOON + 2 * HOUR)
    changed = await archive.stories.unread(held.id)
    assert changed is not None
    lineup = await archive.stories.lineup(changed, reading(*FLOOD).terms)
    assert [candidate.story for candidate in lineup.candidates] == [own]
    nudges.take()
    assert not await archive.stories.save(
        edition(
            changed,
            reading(*FLOOD),
            decision=Joins(story=elsewhere, revision=1, score=0.9),
            posts=(post(changed, story=elsewhere, revision=2),),
        ),
        NOON,
    )
    assert nudges.take() == [], "what was decided about another story is not told"
    assert await joined(archive, changed, own, 1, reading(*FLOOD))
    story = await archive.stories.story(own)
    assert story is not None
    assert (story.revision, len(story.reports), story.reports[0].article.title) == (
        2,
        1,
        "The valley is flooded",
    )
    unchanged = await archive.stories.story(elsewhere)
    assert unchanged is not None
    assert (unchanged.revision, len(unchanged.reports)) == (1, 1)


async def test_article_read_again_counts_its_terms_once(archive: Archive) -> None:
    feed = await wire(archive)
    held = await article(archive, feed)
    own = await founded(archive, held, reading("old", "same"))
    await bring(archive, feed, entry("e1", title="Changed"), now=NOON + HOUR)
    changed = await archive.stories.unread(held.id)
    assert changed is not None
    assert await joined(archive, changed, own, 1, reading("new", "same"))
    other = await article(archive, feed, "e2", now=NOON + 24 * HOUR)
    await founded(archive, other, reading("else"), now=NOON + 24 * HOUR)
    background = (await archive.stories.lineup(held, dict.fromkeys(("old", "same", "new"), 1))).background
    assert background.documents == 1
    assert background.counts == {"old": 0, "same": 1, "new": 1}
