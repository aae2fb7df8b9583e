"""Stories put right: two that are one keep one message, a part that leaves is not told as new, and what a
look at stories was to tell waits for it.
"""

from dataclasses import replace
from datetime import timedelta

from feeds.model import Article, Feed
from storage.archive import Archive
from storage.model import JobKind
from storage.unfinished import LEASE
from summarise.model import Founds, Mending, Merge, Move, Pointer, Post, Split, Told, Unmended
from tests.fakes.examples import HOUR, NOON, edition, post, reading
from tests.storage.conftest import Noted
from tests.storage.scenes import (
    FLOOD,
    article,
    claimed,
    founded,
    joined,
    mended,
    story_of,
    taken,
    told_of,
    watched,
    wire,
)

MEND: frozenset[JobKind] = frozenset({"mend"})
SECOND = timedelta(seconds=1)


async def shown(archive: Archive, held: Article, *, target: str = "channel:1") -> int:
    """A story that the article founds, and whose alert has arrived at the target."""
    story = await founded(archive, held, posts=(post(held, target=target),))
    await archive.deliveries.sent((await claimed(archive, target=target)).id, f"message-{story}", NOON)
    return story


async def doubted(archive: Archive, feed: Feed, *, near: tuple[int, ...] = (1,)) -> Article:
    """An article that founds a story which is to be looked at again with those near it."""
    held = await article(archive, feed, "doubted", now=NOON + HOUR)
    findings = reading(*FLOOD)
    decision = Founds(nearest=0.4, near=near)
    snapshot = (await archive.stories.lineup(held, findings.terms)).snapshot
    decided = edition(held, findings, decision=decision, snapshot=snapshot)
    assert await archive.stories.save(decided, NOON + HOUR)
    return held


def nothing(done: Unmended, *posts: Post, revision: int = 1) -> Mending:
    """The look found nothing wrong with the story, and this is told of it."""
    revisions = {done.story: revision}
    return Mending(done=done, steps=(), revisions=revisions, revision=revision + 1, told=Told(posts=posts))


async def test_two_stories_become_one_and_the_newer_id_leads_to_it(archive: Archive) -> None:
    feed = await wire(archive)
    older = await founded(archive, await article(archive, feed, "e1"))
    newer = await founded(archive, await article(archive, feed, "e2"), reading(*FLOOD))
    assert await mended(archive, Merge(older=older, newer=newer), s1=1, s2=1)
    story = await story_of(archive, newer)
    assert (story.id, story.revision, len(story.reports)) == (older, 2, 2)
    (candidate,) = await archive.stories.neighbours([older, newer])
    assert (candidate.story, len(candidate.traces)) == (older, 2)


async def test_merged_story_is_found_by_the_words_of_both(archive: Archive) -> None:
    feed = await wire(archive)
    older = await founded(archive, await article(archive, feed, "e1"))
    newer = await founded(archive, await article(archive, feed, "e2"), reading(*FLOOD))
    assert await mended(archive, Merge(older=older, newer=newer), s1=1, s2=1)
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
    assert await mended(archive, Merge(older=older, newer=newer), posts=(edit,), s1=1, s2=1)
    (audience,) = await told_of(archive, feed, older)
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
    assert await mended(archive, Merge(older=older, newer=newer), s1=1, s2=1)
    (audience,) = await told_of(archive, feed, older, newer)
    assert [held.subject for held in audience.shown] == [f"story:{older}"]


async def test_nothing_is_done_where_a_story_changed_meanwhile(archive: Archive) -> None:
    feed = await wire(archive)
    older = await founded(archive, await article(archive, feed, "e1"))
    newer = await founded(archive, await article(archive, feed, "e2"), reading(*FLOOD))
    assert await joined(archive, await article(archive, feed, "e3"), older, 1)
    assert not await mended(archive, Merge(older=older, newer=newer), s1=1, s2=1)
    assert (await story_of(archive, newer)).id == newer


