"""Stories put right: two that are one keep one message, and a part that leaves is not told as new."""

from dataclasses import replace

from feeds.model import Article
from storage.archive import Archive
from summarise.model import Mending, Merge, Move, Post, Repair, Split, Story
from tests.fakes.examples import HOUR, NOON, post, reading
from tests.storage.scenes import FLOOD, article, claimed, founded, joined, watched, wire


async def shown(archive: Archive, held: Article, *, target: str = "channel:1") -> int:
    """A story that the article founds, and whose alert has arrived at the target."""
    story = await founded(archive, held, posts=(post(held, target=target),))
    await archive.deliveries.sent((await claimed(archive, target=target)).id, f"message-{story}", NOON)
    return story


async def told(archive: Archive, story_id: int) -> Story:
    """The story, which must be there."""
    story = await archive.stories.story(story_id)
    assert story is not None
    return story


async def mended(
    archive: Archive, feed: int, *steps: Repair, posts: tuple[Post, ...] = (), **revisions: int
) -> bool:
    """Whether these steps could be taken of stories s1, s2 … at these revisions."""
    read = {int(name[1:]): revision for name, revision in revisions.items()}
    mending = Mending(steps=steps, revisions=read, revision=1 + max(read.values()), posts=posts, feed=feed)
    return await archive.stories.mend(mending, NOON + HOUR)


async def test_two_stories_become_one_and_the_newer_id_leads_to_it(archive: Archive) -> None:
    feed = await wire(archive)
    older = await founded(archive, await article(archive, feed, "e1"))
    newer = await founded(archive, await article(archive, feed, "e2"), reading(*FLOOD))
    assert await mended(archive, feed.id, Merge(older=older, newer=newer), s1=1, s2=1)
    story = await told(archive, newer)
    assert (story.id, story.revision, len(story.reports)) == (older, 2, 2)
    (candidate,) = await archive.stories.neighbours([older, newer])
    assert (candidate.story, len(candidate.traces)) == (older, 2)


async def test_merged_story_is_found_by_the_words_of_both(archive: Archive) -> None:
    feed = await wire(archive)
    older = await founded(archive, await article(archive, feed, "e1"))
    newer = await founded(archive, await article(archive, feed, "e2"), reading(*FLOOD))
    assert await mended(archive, feed.id, Merge(older=older, newer=newer), s1=1, s2=1)
    third = await article(archive, feed, "e3")
    (candidate,) = (await archive.stories.lineup(third, dict.fromkeys(FLOOD, 1))).candidates
    assert candidate.story == older


async def test_message_of_the_newer_story_lives_on_as_the_older_ones(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    older = await founded(archive, await article(archive, feed, "e1"))
    second = await article(archive, feed, "e2")
    newer = await shown(archive, second)
    edit = replace(post(second, story=older, revision=2), action="edit")
    assert await mended(archive, feed.id, Merge(older=older, newer=newer), posts=(edit,), s1=1, s2=1)
    (audience,) = await archive.stories.audiences(feed.id, older)
    assert [held.subject for held in audience.shown] == [f"story:{older}"]
    waiting = await claimed(archive, NOON + HOUR)
    assert (waiting.post.action, waiting.message_id) == ("edit", f"message-{newer}")


async def test_where_both_were_told_each_message_stays_its_own(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    older = await shown(archive, await article(archive, feed, "e1"))
    second = await article(archive, feed, "e2")
    newer = await founded(archive, second, reading(*FLOOD), posts=(post(second),))
    await archive.deliveries.sent((await claimed(archive)).id, "message-2", NOON)
    assert await mended(archive, feed.id, Merge(older=older, newer=newer), s1=1, s2=1)
    (audience,) = await archive.stories.audiences(feed.id, older, newer)
    assert [held.subject for held in audience.shown] == [f"story:{older}"]


async def test_nothing_is_done_where_a_story_changed_meanwhile(archive: Archive) -> None:
    feed = await wire(archive)
    older = await founded(archive, await article(archive, feed, "e1"))
    newer = await founded(archive, await article(archive, feed, "e2"), reading(*FLOOD))
    assert await joined(archive, await article(archive, feed, "e3"), older, 1)
    assert not await mended(archive, feed.id, Merge(older=older, newer=newer), s1=1, s2=1)
    assert (await told(archive, newer)).id == newer


async def test_a_part_that_leaves_is_told_again_only_when_something_new_comes(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    first = await article(archive, feed, "e1")
    story = await shown(archive, first)
    second = await article(archive, feed, "e2")
    assert await joined(archive, second, story, 1)
    assert await mended(archive, feed.id, Split(story=story, articles=(second.id,)), s1=2)
    assert [report.article.id for report in (await told(archive, story)).reports] == [first.id]
    left = await told(archive, story + 1)
    assert ([report.article.id for report in left.reports], left.revision) == ([second.id], 3)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None
    (audience,) = await archive.stories.audiences(feed.id, left.id)
    assert audience.shown == ()


async def test_post_that_waits_is_not_sent_beside_that_of_the_older_story(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    older = await shown(archive, await article(archive, feed, "e1"))
    second = await article(archive, feed, "e2")
    newer = await founded(archive, second, reading(*FLOOD), posts=(post(second),))
    assert await mended(archive, feed.id, Merge(older=older, newer=newer), s1=1, s2=1)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None


async def test_post_that_came_to_nothing_leaves_the_newer_message_to_live_on(
    archive: Archive,
) -> None:
    feed = await wire(archive)
    await watched(archive)
    first = await article(archive, feed, "e1")
    older = await founded(archive, first, posts=(post(first),))
    await archive.deliveries.fail((await claimed(archive)).id, "no permission", NOON)
    second = await article(archive, feed, "e2")
    newer = await founded(archive, second, reading(*FLOOD), posts=(post(second),))
    await archive.deliveries.sent((await claimed(archive)).id, "message-2", NOON)
    edit = replace(post(second, story=older, revision=2), action="edit")
    assert await mended(archive, feed.id, Merge(older=older, newer=newer), posts=(edit,), s1=1, s2=1)
    waiting = await claimed(archive, NOON + HOUR)
    assert (waiting.post.action, waiting.message_id) == ("edit", "message-2")


async def test_article_moves_to_the_story_it_belongs_to(archive: Archive) -> None:
    feed = await wire(archive)
    first = await founded(archive, await article(archive, feed, "e1"))
    strayed = await article(archive, feed, "e2")
    assert await joined(archive, strayed, first, 1)
    other = await founded(archive, await article(archive, feed, "e3"), reading(*FLOOD))
    assert await mended(archive, feed.id, Move(article=strayed.id, to=other), s1=2, s2=1)
    assert strayed.id in [report.article.id for report in (await told(archive, other)).reports]
    assert strayed.id not in [report.article.id for report in (await told(archive, first)).reports]
