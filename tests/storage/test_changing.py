"""Watches and digest plans changed after they were made: whole, once, and right when two change the same."""

import asyncio
import itertools
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.phrase import Reason
from storage.archive import Archive
from storage.documents import Planned
from storage.model import Same
from summarise.model import DigestPlan, Quiet, Watch
from tests.fakes.examples import HOUR, NOON, digest_post
from tests.storage.posts import post
from tests.storage.scenes import article, founded, watched, wire

DAY = timedelta(days=1)
NIGHT = Quiet(begins=time(22), ends=time(7), zone="Europe/Berlin", urgent=3)
_GUILD = itertools.count(1)

CONDITIONS = {
    "actors": st.lists(st.sampled_from(["ann", "bob", "cy"]), max_size=3).map(tuple),
    "keywords": st.lists(st.sampled_from(["grain", "Grain", "cease fire"]), max_size=3).map(tuple),
    "feeds": st.lists(st.integers(1, 3), max_size=2).map(tuple),
    "outlets": st.lists(st.sampled_from(["Wire", "Courier"]), max_size=2).map(tuple),
    "languages": st.sampled_from([(), ("de",)]),
    "role": st.sampled_from(["mention", "subject", "speaker"]),
    "every": st.booleans(),
    "voices": st.integers(1, 3),
}
MANNER = {
    "target": st.sampled_from(["channel:1", "channel:2", "user:7"]),
    "ping": st.sampled_from([None, "9"]),
    "quiet": st.sampled_from([None, NIGHT]),
    "cooldown": st.sampled_from([timedelta(0), HOUR]),
    "publish": st.booleans(),
    "timeline": st.booleans(),
    "tags": st.sampled_from([(), ("5", "6")]),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.fixed_dictionaries({}, optional=CONDITIONS | MANNER), min_size=1, max_size=5))
async def test_edits_come_to_what_a_new_watch_of_the_same_would_be(
    archive: Archive, edits: list[dict[str, Any]]
) -> None:
    guild = f"edited {next(_GUILD)}"
    watch = await archive.watches.add(
        guild=guild, target="channel:1", actors=("ann",), origin="command", now=NOON
    )
    wanted: dict[str, Any] = {"target": "channel:1", "actors": ("ann",)}
    for edit in edits:
        after = replace(watch, **edit)
        if not any((after.actors, after.keywords, after.feeds, after.outlets)):
            with pytest.raises(ValueError, match="an actor"):
                await archive.watches.change(watch, after, NOON)
            continue
        changed = await archive.watches.change(watch, after, NOON)
        assert isinstance(changed, Watch)
        watch, wanted = changed, wanted | edit
        if len(set(watch.actors)) < 2:
            wanted["every"] = False  # of one or none it says nothing
    (kept,) = await archive.watches.of_guild(guild)
    assert kept == watch
    anew = await archive.watches.add(guild=f"{guild} anew", origin="command", now=NOON, **wanted)
    assert watch == replace(anew, id=watch.id, guild=guild)
    # one that is asked for again is the edited one, by whatever edits it came to be
    assert (await archive.watches.add(guild=guild, origin="command", now=NOON, **wanted)).id == watch.id


async def test_watch_is_changed_by_one_at_a_time(archive: Archive) -> None:
    watch = await watched(archive)
    first, second = replace(watch, voices=2), replace(watch, cooldown=HOUR)
    answers = await asyncio.gather(
        archive.watches.change(watch, first, NOON), archive.watches.change(watch, second, NOON)
    )
    assert sorted(answers, key=lambda held: held is None) == [*filter(None, answers), None]
    (kept,) = await archive.watches.of_guild("a")
    assert kept in answers
    # whoever was too late starts from what it is now; pausing it is no change of what it asks for
    assert await archive.watches.pause("a", watch.id, NOON)
    both = await archive.watches.change(kept, replace(kept, voices=2, cooldown=HOUR), NOON)
    assert both == replace(watch, voices=2, cooldown=HOUR, paused_at=NOON)
    await archive.watches.remove("a", watch.id, NOON)
    assert isinstance(both, Watch)
    assert await archive.watches.change(both, watch, NOON) is None
    assert await archive.watches.of_guild("a") == ()