async def test_a_part_that_leaves_is_told_again_only_when_something_new_comes(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    first = await article(archive, feed, "e1")
    story = await shown(archive, first)
    second = await article(archive, feed, "e2")
    assert await joined(archive, second, story, 1)
    assert await mended(archive, Split(story=story, articles=(second.id,)), s1=2)
    assert [report.article.id for report in (await story_of(archive, story)).reports] == [first.id]
    left = await story_of(archive, story + 1)
    assert ([report.article.id for report in left.reports], left.revision) == ([second.id], 3)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None
    assert await told_of(archive, feed, left.id) == ()


async def test_post_that_waits_is_not_sent_beside_that_of_the_older_story(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    older = await shown(archive, await article(archive, feed, "e1"))
    second = await article(archive, feed, "e2")
    newer = await founded(archive, second, reading(*FLOOD), posts=(post(second),))
    assert await mended(archive, Merge(older=older, newer=newer), s1=1, s2=1)
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
    assert await mended(archive, Merge(older=older, newer=newer), posts=(edit,), s1=1, s2=1)
    waiting = await claimed(archive, NOON + HOUR)
    assert (waiting.post.action, waiting.message_id) == ("edit", "message-2")


async def test_article_moves_to_the_story_it_belongs_to(archive: Archive) -> None:
    feed = await wire(archive)
    first = await founded(archive, await article(archive, feed, "e1"))
    strayed = await article(archive, feed, "e2")
    assert await joined(archive, strayed, first, 1)
    other = await founded(archive, await article(archive, feed, "e3"), reading(*FLOOD))
    assert await mended(archive, Move(article=strayed.id, to=other), s1=2, s2=1)
    assert strayed.id in [report.article.id for report in (await story_of(archive, other)).reports]
    assert strayed.id not in [report.article.id for report in (await story_of(archive, first)).reports]


async def test_what_is_to_be_mended_is_taken_up_until_it_is_done(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await founded(archive, await article(archive, feed, "e1"))
    held = await doubted(archive, feed)
    nudges.take()
    saved = NOON + HOUR
    assert await archive.nudge_unfinished(saved + LEASE - SECOND, MEND) == 0
    assert await archive.nudge_unfinished(saved + LEASE, MEND) == 1
    assert nudges.take() == [("mend", str(held.id))]
    first = await taken(archive, held, saved + LEASE)
    again = await taken(archive, held, saved + 2 * LEASE)
    assert (first.article.id, first.near, first.held, first.tries) == (held.id, (1,), False, 1)
    assert again == replace(first, tries=2)
    assert await archive.nudge_unfinished(saved + 3 * LEASE - SECOND, MEND) == 0
    assert (await archive.waiting(saved))["mend"] == 1
    assert await archive.stories.mend(nothing(again), saved)
    assert await archive.stories.unmended(held.id, saved) is None
    assert (await archive.waiting(saved))["mend"] == 0
    assert (await story_of(archive, again.story)).revision == 1, "nothing was done and nothing told"


async def test_new_process_takes_up_at_once_what_a_dead_one_was_to_mend(archive: Archive) -> None:
    feed = await wire(archive)
    held = await doubted(archive, feed)
    await taken(archive, held)
    await archive.release()
    assert await archive.nudge_unfinished(NOON + HOUR, MEND) == 1


async def test_article_that_founds_a_story_near_no_other_calls_for_no_look(archive: Archive) -> None:
    held = await doubted(archive, await wire(archive), near=())
    assert await archive.stories.unmended(held.id, NOON) is None


async def test_first_message_waits_for_the_look_and_an_edit_does_not(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    await watched(archive, target="channel:2")
    story = await shown(archive, await article(archive, feed, "e1"))
    held = await article(archive, feed, "e2")
    edit = replace(post(held, story=story, revision=2), action="edit")
    first = replace(post(held, target="channel:2", story=story, revision=2), action="post")
    assert await joined(archive, held, story, 1, posts=(edit, first), near=())
    assert (await claimed(archive)).post.action == "edit"
    assert await archive.deliveries.claim("channel:2", NOON) is None
    waiting = await taken(archive, held)
    assert waiting.held
    told_then = replace(first, revision=3)
    assert await archive.stories.mend(nothing(waiting, told_then, revision=2), NOON)
    assert (await claimed(archive, target="channel:2")).post == told_then
    assert (await story_of(archive, story)).revision == 3
    assert not await archive.stories.mend(nothing(waiting, told_then, revision=2), NOON), "not twice"


async def test_report_of_a_story_that_waits_for_a_look_waits_with_it(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    await founded(archive, await article(archive, feed, "e1"))
    first = await doubted(archive, feed, near=(1,))
    story = (await taken(archive, first)).story
    second = await article(archive, feed, "e3", now=NOON + 2 * HOUR)
    alert = replace(post(second, story=story, revision=2), action="post")
    assert await joined(archive, second, story, 1, posts=(alert,))
    assert await archive.deliveries.claim("channel:1", NOON + 2 * HOUR) is None
    waiting = await taken(archive, second)
    assert (waiting.story, waiting.near, waiting.held) == (story, (1,), True)


async def test_look_at_a_story_that_was_told_meanwhile_is_taken_anew(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    held = await doubted(archive, feed, near=(7,))
    waiting = await taken(archive, held)
    second = await article(archive, feed, "e3", now=NOON + 2 * HOUR)
    assert await joined(archive, second, waiting.story, 1, reading(*FLOOD))
    assert not await archive.stories.mend(nothing(waiting), NOON + 2 * HOUR)
    assert (await taken(archive, held)).tries == 2


async def test_look_for_an_article_that_has_another_story_by_now_is_taken_anew(archive: Archive) -> None:
    feed = await wire(archive)
    older = await founded(archive, await article(archive, feed, "e1"))
    held = await doubted(archive, feed)
    waiting = await taken(archive, held)
    assert await mended(archive, Merge(older=older, newer=waiting.story), s1=1, s2=1)
    assert await archive.stories.unmended(held.id, NOON) is None, "that was this article's own mending"
    assert not await archive.stories.mend(replace(nothing(waiting), revisions={}), NOON)


async def test_part_that_leaves_is_told_by_its_new_id_to_who_knows_neither(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    story = await founded(archive, await article(archive, feed, "e1"))
    held = await article(archive, feed, "e2")
    assert await joined(archive, held, story, 1)
    first = replace(post(held, revision=3), action="post")
    assert await mended(archive, Split(story=story, articles=(held.id,)), posts=(first,), s1=2)
    waiting = await claimed(archive, NOON + HOUR)
    assert waiting.post == first.about(story + 1)


async def test_old_article_goes_with_what_was_to_be_mended(archive: Archive) -> None:
    held = await doubted(archive, await wire(archive))
    assert await archive.keeping.forget(NOON + 3 * HOUR) == 1
    assert await archive.stories.unmended(held.id, NOON) is None


async def both_told(archive: Archive) -> tuple[Feed, int, int]:
    """Two stories, of each of which the target has a message."""
    feed = await wire(archive)
    await watched(archive)
    older = await shown(archive, await article(archive, feed, "e1"))
    second = await article(archive, feed, "e2")
    newer = await founded(archive, second, reading(*FLOOD), posts=(post(second),))
    await archive.deliveries.sent((await claimed(archive)).id, f"message-{newer}", NOON)
    return feed, older, newer


async def test_where_both_were_told_one_message_lives_and_the_other_points_to_it(archive: Archive) -> None:
    feed, older, newer = await both_told(archive)
    first = (await story_of(archive, older)).reports[0].article
    edit = replace(post(first, story=older, revision=2), action="edit")
    assert await mended(archive, Merge(older=older, newer=newer), posts=(edit,), s1=1, s2=1)
    pointing = await claimed(archive, NOON + HOUR)
    assert pointing.post.subject == f"story:{newer}"
    assert pointing.post.body == Pointer(story=older, headline=first.title)
    assert (pointing.post.action, pointing.post.revision, pointing.guild) == ("edit", 2, "a")
    assert pointing.message_id == f"message-{newer}"
    await archive.deliveries.sent(pointing.id, f"message-{newer}", NOON + HOUR)
    living = await claimed(archive, NOON + HOUR)
    assert (living.post, living.message_id) == (edit, f"message-{older}")
    await archive.deliveries.sent(living.id, f"message-{older}", NOON + HOUR)
    assert (await story_of(archive, newer)).id == older, "whoever asks why is led to the story it is"
    (audience,) = await told_of(archive, feed, older, newer)
    assert [held.subject for held in audience.shown] == [f"story:{older}"]


async def test_message_somebody_deleted_is_not_pointed_to(archive: Archive) -> None:
    _, older, newer = await both_told(archive)
    first = (await story_of(archive, older)).reports[0].article
    edit = replace(post(first, story=older, revision=2), action="edit")
    assert await joined(archive, await article(archive, await wire(archive), "e3"), older, 1, posts=(edit,))
    await archive.deliveries.gone((await claimed(archive)).id, "deleted", NOON)
    assert await mended(archive, Merge(older=older, newer=newer), s1=2, s2=1)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None


async def test_message_of_the_newer_goes_on_where_the_older_was_not_told_yet(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    first = await article(archive, feed, "e1")
    quiet = replace(post(first), not_before=NOON + 9 * HOUR)
    older = await founded(archive, first, posts=(quiet,))
    second = await article(archive, feed, "e2")
    newer = await founded(archive, second, reading(*FLOOD), posts=(post(second),))
    await archive.deliveries.sent((await claimed(archive)).id, "message-2", NOON)
    (audience,) = await told_of(archive, feed, older, newer)
    assert [held.subject for held in audience.shown] == [f"story:{newer}"], "what is there counts first"
    edit = replace(post(second, story=older, revision=2), action="edit")
    assert await mended(archive, Merge(older=older, newer=newer), posts=(edit,), s1=1, s2=1)
    waiting = await claimed(archive, NOON + HOUR)
    assert (waiting.post, waiting.message_id) == (edit, "message-2")
    await archive.deliveries.sent(waiting.id, "message-2", NOON + HOUR)
    assert await archive.deliveries.claim("channel:1", NOON + 12 * HOUR) is None, "one event, one message"
