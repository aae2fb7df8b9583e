"""Actors that were added: each guild's own, everybody's, and no query where nothing changes."""

import asyncio
from dataclasses import replace

from storage.actors import EVERYBODY, Actors
from storage.archive import Archive
from storage.engine import Database
from storage.queue import NoNudges
from summarise.model import CatalogueText
from tests.fakes.examples import HOUR, NOON

FILE = CatalogueText(label="actors.toml", text='[[actor]]\nid = "filed"\n')


def entry(name: str) -> str:
    return f'[[actor]]\nid = "{name}"\nkind = "person"\nname = "{name.title()}"\n'


async def test_guild_has_its_own_actors_and_everybody_the_operators(archive: Archive) -> None:
    actors = archive.actors
    assert await actors.add(None, "ann-harbour", entry("ann-harbour"), "operator", NOON)
    assert await actors.add("a", "bob-pier", entry("bob-pier"), "command", NOON)
    assert await actors.add("b", "bob-pier", entry("bob-pier"), "command", NOON + HOUR)
    (ann,) = await actors.of_guild(None)
    (bob,) = await actors.of_guild("a")
    assert (ann.actor, ann.guild, ann.origin, ann.created_at) == ("ann-harbour", None, "operator", NOON)
    assert (bob.actor, bob.guild, bob.entry) == ("bob-pier@a", "a", entry("bob-pier"))
    assert [one.actor for one in await actors.of_guild("b")] == ["bob-pier@b"]
    assert [(text.label, text.guild) for text in await actors.sources()] == [
        (EVERYBODY, None),
        ("actors added by server a", "a"),
        ("actors added by server b", "b"),
    ]


async def test_actor_is_added_once_also_when_asked_at_once(archive: Archive) -> None:
    added = await asyncio.gather(
        *(archive.actors.add("a", "bob-pier", entry("bob-pier"), "command", NOON) for _ in range(8))
    )
    assert sorted(map(bool, added)) == [False] * 7 + [True]
    assert len(await archive.actors.of_guild("a")) == 1


async def test_actor_checked_against_what_has_changed_since_is_not_added(archive: Archive) -> None:
    actors = archive.actors
    seen = await actors.sources()
    assert await actors.add("b", "far-off", entry("far-off"), "command", NOON, seen)
    assert await actors.add("a", "first", entry("first"), "command", NOON, seen), "b's are nothing to a"
    assert await actors.add("a", "second", entry("second"), "command", NOON, seen) is None
    assert len(await actors.of_guild("a")) == 1
    assert await actors.add(None, "third", entry("third"), "operator", NOON, await actors.sources())
    assert await actors.add("a", "fourth", entry("fourth"), "command", NOON, seen) is None


async def test_guild_removes_its_own_actor_only(archive: Archive) -> None:
    await archive.actors.add("a", "bob-pier", entry("bob-pier"), "command", NOON)
    await archive.actors.add(None, "ann-harbour", entry("ann-harbour"), "operator", NOON)
    for guild, one in (("b", "bob-pier@a"), (None, "bob-pier@a"), ("a", "ann-harbour"), ("a", "bob-pier")):
        assert not await archive.actors.remove(guild, one)
    assert await archive.actors.remove("a", "bob-pier@a")
    assert await archive.actors.remove(None, "ann-harbour")
    assert await archive.actors.sources() == ()


async def test_entries_of_a_guild_make_one_text_in_order(archive: Archive) -> None:
    await archive.actors.add("a", "second", entry("second"), "command", NOON + HOUR)
    await archive.actors.add("a", "first", entry("first"), "command", NOON)
    (text,) = await archive.actors.sources()
    assert text.text == f"{entry('first')}\n{entry('second')}"


async def test_sources_stay_the_same_value_until_an_actor_comes_or_goes(archive: Archive) -> None:
    await archive.actors.add("a", "first", entry("first"), "command", NOON)
    before = await archive.stories.catalogues()
    assert await archive.stories.catalogues() is before
    await archive.actors.add("a", "second", entry("second"), "command", NOON)
    after = await archive.stories.catalogues()
    assert "second" in after[0].text
    await archive.actors.remove("a", "second@a")
    assert await archive.stories.catalogues() == before


async def test_what_another_process_adds_is_known(url: str, archive: Archive) -> None:
    database = Database(url, NoNudges())
    ours, patient = Actors(database, (FILE,), fresh=0.0), Actors(database, (FILE,), fresh=3600.0)
    assert await ours.sources() == await patient.sources() == (FILE,)
    held = await ours.sources()
    assert await ours.sources() is held, "nothing changed"
    await archive.actors.add(None, "ann-harbour", entry("ann-harbour"), "operator", NOON)
    assert await ours.sources() == (FILE, replace(FILE, label=EVERYBODY, text=entry("ann-harbour")))
    assert await patient.sources() == (FILE,), "it was asked a moment ago"
    await archive.actors.remove(None, "ann-harbour")
    assert await ours.sources() == (FILE,)
    await database.close()


async def test_entry_is_changed_of_whom_there_is_alone(archive: Archive) -> None:
    assert await archive.actors.add("a", "bob-pier", entry("bob-pier"), "command", NOON)
    assert await archive.actors.change("a", "bob-pier", entry("robert-pier"))
    assert not await archive.actors.change("b", "bob-pier", entry("x"))
    assert not await archive.actors.change(None, "bob-pier", entry("x"))
    (bob,) = await archive.actors.of_guild("a")
    assert (bob.actor, bob.origin, bob.entry) == ("bob-pier@a", "command", entry("robert-pier"))
    assert bob.created_at == NOON


async def test_process_that_looks_between_any_two_changes_sees_the_second_too(
    archive: Archive, url: str
) -> None:
    database = Database(url, NoNudges())
    other = Actors(database, fresh=0)
    for name in ("ann-harbour", "bob-pier"):
        assert await archive.actors.add("a", name, entry(name), "command", NOON)
    assert [text.text for text in await other.sources()] == [f"{entry('ann-harbour')}\n{entry('bob-pier')}"]
    for name, becomes, text in (
        ("ann-harbour", "ann-quay", f"{entry('ann-quay')}\n{entry('bob-pier')}"),
        ("bob-pier", "bob-quay", f"{entry('ann-quay')}\n{entry('bob-quay')}"),
        ("bob-pier", "bob-lock", f"{entry('ann-quay')}\n{entry('bob-lock')}"),
    ):
        assert await archive.actors.change("a", name, entry(becomes))
        assert [seen.text for seen in await other.sources()] == [text]
    assert await archive.actors.remove("a", "bob-pier@a")
    assert await archive.actors.add("a", "cid-dock", entry("cid-dock"), "command", NOON)
    assert [seen.text for seen in await other.sources()] == [f"{entry('ann-quay')}\n{entry('cid-dock')}"], (
        "as many as before, of the same hour"
    )
    await database.close()
