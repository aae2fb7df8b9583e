"""Watches belong to their guild, and each is kept once."""

import asyncio
from typing import Any

from storage.archive import Archive
from tests.fakes.examples import HOUR, NOON

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
    assert not await archive.watches.remove("b", watch.id)
    assert await archive.watches.remove("a", watch.id)
    assert not await archive.watches.remove("a", watch.id)
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
    assert await archive.watches.keep("configuration", frozenset({kept})) == 1
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
