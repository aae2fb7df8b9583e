"""The newest stories in a line each, as some feeds tell them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.archive import Archive
from storage.dated import beginning, newest, oldest
from storage.headlines import MOST_ACTORS
from storage.schema import article as article_table
from storage.schema import story as story_table
from storage.schema import trace
from summarise.model import Mention
from tests.fakes.examples import HOUR, NOON, reading
from tests.storage.scenes import FLOOD, SUMMIT, article, founded, joined, wire


@pytest.mark.parametrize("many", [5_000, 0], ids=["by feed", "by actor"])
async def test_newest_stories_come_first_with_who_tells_them_and_who_is_in_them(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("storage.headlines.MANY", many)
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


async def filed(archive: Archive, feed: int, moments: Sequence[datetime]) -> None:
    """An article of each of these moments, each a story of its own."""
    names = ("id", "feed", "guid", "title", "text", "content_hash", "seen_at", "at", "silent")
    facts = ("id", "revision", "changed", "background", "founded_at")
    async with archive._database.writing() as tx:
        held = list(zip(await tx.fresh_ids(article_table, len(moments)), moments, strict=True))
        rows = [(one, feed, f"{feed}-{at}", str(at), "", "", at, at, False) for one, at in held]
        await tx.put(article_table, names, rows)
        await tx.put(story_table, facts, [(one, 1, 1, 0, at) for one, at in held])
        await tx.put(trace, ("article", "story", "at", "document"), [(one, one, at, "") for one, at in held])


BURST = timedelta(minutes=1)


@pytest.mark.parametrize("apart", [HOUR, timedelta(days=9), BURST], ids=["hours", "days", "a burst"])
async def test_newest_articles_are_found_with_a_look_at_few_others(
    archive: Archive, apart: timedelta
) -> None:
    one, other, silent = [await wire(archive, name) for name in ("One", "Other", "Silent")]
    await filed(archive, one.id, [NOON - number * apart for number in range(40)])
    await filed(archive, other.id, [NOON - timedelta(days=900)])
    both = frozenset({one.id, other.id, silent.id})
    async with archive._database.reading() as tx:
        since = await beginning(tx, both, 5)
        assert since is not None
        assert 5 <= sum(NOON - number * apart > since for number in range(40)) < 10
        assert await beginning(tx, both, 21) is None, "of so few all are looked at"
        assert await beginning(tx, frozenset({silent.id}), 5) is None
        assert (await oldest(tx, both), await newest(tx, both)) == (NOON - timedelta(days=900), NOON)
        assert await oldest(tx, frozenset({silent.id})) is None
    assert await archive.trends.began(both) == NOON - timedelta(days=900)
    titles = await archive.headlines.titles(both, 5)
    assert [title for _, title in titles] == [str(NOON - number * apart) for number in range(5)]


async def test_articles_of_one_moment_are_all_looked_at(archive: Archive) -> None:
    one, other = await wire(archive, "One"), await wire(archive, "Other")
    await filed(archive, one.id, [NOON])
    await filed(archive, other.id, [NOON])
    async with archive._database.reading() as tx:
        assert await beginning(tx, frozenset({one.id, other.id}), 1) is None
    assert len(await archive.headlines.titles(frozenset({one.id, other.id}), 1)) == 1
