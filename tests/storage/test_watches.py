"""Watches belong to their guild, and each is kept once."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from feeds.model import Move
from storage.archive import Archive
from storage.documents import Asked
from storage.engine import Database
from storage.queue import NoNudges
from storage.wanted import key_of
from storage.watching import Watching
from summarise.model import Quiet
from tests.fakes.examples import HOUR, NOON, look, post, reading
from tests.storage.scenes import SUMMIT, article, claimed, founded, told_of, watched, wire

PUTIN, GUTERRES = "vladimir-putin", "antonio-guterres"


async def test_watch_of_the_same_actors_is_kept_once(archive: Archive) -> None:
    named: dict[str, Any] = {"guild": "a", "target": "channel:1"}
    first = await archive.watches.add(**named, actors=(PUTIN, GUTERRES), origin="command", now=NOON)
    again = await archive.watches.add(
        **named, actors=(GUTERRES, PUTIN, PUTIN), origin="configuration", now=NOON + HOUR
    )
    assert again == first
    assert first.actors == (PUTIN, GUTERRES)
    assert (first.origin, first.created_at) == ("command", NOON)
    other = await archive.watches.add(**named, actors=(PUTIN,), origin="command", now=NOON)
    assert await archive.watches.of_guild("a") == (first, other)


async def test_watch_asked_for_at_once_is_kept_once(archive: Archive) -> None:
    watches = await asyncio.gather(
        *(
            archive.watches.add(guild="a", target="t", actors=(PUTIN,), origin="command", now=NOON)
            for _ in range(8)
        )
    )
    assert len({watch.id for watch in watches}) == 1


async def test_guild_removes_its_own_watch_only(archive: Archive) -> None:
    watch = await archive.watches.add(guild="a", target="t", actors=(PUTIN,), origin="command", now=NOON)
    assert not await archive.watches.remove("b", watch.id, NOON)
    assert await archive.watches.remove("a", watch.id, NOON)
    assert not await archive.watches.remove("a", watch.id, NOON)
    assert await archive.watches.of_guild("a") == ()


async def test_watches_no_longer_declared_go_and_others_stay(archive: Archive) -> None:
    async def add(actor: str, origin: str) -> int:
        watch = await archive.watches.add(
            guild="a",
            target="t",
            actors=(actor,),
            origin="command" if origin == "command" else "configuration",
            now=NOON,
        )
        return watch.id

    kept, gone, told = [
        await add("x", "configuration"),
        await add("y", "configuration"),
        await add("z", "command"),
    ]
    assert await archive.watches.keep("configuration", frozenset({kept}), NOON) == 1
    assert {watch.id for watch in await archive.watches.of_guild("a")} == {kept, told}
    assert gone not in {kept, told}


async def test_watch_of_the_same_actors_in_another_role_is_another(archive: Archive) -> None:
    named: dict[str, Any] = {
        "guild": "a",
        "target": "t",
        "actors": (PUTIN,),
        "origin": "command",
        "now": NOON,
    }
    of_any = await archive.watches.add(**named)
    speaking = await archive.watches.add(**named, role="speaker")
    assert (of_any.role, speaking.role) == ("mention", "speaker")
    assert await archive.watches.add(**named, role="speaker") == speaking
    assert await archive.watches.of_guild("a") == (of_any, speaking)


async def test_watch_keeps_all_that_it_asks_for(archive: Archive) -> None:
    asked: dict[str, Any] = {
        "actors": (PUTIN, GUTERRES),
        "role": "speaker",
        "every": True,
        "keywords": ("grain corridor", "Odesa\0"),
        "feeds": (7, 9),
        "outlets": ("Meridian",),
        "languages": ("en", "de"),
        "voices": 2,
        "ping": "900100200300400500",
        "quiet": Quiet(begins=time(22), ends=time(7, 30), zone="Europe/Berlin", urgent=3),
        "cooldown": timedelta(minutes=90),
        "publish": True,
        "timeline": True,
        "tags": ("1", "2"),
        "asked_by": "77",
    }
    await archive.watches.add(guild="a", target="forum:1", origin="command", now=NOON, **asked)
    (watch,) = await archive.watches.of_guild("a")
    assert {name: getattr(watch, name) for name in asked} == asked | {"keywords": ("grain corridor", "Odesa")}
    assert (watch.story, watch.fired_at) == (None, None)


async def test_watch_for_the_same_takes_over_how_it_is_told(archive: Archive) -> None:
    named: dict[str, Any] = {"guild": "a", "target": "t", "now": NOON}
    asked: dict[str, Any] = {"actors": (PUTIN,), "keywords": ("grain", "corridor"), "voices": 2}
    first = await archive.watches.add(**named, **asked, origin="command", ping="1", asked_by="77")
    again = asked | {"keywords": ("Corridor", "grain")}
    second = await archive.watches.add(
        **named, **again, origin="operator", cooldown=timedelta(hours=1), asked_by="78"
    )
    assert (second.id, second.ping, second.cooldown, second.asked_by) == (
        first.id,
        None,
        timedelta(hours=1),
        "77",
    )
    assert second.origin == "command"
    declared = await archive.watches.add(**named, **asked, origin="configuration", ping="2")
    assert declared == second, "what is declared does not alter what somebody made"
    wider = await archive.watches.add(**named, **(asked | {"voices": 3}), origin="command")
    assert wider.id != first.id


async def test_watch_of_any_mention_has_the_key_of_older_versions(archive: Archive) -> None:
    named: dict[str, Any] = {"guild": "a", "target": "t", "origin": "command", "now": NOON}
    old = await archive.watches.add(**named, actors=(PUTIN, GUTERRES))
    assert old == await archive.watches.add(**named, actors=(GUTERRES, PUTIN), publish=False, voices=1)
    assert (
        key_of((PUTIN, GUTERRES), "mention", Asked(ping="1", timeline=True))
        == hashlib.sha256(f"{GUTERRES}\n{PUTIN}".encode()).hexdigest()
    )


async def test_watch_of_nothing_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="an actor, a keyword, a feed or an outlet"):
        await archive.watches.add(guild="a", target="t", languages=("en",), origin="command", now=NOON)


async def test_watch_of_a_feed_that_moved_is_one_of_the_feed_it_became(archive: Archive) -> None:
    old, new = await wire(archive, "Old"), await wire(archive, "New")
    named: dict[str, Any] = {"guild": "a", "origin": "command", "now": NOON}
    await archive.watches.add(**named, target="t", feeds=(old.id,))
    both = await archive.watches.add(**named, target="t", feeds=(new.id,))
    moved = await archive.watches.add(**named, target="u", feeds=(old.id, new.id), keywords=("grain",))
    look_back = replace(look(old), move=Move(to=new.address, times=3, believed=True))
    await archive.feeds.save(look_back, NOON)
    assert await archive.watches.of_guild("a") == (both, replace(moved, feeds=(new.id,)))


@pytest.mark.parametrize("rests", ["moved", "there", "both"])
async def test_of_two_watches_that_become_one_the_one_left_goes_on_if_either_did(
    archive: Archive, rests: str
) -> None:
    old, new = await wire(archive, "Old"), await wire(archive, "New")
    named: dict[str, Any] = {"guild": "a", "target": "t", "origin": "command", "now": NOON}
    moved, there = [await archive.watches.add(**named, feeds=(feed.id,)) for feed in (old, new)]
    for one, which in ((moved, "moved"), (there, "there")):
        if rests in (which, "both"):
            assert await archive.watches.pause("a", one.id, NOON)
    look_back = replace(look(old), move=Move(to=new.address, times=3, believed=True))
    await archive.feeds.save(look_back, NOON)
    paused_at = NOON if rests == "both" else None
    assert await archive.watches.of_guild("a") == (replace(there, paused_at=paused_at),)


@pytest.fixture
async def watching(archive: Archive, url: str) -> AsyncIterator[Watching]:
    """What another process holds of the same archive."""
    database = Database(url, NoNudges())
    yield Watching(database, fresh=0)
    await database.close()


async def test_watches_are_held_until_they_change(archive: Archive, watching: Watching) -> None:
    empty = await watching.held()
    watch = await watched(archive)
    held = await watching.held()
    assert (empty.of_target, held.of_target) == ({}, {("a", "channel:1"): (watch,)})
    first = await article(archive, await wire(archive))
    story = await founded(archive, first, posts=(replace(post(first), watches=(watch.id,)),))
    await claimed(archive)
    assert await archive.follows.follow("a", "77", story, NOON) is not None
    assert await watching.held() is held, "neither what fired nor who follows one story counts"
    (fired,) = await archive.watches.of_guild("a")
    assert fired.fired_at == NOON
    await archive.watches.remove("a", watch.id, NOON)
    assert (await watching.held()).of_target == {}


async def test_paused_watch_is_not_held_and_tells_nothing(archive: Archive, watching: Watching) -> None:
    feed, watch = await wire(archive), await watched(archive)
    other = await watched(archive, "a", "channel:2")
    story = await founded(
        archive, await article(archive, feed), reading(*SUMMIT, actors=[(PUTIN, "mention")])
    )
    assert [one.watches for one in await told_of(archive, feed, story)] == [(watch, other)]
    await archive.watches.pause("a", watch.id, NOON)
    assert (await watching.held()).of_target == {("a", "channel:2"): (other,)}
    assert [one.watches for one in await told_of(archive, feed, story)] == [(other,)]
    await archive.watches.resume("a", watch.id)
    assert [one.watches for one in await told_of(archive, feed, story)] == [(watch, other)]