async def test_watch_does_not_become_another_one(archive: Archive) -> None:
    watch, other = await watched(archive), await watched(archive, actors=("ann",))
    assert await archive.watches.change(watch, replace(watch, actors=("ann",)), NOON) == Same(id=other.id)
    elsewhere = await watched(archive, guild="b", actors=("ann",))
    assert await archive.watches.of_guild("a") == (watch, other)
    assert await archive.watches.change(replace(elsewhere, guild="a"), watch, NOON) is None
    moved = await archive.watches.change(watch, replace(watch, actors=("ann",), target="channel:2"), NOON)
    assert isinstance(moved, Watch)
    # two that come to the same at once: one does
    third = await watched(archive, target="channel:3", actors=("ann",))
    both = await asyncio.gather(
        archive.watches.change(moved, replace(moved, target="channel:4"), NOON),
        archive.watches.change(third, replace(third, target="channel:4"), NOON),
        watched(archive, target="channel:4", actors=("ann",)),
    )
    assert len([one for one in await archive.watches.of_guild("a") if one.target == "channel:4"]) == 1
    assert sum(isinstance(one, Same) for one in both) >= 1


async def test_watch_of_the_same_is_found_whatever_its_terms_and_its_order(archive: Archive) -> None:
    held = await archive.watches.add(
        guild="a", target="channel:1", actors=("ann", "bob"), keywords=("Grain",), cooldown=HOUR,
        origin="command", now=NOON,
    )  # fmt: skip
    await watched(archive, guild="b", actors=("cy",))
    same: dict[str, Any] = {"actors": ("bob", "ann"), "keywords": ("grain",)}
    assert await archive.watches.same_as("a", held.target, **same) == held
    others: tuple[dict[str, Any], ...] = (
        {"actors": ("cy",)}, {**same, "voices": 2}, {**same, "role": "speaker"},
    )  # fmt: skip
    for other in others:
        assert await archive.watches.same_as("a", held.target, **other) is None
    assert await archive.watches.same_as("a", "channel:99", **same) is None
    with pytest.raises(ValueError, match="an actor"):
        await archive.watches.same_as("a", held.target)


async def waiting(archive: Archive, *posts: tuple[int, str, Watch]) -> None:
    """Alerts that wait to be told, each of a story, at a target, for a watch."""
    for story, target, watch in posts:
        told = post(story=story, target=target, watches=(watch.id,))
        await archive.deliveries.put("a", told, NOON)


async def states(archive: Archive) -> dict[str, tuple[str, Reason | None]]:
    """What became of each alert, by story."""
    held = await archive.deliveries.recent("a", 20)
    return {one.post.subject.removeprefix("story:"): (one.state, one.error) for one in held}


async def test_what_waits_for_a_paused_or_moved_watch_alone_is_not_told(archive: Archive) -> None:
    paused, going = await watched(archive), await watched(archive, actors=("ann",))
    other = await watched(archive, target="channel:2")
    await waiting(archive, (1, "channel:1", paused), (2, "channel:1", going), (3, "channel:2", other))
    told = replace(post(story=4), watches=(paused.id, going.id))
    await archive.deliveries.put("a", told, NOON)
    assert await archive.watches.pause("a", paused.id, NOON)
    assert not await archive.watches.pause("a", paused.id, NOON + HOUR)
    assert not await archive.watches.pause("b", going.id, NOON)
    found = await states(archive)
    assert found["1"][0] == "failed"
    assert "paused" in str(found["1"][1])
    assert [found[story][0] for story in ("2", "3", "4")] == ["due", "due", "due"]
    assert [one.paused_at for one in await archive.watches.of_guild("a")] == [NOON, None, None]
    # a paused watch asks for nothing: where the other leaves, nobody is left to tell
    moved = await archive.watches.change(going, replace(going, target="channel:9"), NOON)
    assert isinstance(moved, Watch)
    found = await states(archive)
    assert [found[story][0] for story in ("2", "3", "4")] == ["failed", "due", "failed"]
    assert "elsewhere" in str(found["2"][1])
    assert await archive.watches.resume("a", paused.id)
    assert not await archive.watches.resume("a", paused.id)
    again = {"actors": other.actors, "origin": "command", "now": NOON}
    await archive.watches.pause("a", other.id, NOON)
    asked = await archive.watches.add(guild="a", target="channel:2", **again)  # type: ignore[arg-type]
    assert (asked.id, asked.paused_at) == (other.id, None)


