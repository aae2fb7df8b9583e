"""How often actors are named in a guild's own feeds: in stories, by stretches of time, alone and together."""

from dataclasses import replace
from datetime import datetime, timedelta

from feeds.model import Article, Feed
from storage.archive import Archive
from storage.record.trends import CROWD
from summarise.actors.owner import owner
from summarise.model import Mention, Pairing, Reading, Span, Tally
from tests.fakes.examples import HOUR, NOON, edition, reading
from tests.storage.scenes import SUMMIT, article, founded, joined, wire

GUTERRES, PUTIN, MERKEL = "antonio-guterres", "vladimir-putin", "angela-merkel"
DAY = timedelta(days=1)
TODAY = Span(since=NOON - HOUR, until=NOON + 23 * HOUR)
TOMORROW = Span(since=TODAY.until, until=TODAY.until + DAY)


def naming(*actors: str) -> Reading:
    """The summit, with each of them named once."""
    named = [
        Mention(start=at, end=at + 1, actor=one, name=one, role="mention") for at, one in enumerate(actors)
    ]
    everybodys, own = (
        [one for one in named if (owner(one.actor) is None) is plain] for plain in (True, False)
    )
    return replace(reading(*SUMMIT), mentions=tuple(everybodys), added=tuple(own))


async def apart(archive: Archive, feed: Feed, guid: str, at: datetime, *actors: str) -> Article:
    """An article that founds a story of its own."""
    held = await article(archive, feed, guid, now=at)
    read = replace(naming(*actors), terms=dict.fromkeys((guid,), 1))
    lineup = await archive.stories.lineup(held, read.terms)
    assert await archive.stories.save(edition(held, read, snapshot=lineup.snapshot), NOON)
    return held


async def test_story_counts_once_a_stretch_however_many_print_it(archive: Archive) -> None:
    own, other = await wire(archive, "Own"), await wire(archive, "Other")
    strange = await wire(archive, "Strange", guilds=("b",))
    story = await founded(archive, await article(archive, own, "e1"), naming(GUTERRES, PUTIN))
    copy = await article(archive, other, "e2", now=NOON + HOUR)
    assert await joined(archive, copy, story, 1, naming(GUTERRES))
    later = await article(archive, own, "e3", now=NOON + DAY)
    assert await joined(archive, later, story, 2, naming(GUTERRES))
    await apart(archive, other, "e4", NOON + 2 * HOUR, GUTERRES)
    await apart(archive, strange, "e5", NOON + 2 * HOUR, GUTERRES, MERKEL)
    feeds, spans = frozenset({own.id, other.id}), (TODAY, TOMORROW)
    expected = {
        Tally(actor=GUTERRES, span=0, stories=2, articles=3),
        Tally(actor=PUTIN, span=0, stories=1, articles=1),
        Tally(actor=GUTERRES, span=1, stories=1, articles=1),
    }
    assert set(await archive.trends.tallies(feeds, spans)) == expected
    chosen = await archive.trends.tallies(feeds, spans, (GUTERRES, MERKEL))
    assert set(chosen) == {one for one in expected if one.actor == GUTERRES}
    assert await archive.trends.tallies(feeds, spans, ()) == ()
    assert await archive.trends.stories(
        feeds, (*spans, Span(since=NOON + 5 * DAY, until=NOON + 6 * DAY))
    ) == (
        2,
        1,
        0,
    )
    assert await archive.trends.tallies(frozenset(), spans) == ()


async def test_stretch_begins_after_its_first_moment_and_ends_with_its_last(archive: Archive) -> None:
    feed = await wire(archive)
    await apart(archive, feed, "e1", NOON, PUTIN)
    spans = (Span(since=NOON - HOUR, until=NOON), Span(since=NOON, until=NOON + HOUR))
    (only,) = await archive.trends.tallies(frozenset({feed.id}), spans, (PUTIN,))
    assert (only.span, only.stories) == (0, 1)


