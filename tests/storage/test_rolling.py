"""Floods: so many alerts an hour, and the rest in one list that loses nothing."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from storage.model import Delivery
from summarise.model import Digest, Post, Rollup
from tests.fakes.examples import HOUR, NOON, digest_post
from tests.storage.conftest import Noted
from tests.storage.posts import MINUTE, SECOND, TARGET, Outbox, opened, post

LATER = NOON + HOUR
LIMIT = 3


@pytest.fixture
async def outbox(url: str, nudges: Noted) -> AsyncIterator[Outbox]:
    async with opened(url, nudges, LIMIT) as held:
        yield held


def listed(said: Post) -> list[int]:
    """The stories that a list names."""
    assert isinstance(said.body, Rollup)
    return [item.story for item in said.body.items]


async def flood(outbox: Outbox, first: int, last: int, now: datetime = NOON) -> None:
    await outbox.put(*(post(story=story) for story in range(first, last + 1)), now=now)


async def listing(outbox: Outbox, now: datetime) -> Delivery:
    """The next delivery, which must be a list."""
    held = await outbox.send(now)
    assert held.post.subject.startswith("rollup:")
    return held


async def test_sixty_stories_at_once_are_twelve_alerts_and_one_list(
    url: str, nudges: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarise.editions.flood.LINES", 20)
    monkeypatch.setattr("storage.listing.BATCH", 9)
    async with opened(url, nudges) as outbox:
        await flood(outbox, 1, 60)
        said = await outbox.drain()
        assert [one.subject for one in said[:12]] == [f"story:{story}" for story in range(1, 13)]
        (rollup,) = said[12:]
        assert (rollup.target, rollup.action, rollup.subject) == (
            TARGET,
            "post",
            f"rollup:{NOON.isoformat()}",
        )
        assert isinstance(rollup.body, Rollup)
        assert (rollup.body.limit, rollup.body.since) == (12, NOON)
        assert (listed(rollup), rollup.body.more) == (list(range(41, 61)), 28)
        assert await outbox.archive.idle(LATER + HOUR)


async def test_stories_beyond_the_limit_are_lines_and_later_ones_join_them(outbox: Outbox) -> None:
    await flood(outbox, 1, 5)
    said = await outbox.drain()
    assert [one.subject for one in said[:3]] == ["story:1", "story:2", "story:3"]
    assert listed(said[3]) == [4, 5]
    await flood(outbox, 6, 7, NOON + 10 * SECOND)
    assert await outbox.drain(NOON + MINUTE - SECOND) == []
    (edit,) = await outbox.drain(NOON + MINUTE)
    assert (edit.action, listed(edit)) == ("edit", [4, 5, 6, 7])
    states = [state for _, _, state in await outbox.states()]
    assert states == ["sent"] * 3 + ["superseded"] * 2 + ["sent"] + ["superseded"] * 2 + ["sent"]


async def test_hour_begins_with_each_alert_and_each_list(outbox: Outbox) -> None:
    for number in range(3):
        await flood(outbox, number, number, NOON + number * MINUTE)
        assert len(await outbox.drain(NOON + number * MINUTE)) == 1
    await flood(outbox, 4, 4, NOON + 30 * MINUTE)
    assert listed((await listing(outbox, NOON + 30 * MINUTE)).post) == [4]
    await flood(outbox, 5, 6, LATER)
    said = await outbox.drain(LATER)
    assert [one.subject for one in said[:1]] == ["story:5"], "the first alert is an hour old, the second not"
    assert (said[1].action, listed(said[1])) == ("edit", [4, 6])
    await flood(outbox, 7, 9, LATER + 30 * MINUTE)
    subjects = [one.subject for one in await outbox.drain(LATER + 30 * MINUTE)]
    assert subjects == ["story:7", "story:8", f"rollup:{(LATER + 30 * MINUTE).isoformat()}"]


async def test_news_of_a_listed_story_changes_its_line(outbox: Outbox) -> None:
    await flood(outbox, 1, 5)
    await outbox.drain()
    await outbox.put(post("edit", 2, story=4), post("reply", 2, story=5), post("publish", story=5))
    (edit,) = await outbox.drain(NOON + MINUTE)
    assert isinstance(edit.body, Rollup)
    assert [(item.story, item.headline) for item in edit.body.items] == [
        (4, "Envoy resigns 2"),
        (5, "Envoy resigns 2"),
    ]
    await outbox.put(post("edit", 3, story=4), now=NOON + timedelta(days=2))
    assert await outbox.drain(NOON + timedelta(days=2)) == [], "nobody reads an old list again"
    assert await outbox.archive.idle(NOON + timedelta(days=3))


async def test_late_news_does_not_change_a_line_back(outbox: Outbox) -> None:
    await flood(outbox, 1, 4)
    await outbox.drain()
    await outbox.put(post("edit", 3, story=4))
    assert len(await outbox.drain(NOON + MINUTE)) == 1
    await outbox.put(post("reply", 2, story=4), post("edit", 2, story=4))
    assert await outbox.drain(NOON + 2 * MINUTE) == []


async def test_edit_of_what_is_on_its_way_into_the_list_is_told_there(outbox: Outbox) -> None:
    await flood(outbox, 1, 4)
    for _ in range(3):
        await outbox.send()
    await outbox.put(post("edit", 2, story=4))
    assert [item.headline for item in (await listing(outbox, NOON)).post.body.items] == [  # type: ignore[union-attr]
        "Envoy resigns 2"
    ]


async def test_list_that_was_deleted_is_followed_by_another(outbox: Outbox) -> None:
    await flood(outbox, 1, 4)
    await outbox.drain()
    await outbox.put(post("edit", 2, story=4))
    await outbox.next(NOON)
    edit = await outbox.claimed(NOON + MINUTE)
    await outbox.archive.deliveries.gone(edit.id, "404", NOON + MINUTE)
    await flood(outbox, 5, 5, NOON + 2 * MINUTE)
    said = await outbox.drain(NOON + 2 * MINUTE)
    assert [(one.action, listed(one)) for one in said] == [("post", [5])]


async def test_list_that_is_held_takes_in_no_more(outbox: Outbox) -> None:
    await flood(outbox, 1, 4)
    for _ in range(3):
        await outbox.send()
    held = await outbox.claimed()
    assert listed(held.post) == [4]
    await outbox.archive.deliveries.hold(held.id, "history cannot be read", NOON)
    await outbox.put(post("edit", 2, story=4), now=NOON + MINUTE)
    await flood(outbox, 5, 6, NOON + MINUTE)
    said = await outbox.drain(NOON + MINUTE)
    assert [(one.action, listed(one)) for one in said] == [("post", [5, 6])]


async def test_digests_and_other_targets_do_not_count(outbox: Outbox) -> None:
    await flood(outbox, 1, 3)
    await outbox.put(post(story=4, target="terminal"), digest_post(1, NOON))
    said = await outbox.drain()
    assert isinstance(said[3].body, Digest)
    assert [one.subject for one in await outbox.drain(target="terminal")] == ["story:4"]


async def test_alert_that_may_have_arrived_counts(outbox: Outbox) -> None:
    await flood(outbox, 1, 4)
    first = await outbox.claimed()
    await outbox.archive.deliveries.hold(first.id, "history cannot be read", NOON)
    said = await outbox.drain()
    assert [one.subject for one in said[:2]] == ["story:2", "story:3"]
    assert listed(said[2]) == [4]


async def test_without_a_limit_all_are_alerts(url: str, nudges: Noted) -> None:
    async with opened(url, nudges, 0) as outbox:
        await flood(outbox, 1, 14)
        said = await outbox.drain()
        assert [one.subject for one in said] == [f"story:{story}" for story in range(1, 15)]


async def test_what_waited_for_a_cooldown_together_is_one_list(outbox: Outbox) -> None:
    watch = await outbox.archive.watches.add(
        guild="a", target=TARGET, actors=("x",), origin="command", now=NOON, cooldown=HOUR
    )
    await outbox.put(*(post(story=story, watches=(watch.id,)) for story in range(1, 5)))
    assert [one.subject for one in await outbox.drain()] == ["story:1"]
    (said,) = await outbox.drain(LATER)
    assert isinstance(said.body, Rollup)
    assert (listed(said), said.body.limit) == ([2, 3, 4], 0)
    await outbox.put(post(story=5, watches=(watch.id,)), now=LATER + MINUTE)
    assert await outbox.drain(LATER + MINUTE) == [], "the list began the cooldown again"
    assert [one.subject for one in await outbox.drain(LATER + HOUR)] == ["story:5"]