async def test_members_quiet_hours_are_those_of_all_that_they_ask_for(archive: Archive) -> None:
    await archive.persons.keep(replace(await archive.persons.of("7"), quiet=NIGHT))
    await watched(archive, guild="a", target="user:7")
    await watched(archive, guild="b", target="user:7")
    stranger = await watched(archive, guild="b", target="user:8")
    story = await founded(archive, await article(archive, await wire(archive)))
    followed = await archive.follows.follow("a", "7", story, NOON)
    assert followed is not None
    assert followed.quiet == NIGHT
    assert await archive.watches.quieten("7", NIGHT) == 3
    mine = await archive.watches.of_person("7")
    assert [(one.guild, one.quiet) for one in mine] == [("a", NIGHT), ("b", NIGHT)]
    assert await archive.watches.of_person("8") == (stranger,)
    assert await archive.watches.quieten("7", None) == 3
    assert [one.quiet for one in await archive.watches.of_person("7")] == [None, None]


async def planned(archive: Archive, at: time = time(14), target: str = "channel:1") -> DigestPlan:
    """A digest at that time of UTC, which is next due today."""
    due = NOON.replace(hour=at.hour)
    return await archive.plans.add(
        guild="a", target=target, at=at, zone="UTC", stories=5, sentences=2, origin="command",
        next_due_at=due, now=NOON - DAY,
    )  # fmt: skip


async def test_plan_is_changed_whole_and_by_one_at_a_time(archive: Archive) -> None:
    plan, other = await planned(archive), await planned(archive, time(15))
    wishes = {"style": "headlines", "actors": ("ann",), "keywords": ("grain",), "feeds": (3,), "quotes": 0}
    after = replace(plan, stories=3, target="channel:2", weekdays=(0, 4), **wishes)  # type: ignore[arg-type]
    friday = NOON.replace(day=29, hour=14)
    changed = await archive.plans.change(plan, after, NOON)
    assert changed == replace(after, next_due_at=friday)
    assert await archive.plans.of_guild("a") == (changed, other)
    assert await archive.plans.change(plan, replace(plan, stories=9), NOON) is None
    back = replace(changed, target="channel:1", at=time(15))
    assert await archive.plans.change(changed, back, NOON) == Same(id=other.id)
    # two that come to the same at once: one does
    both = await asyncio.gather(
        archive.plans.change(changed, replace(back, at=time(16)), NOON),
        archive.plans.change(other, replace(other, at=time(16)), NOON),
        planned(archive, time(16)),
    )
    assert len([one for one in await archive.plans.of_guild("a") if one.at == time(16)]) == 1
    assert sum(isinstance(one, Same) for one in both) >= 1
    assert await archive.plans.of_person("7") == ()


async def test_place_is_not_told_twice_of_a_local_date_though_the_time_moves(archive: Archive) -> None:
    plan = await planned(archive, time(8))
    eight = NOON.replace(hour=8)
    assert await archive.plans.save_digest(plan, (digest_post(plan.id, eight),), eight + DAY, eight)
    (told,) = await archive.plans.of_guild("a")
    evening = await archive.plans.change(told, replace(told, at=time(18)), NOON)
    assert isinstance(evening, DigestPlan)
    assert evening.next_due_at == NOON.replace(hour=18) + DAY
    elsewhere = await archive.plans.change(evening, replace(evening, at=time(19), target="channel:2"), NOON)
    assert isinstance(elsewhere, DigestPlan)
    assert elsewhere.next_due_at == NOON.replace(hour=19)
    assert elsewhere.last_until == eight


async def test_digest_that_was_composed_before_its_plan_changed_is_not_saved(archive: Archive) -> None:
    plan = await planned(archive, time(11))
    moved = await archive.plans.change(plan, replace(plan, at=time(16)), NOON)
    assert isinstance(moved, DigestPlan)
    assert moved.next_due_at == plan.next_due_at, "a change loses no digest that is due"
    assert not await archive.plans.save_digest(plan, (digest_post(plan.id, NOON),), NOON + DAY, NOON)
    assert await archive.plans.save_digest(moved, (digest_post(plan.id, NOON),), NOON + 4 * HOUR, NOON)


async def test_next_digest_can_be_looked_at_before_it_is_due(archive: Archive) -> None:
    plan = await planned(archive)
    assert await archive.plans.due_plan(plan.id, NOON) is None
    looked = await archive.plans.next_plan(plan.id, NOON)
    assert looked is not None
    assert looked.plan == plan
    assert await archive.plans.next_plan(plan.id + 1, NOON) is None
    assert Planned().weekdays == plan.weekdays
