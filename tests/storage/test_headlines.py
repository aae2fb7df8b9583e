"""The newest stories in a line each, as some feeds tell them."""

from dataclasses import replace

import pytest

from storage.archive import Archive
from storage.headlines import MOST_ACTORS
from summarise.model import Mention
from tests.fakes.examples import HOUR, NOON, reading
from tests.storage.scenes import FLOOD, SUMMIT, article, founded, joined, wire


@pytest.mark.parametrize("few", [200, 0], ids=["by feed", "by time"])
async def test_newest_stories_come_first_with_who_tells_them_and_who_is_in_them(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("storage.headlines.FEW", few)
    meridian, lantern = await wire(archive, "Meridian"), await wire(archive, "Lantern", guilds=("a", "b"))
    both = frozenset({meridian.id, lantern.id})
    assert await archive.headlines.newest("a", both) == ()
    first = await article(archive, meridian, "m1")
    summit = await founded(archive, first, reading(*SUMMIT, actors=[("vladimir-putin", "subject")]))
    flood = await founded(archive, await article(archive, lantern, "l1", now=NOON + HOUR), reading(*FLOOD))
    later = await article(archive, lantern, "l2", now=NOON + 2 * HOUR)
    assert await joined(archive, later, summit, 1)
    newest, older = await archive.headlines.newest("a", both)
    assert (newest.story, newest.outlet, newest.articles, newest.outlets) == (summit, "Lantern", 2, 2)
    assert (newest.first_at, newest.last_at) == (NOON, NOON + 2 * HOUR)
    assert (newest.actors, newest.url) == (("vladimir-putin",), "https://wire.example/l2")
    assert older.story == flood
    assert [one.story for one in await archive.headlines.newest("a", both, actor="vladimir-putin")] == [
        summit
    ]
    assert await archive.headlines.newest("a", frozenset({lantern.id}), actor="vladimir-putin") == ()
    [alone] = await archive.headlines.newest("a", frozenset({meridian.id}))
    assert alone == replace(
        newest, outlet="Meridian", url="https://wire.example/m1", articles=1, outlets=1, last_at=NOON
    )
    assert await archive.headlines.of("a", both, (flood, summit, 999)) == (older, newest)
    assert await archive.headlines.of("a", frozenset({meridian.id}), (flood,)) == ()
    assert (
        await archive.headlines.of("a", frozenset(), (flood,))
        == await archive.headlines.of("a", both, ())
        == ()
    )
    assert len(await archive.headlines.newest("a", both, limit=1)) == 1
    titles = await archive.headlines.titles(both, 2)
    assert [story for story, _ in titles] == [summit, flood]
    assert await archive.search.titles(both, "envoy", 1) == ((summit, "Envoy meets president"),)
    assert await archive.subscriptions.ids_of("b") == {lantern.id}


async def test_actors_that_another_guild_added_for_itself_take_nobodys_place_in_a_line(
    archive: Archive,
) -> None:
    feed = await wire(archive, guilds=("a", "b"))
    own = [*(f"p{number}@b" for number in range(MOST_ACTORS)), "own@a"]
    added = tuple(Mention(start=0, end=5, actor=one, name=one, role="subject") for one in own)
    findings = replace(reading(*SUMMIT, actors=[("vladimir-putin", "mention")]), added=added)
    await founded(archive, await article(archive, feed), findings)
    [ours] = await archive.headlines.newest("a", frozenset({feed.id}))
    assert set(ours.actors) == {"own@a", "vladimir-putin"}
    [told] = await archive.headlines.newest("b", frozenset({feed.id}))
    assert "own@a" not in told.actors
