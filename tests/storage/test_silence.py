"""Stories that somebody silenced or follows, and what becomes of that where two are one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.archive import Archive
from summarise.model import Merge
from tests.fakes.examples import HOUR, NOON, post, reading
from tests.storage.scenes import (
    FLOOD,
    alerted,
    article,
    claimed,
    developed,
    founded,
    joined,
    mended,
    told_of,
    watched,
    wire,
)


async def test_muted_story_is_silent_in_its_target_until_it_is_unmuted(archive: Archive) -> None:
    feed, story = await alerted(archive)
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    assert await archive.mutes.mute("channel:1", story, "77", NOON)
    assert not await archive.mutes.mute("channel:1", story, "78", NOON), "it is silent already"
    assert not await archive.mutes.mute("channel:1", 999, "77", NOON), "there is no such story"
    await archive.mutes.mute("channel:2", story, "77", NOON)
    (audience,) = await told_of(archive, feed, story)
    assert audience.muted == {"channel:1"}
    assert await archive.mutes.unmute("channel:1", story)
    assert not await archive.mutes.unmute("channel:1", story)
    (audience,) = await told_of(archive, feed, story)
    assert audience.muted == frozenset()


async def test_muting_ends_what_was_still_to_be_said(archive: Archive) -> None:
    feed, story = await alerted(archive)
    sent = await claimed(archive)
    await archive.deliveries.sent(sent.id, "900", NOON)
    await developed(archive, feed, story, 2)
    await archive.mutes.mute("channel:1", story, "77", NOON)
    assert await archive.deliveries.claim("channel:1", NOON + 9 * HOUR) is None
    ((shown,),) = (audience.shown for audience in await told_of(archive, feed, story))
    assert shown.post == sent.post, "what was never said does not count as shown"


@pytest.mark.parametrize("tried", [False, True], ids=["waiting", "tried in vain"])
async def test_muting_ends_the_first_words_too(archive: Archive, tried: bool) -> None:
    feed, story = await alerted(archive)
    if tried:
        one = await claimed(archive)
        await archive.deliveries.retry(one.id, not_before=NOON + HOUR, error="429", unknown=False, now=NOON)
    await archive.mutes.mute("channel:1", story, "77", NOON)
    assert await archive.deliveries.claim("channel:1", NOON + 9 * HOUR) is None
    assert all(audience.shown == () for audience in await told_of(archive, feed, story))


async def test_muting_ends_an_edit_that_waits_to_be_tried_again(archive: Archive) -> None:
    feed, story = await alerted(archive)
    sent = await claimed(archive)
    await archive.deliveries.sent(sent.id, "900", NOON)
    await developed(archive, feed, story, 2)
    edit = await claimed(archive, NOON + HOUR)
    later = NOON + 2 * HOUR
    await archive.deliveries.retry(edit.id, not_before=later, error="429", unknown=False, now=NOON + HOUR)
    await archive.mutes.mute("channel:1", story, "77", NOON + HOUR)
    assert await archive.deliveries.claim("channel:1", later) is None


async def test_muting_leaves_what_may_have_arrived(archive: Archive) -> None:
    _, story = await alerted(archive)
    one = await claimed(archive)
    await archive.deliveries.retry(one.id, not_before=NOON + HOUR, error="lost", unknown=True, now=NOON)
    await archive.mutes.mute("channel:1", story, "77", NOON)
    assert (await claimed(archive, NOON + HOUR)).id == one.id


@pytest.mark.parametrize("silenced", [(1,), (2,), (1, 2)])
async def test_what_a_silenced_story_became_is_silent(archive: Archive, silenced: tuple[int, ...]) -> None:
    feed, older = await alerted(archive)
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    newer = await founded(archive, await article(archive, feed, "e2"), reading(*FLOOD))
    for story in silenced:
        await archive.mutes.mute("channel:1", story, "77", NOON)
    assert await mended(archive, Merge(older=older, newer=newer), s1=1, s2=1)
    (audience,) = await told_of(archive, feed, older)
    assert audience.muted == {"channel:1"}
    assert await archive.mutes.is_muted("channel:1", newer)
    assert await archive.mutes.unmute("channel:1", newer)
    assert not await archive.mutes.is_muted("channel:1", older)


async def test_who_follows_a_story_hears_what_the_guilds_feeds_tell_of_it(archive: Archive) -> None:
    feed, story = await alerted(archive)
    far = await wire(archive, "Far", guilds=("b",))
    follow = await archive.follows.follow("a", "77", story, NOON)
    assert follow is not None
    assert (follow.guild, follow.target, follow.story, follow.actors) == ("a", "user:77", story, ())
    assert await archive.follows.follow("a", "77", story, NOON) == follow
    assert await archive.follows.follow("b", "77", story, NOON) is None, "its feeds do not tell it"
    assert await archive.follows.follow("a", "77", 999, NOON) is None
    (audience,) = await told_of(archive, feed, story)
    assert follow in audience.watches
    assert await told_of(archive, far, story) == ()
    assert [one.story for one in await archive.watches.of_guild("a")] == [None]
    assert (await archive.status("a")).watches == 1
    assert not await archive.follows.unfollow("78", story, NOON)
    assert await archive.follows.unfollow("77", story, NOON)
    (audience,) = await told_of(archive, feed, story)
    assert follow not in audience.watches


async def test_what_somebody_follows_rests_until_they_resume_and_what_waited_is_not_told(
    archive: Archive,
) -> None:
    feed = await wire(archive)
    told = await article(archive, feed)
    story = await founded(archive, told)
    mine, theirs = [await archive.follows.follow("a", user, story, NOON) for user in ("77", "78")]
    assert mine is not None
    assert theirs is not None
    waits = replace(post(told, target="user:77", story=story), watches=(mine.id,))
    await archive.deliveries.put("a", waits, NOON)
    assert await archive.follows.of_person("77") == (mine,)
    assert await archive.follows.pause("77", NOON) == 1
    assert await archive.follows.pause("77", NOON) == 0
    assert await archive.follows.of_person("77") == (replace(mine, paused_at=NOON),)
    assert await archive.deliveries.claim("user:77", NOON + HOUR) is None
    (audience,) = await told_of(archive, feed, story)
    assert mine not in audience.watches
    assert theirs in audience.watches
    assert await archive.follows.resume("77") == 1
    assert await archive.follows.resume("77") == 0
    (audience,) = await told_of(archive, feed, story)
    assert mine in audience.watches


async def test_who_follows_what_becomes_one_story_follows_it_once(archive: Archive) -> None:
    feed, older = await alerted(archive)
    newer = await founded(archive, await article(archive, feed, "e2"), reading(*FLOOD))
    for user, story in (("77", older), ("77", newer), ("78", newer)):
        assert await archive.follows.follow("a", user, story, NOON) is not None
    assert await mended(archive, Merge(older=older, newer=newer), s1=1, s2=1)
    (audience,) = await told_of(archive, feed, older)
    assert [one.target for one in audience.watches if one.story == older] == ["user:77", "user:78"]
    again = await archive.follows.follow("a", "78", newer, NOON)
    assert again in audience.watches
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    await archive.keeping.forget(NOON + timedelta(days=9))
    assert not await archive.follows.unfollow("78", older, NOON), "it went with its story"


async def test_who_follows_what_they_silenced_hears_of_it_again(archive: Archive) -> None:
    _, story = await alerted(archive)
    for target in ("user:77", "user:78"):
        await archive.mutes.mute(target, story, target.removeprefix("user:"), NOON)
    assert await archive.follows.follow("a", "77", story, NOON) is not None
    assert not await archive.mutes.is_muted("user:77", story)
    assert await archive.mutes.is_muted("user:78", story), "what others silenced stays silent"


@pytest.mark.parametrize("other", [False, True], ids=["alone", "beside a watch"])
async def test_what_waits_for_who_unfollows_is_not_told(archive: Archive, other: bool) -> None:
    feed = await wire(archive)
    held = await article(archive, feed)
    story = await founded(archive, held)
    follow = await archive.follows.follow("a", "77", story, NOON)
    assert follow is not None
    if other:
        await watched(archive, target="user:77")
    told = await article(archive, feed, "e2")
    waits = replace(post(told, target="user:77", story=story), watches=(follow.id,))
    assert await joined(archive, told, story, 1, posts=(waits,))
    assert await archive.follows.unfollow("77", story, NOON)
    assert await archive.deliveries.claim("user:77", NOON + HOUR) is None


async def test_what_waits_for_a_watch_goes_with_the_last_that_asked_for_it(archive: Archive) -> None:
    feed = await wire(archive)
    one, another = [
        await archive.watches.add(guild="a", target="channel:1", actors=(actor,), origin="command", now=NOON)
        for actor in ("vladimir-putin", "antonio-guterres")
    ]
    held = await article(archive, feed)
    waits = replace(post(held), watches=(one.id, another.id), not_before=NOON + HOUR)
    story = await founded(archive, held, posts=(waits,))
    assert await archive.watches.remove("a", one.id, NOON)
    (audience,) = await told_of(archive, feed, story)
    assert audience.shown, "the other watch asked for it too"
    await watched(archive)
    assert await archive.watches.remove("a", another.id, NOON)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None
    assert await told_of(archive, feed, story) == (), "what was never said does not count as shown"
