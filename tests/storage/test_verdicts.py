"""What was decided is kept with the decision, for who asks why."""

from dataclasses import replace
from datetime import timedelta

from storage.archive import Archive
from storage.verdicts import Decided
from summarise.model import Edition, Joins, Merge, Told, Verdict
from tests.fakes.examples import HOUR, NOON, edition, entry, post, reading
from tests.storage.scenes import FLOOD, SUMMIT, article, bring, founded, mended, taken, watched, wire

HELD = Verdict(target="channel:1", story=0, revision=1, what="hold", reasons=("One of two.",), until=NOON)


def decided(held: Edition, *verdicts: Verdict) -> Edition:
    return replace(held, told=replace(held.told, verdicts=verdicts))


async def test_verdict_is_the_newest_about_each_story_with_its_headline(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    first = await article(archive, feed)
    assert await archive.stories.save(decided(edition(first, reading(*SUMMIT)), HELD), NOON)
    hold = replace(HELD, story=1)
    assert await archive.verdicts.of("channel:1", 5) == (
        Decided(verdict=hold, headline=first.title, at=NOON),
    )
    second = await article(archive, feed, "e2")
    told = replace(hold, revision=2, what="post", reasons=("Two of two.",), until=None)
    joins = Joins(story=1, revision=1, score=0.9)
    assert await archive.stories.save(
        decided(edition(second, reading(*SUMMIT), decision=joins), told), NOON + HOUR
    )
    other = await article(archive, feed, "e3")
    mute = replace(HELD, what="mute")
    snapshot = (await archive.stories.lineup(other, {"river": 1})).snapshot
    founds = edition(other, reading(*FLOOD), snapshot=snapshot)
    assert await archive.stories.save(decided(founds, mute), NOON + 2 * HOUR)
    newest, before = await archive.verdicts.of("channel:1", 5)
    assert (newest.verdict.story, newest.verdict.what, newest.at) == (2, "mute", NOON + 2 * HOUR)
    assert before.verdict == told
    assert await archive.verdicts.of("channel:1", 1) == (newest,)
    assert await archive.verdicts.of("channel:2", 5) == ()


async def test_headline_is_one_of_the_guilds_own_feeds(archive: Archive) -> None:
    theirs, ours = await wire(archive, "Theirs", guilds=("b",)), await wire(archive, "Ours")
    await watched(archive)
    story = await founded(archive, await article(archive, theirs))
    await bring(archive, ours, entry("e2", title="What our feed says"))
    second = await archive.stories.unread(2)
    assert second is not None
    joins = Joins(story=story, revision=1, score=0.9)
    verdict = replace(HELD, story=story, revision=2)
    held = decided(edition(second, reading(*SUMMIT), decision=joins), verdict)
    assert await archive.stories.save(held, NOON)
    (kept,) = await archive.verdicts.of("channel:1", 5)
    assert kept.headline == "What our feed says"


async def test_verdict_on_what_waits_for_a_look_comes_with_it(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    story = await founded(archive, await article(archive, feed))
    held = await article(archive, feed, "e2")
    first = replace(post(held, story=story, revision=2), action="post")
    thread = replace(first, action="thread")
    verdict = replace(HELD, story=story, what="post")
    decision = Joins(story=story, revision=1, score=0.9, near=())
    waits = replace(
        edition(held, reading(*SUMMIT), decision=decision),
        told=Told(posts=(first, thread), verdicts=(verdict,)),
    )
    assert await archive.stories.save(waits, NOON)
    assert await archive.verdicts.of("channel:1", 5) == ()
    assert await archive.deliveries.recent("a", 5) == (), "the thread waits with its message"
    assert (await taken(archive, held)).held


async def test_verdicts_of_stories_that_are_one_are_one_and_go_with_it(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    for number in (1, 2):
        held = await article(archive, feed, f"e{number}")
        findings = reading(*(SUMMIT if number == 1 else FLOOD))
        snapshot = (await archive.stories.lineup(held, findings.terms)).snapshot
        other = replace(HELD, target="channel:2")
        both = (HELD, other) if number == 2 else (HELD,)
        assert await archive.stories.save(decided(edition(held, findings, snapshot=snapshot), *both), NOON)
    assert await mended(archive, Merge(older=1, newer=2), s1=1, s2=1)
    for target in ("channel:1", "channel:2"):
        assert [one.verdict.story for one in await archive.verdicts.of(target, 5)] == [1]
        asked = await archive.verdicts.about(target, 2)
        assert asked is not None
        assert asked.verdict.story == 1, "asked for by the story that it was"
    await archive.keeping.forget(NOON + timedelta(days=9))
    assert await archive.verdicts.of("channel:1", 5) == ()


async def test_verdict_for_a_member_of_two_guilds_is_that_of_the_one_that_posts(archive: Archive) -> None:
    feed = await wire(archive, guilds=("a", "b"))
    for guild in ("a", "b"):
        await watched(archive, guild, "user:7")
    held = await article(archive, feed)
    posts, holds = replace(HELD, target="user:7", what="post"), replace(HELD, target="user:7")
    assert await archive.stories.save(decided(edition(held, reading(*SUMMIT)), posts, holds), NOON)
    (kept,) = await archive.verdicts.of("user:7", 5)
    assert kept.verdict.what == "post"
    assert await archive.verdicts.about("user:7", 99) is None