async def test_who_is_named_together_is_told_by_stories_and_outlets_without_crowds(archive: Archive) -> None:
    one, other = await wire(archive, "One"), await wire(archive, "Other")
    feeds = frozenset({one.id, other.id})
    story = await founded(archive, await article(archive, one, "e1"), naming(GUTERRES, PUTIN, MERKEL))
    copy = await article(archive, other, "e2", now=NOON + HOUR)
    assert await joined(archive, copy, story, 1, naming(PUTIN, GUTERRES))
    await apart(archive, one, "e3", NOON + 2 * HOUR, PUTIN, GUTERRES)
    crowd = tuple(f"guest-{number}" for number in range(CROWD - 1))
    for number in range(2):
        await apart(archive, one, f"c{number}", NOON + 3 * HOUR, MERKEL, PUTIN, *crowd)
    assert await archive.trends.pairings("a", feeds, TODAY, 10) == (
        Pairing(actors=(GUTERRES, PUTIN), stories=2, outlets=2),
    )
    assert await archive.trends.pairings("a", frozenset({other.id}), TODAY, 10) == ()
    assert await archive.trends.company("a", feeds, PUTIN, TODAY, 5) == ((GUTERRES, 2), (MERKEL, 1))
    assert await archive.trends.company("a", feeds, PUTIN, TOMORROW, 5) == ()
    asked = ((GUTERRES, PUTIN), (MERKEL, PUTIN), (GUTERRES, "nobody"))
    assert await archive.trends.were_together(feeds, asked, TODAY) == set(asked[:2])
    assert await archive.trends.were_together(feeds, asked, TOMORROW) == set()


async def test_article_to_read_is_of_the_story_that_most_outlets_tell(archive: Archive) -> None:
    one, other = await wire(archive, "One"), await wire(archive, "Other")
    feeds = frozenset({one.id, other.id})
    story = await founded(archive, await article(archive, one, "e1"), naming(PUTIN, GUTERRES))
    copy = await article(archive, other, "e2", now=NOON + HOUR)
    assert await joined(archive, copy, story, 1, naming(PUTIN))
    lone = await apart(archive, one, "e3", NOON + 2 * HOUR, MERKEL)
    told = await archive.trends.leading(feeds, (PUTIN, MERKEL, "nobody"), TODAY)
    assert {actor: cited.article for actor, cited in told.items()} == {PUTIN: copy.id, MERKEL: lone.id}
    assert (told[PUTIN].story, told[PUTIN].outlet) == (story, "Other")
    both = await archive.trends.leading(feeds, (PUTIN,), TODAY, together=GUTERRES)
    assert both[PUTIN].outlet == "One"
    assert await archive.trends.leading(feeds, (), TODAY) == {}


async def test_actors_that_another_guild_added_for_itself_crowd_out_nobody(archive: Archive) -> None:
    feed = await wire(archive, guilds=("a", "b"))
    feeds, theirs = frozenset({feed.id}), tuple(f"p{number}@b" for number in range(CROWD))
    for number in range(2):
        await apart(archive, feed, f"e{number}", NOON, *theirs[:8], GUTERRES, PUTIN, "own@a")
    await apart(archive, feed, "crowd", NOON, *theirs, MERKEL, PUTIN)
    beside = ((GUTERRES, 2), ("own@a", 2), (MERKEL, 1))
    assert await archive.trends.company("a", feeds, PUTIN, TODAY, 3) == beside
    pairs = await archive.trends.pairings("a", feeds, TODAY, 3)
    assert [pair.actors for pair in pairs] == [(GUTERRES, "own@a"), (GUTERRES, PUTIN), ("own@a", PUTIN)]
    seen = await archive.trends.company("b", feeds, PUTIN, TODAY, 99)
    assert {actor for actor, _ in seen} == {GUTERRES, *theirs[:8]}, "two beside so many are a crowd there"
