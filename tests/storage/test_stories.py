"""Who joins which story: decided elsewhere, saved only where the decision still stands."""

import asyncio
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.background import OPEN
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import story as story_table
from storage.telling import FOUNDING, whole
from summarise.model import Founds, Joins, Story
from summarise.stories.group import HEAVIEST, INDEXED, decide, trace_of
from summarise.stories.memory import MemoryStories
from tests.fakes.examples import HOUR, NOON, edition, entry, post, reading
from tests.storage.conftest import Noted
from tests.storage.scenes import FLOOD, SUMMIT, article, articles, bring, founded, joined, watched, wire

LATEST, NEWEST = 3, 3
"""How many of a long story's newest traces and reports are shown here: with so few, a short one is long."""


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.traces.LATEST", LATEST)
    monkeypatch.setattr("storage.telling.NEWEST", NEWEST)


async def told(archive: Archive, story_id: int) -> Story:
    """The story, which must be there."""
    story = await archive.stories.story(story_id)
    assert story is not None
    return story


async def test_founded_story_is_told_by_its_article(archive: Archive, nudges: Noted) -> None:
    await watched(archive)
    held = await article(archive, await wire(archive))
    findings = reading(*SUMMIT, actors=[("vladimir-putin", "speaker"), ("antonio-guterres", "mention")])
    story_id = await founded(archive, held, findings, posts=(post(held),))
    story = await told(archive, story_id)
    assert (story.id, story.revision) == (story_id, 1)
    assert [(report.article, report.reading) for report in story.reports] == [(held, findings)]
    assert ("deliver", "channel:1") in nudges.take()
    assert await archive.stories.story(story_id + 1) is None


async def test_joining_raises_the_revision_and_orders_reports_by_time(archive: Archive) -> None:
    one, two = await wire(archive, "One"), await wire(archive, "Two")
    later = await article(archive, one, "later", now=NOON + HOUR)
    earlier = await article(archive, two, "earlier", now=NOON)
    story_id = await founded(archive, later)
    assert await joined(archive, earlier, story_id, 1)
    story = await told(archive, story_id)
    assert story.revision == 2
    assert [report.article.outlet for report in story.reports] == ["Two", "One"]


async def test_joining_a_revision_that_is_gone_saves_nothing(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    held = await articles(archive, feed, 3)
    story_id = await founded(archive, held[0])
    assert await joined(archive, held[1], story_id, 1)
    nudges.take()
    late = post(held[2], story=story_id, revision=2)
    assert not await joined(archive, held[2], story_id, 1, posts=(late,))
    assert nudges.take() == []
    assert (await told(archive, story_id)).revision == 2
    assert await archive.deliveries.recent(None, 10) == ()
    assert await archive.stories.unread(held[2].id) == held[2]
    assert await joined(archive, held[2], story_id, 2)


async def test_joining_a_story_that_is_not_there_saves_nothing(archive: Archive) -> None:
    held = await article(archive, await wire(archive))
    assert not await joined(archive, held, 77, 1)
    assert (await archive.status(None)).unread == 1


async def test_two_readers_of_a_new_event_make_one_story(archive: Archive) -> None:
    one, two = await wire(archive, "One"), await wire(archive, "Two")
    first, second = await article(archive, one), await article(archive, two, "e2")
    editions = []
    for held in (first, second):
        lineup = await archive.stories.lineup(held, reading(*SUMMIT).terms)
        assert lineup.candidates == ()
        editions.append(edition(held, reading(*SUMMIT), snapshot=lineup.snapshot))
    saved = await asyncio.gather(*(archive.stories.save(decided, NOON) for decided in editions))
    assert sorted(one is None for one in saved) == [False, True]
    loser = (first, second)[saved.index(None)]
    lineup = await archive.stories.lineup(loser, reading(*SUMMIT).terms)
    (candidate,) = lineup.candidates
    assert await joined(archive, loser, candidate.story, candidate.revision)
    assert len((await told(archive, candidate.story)).reports) == 2


async def test_another_event_does_not_hinder_a_founding(archive: Archive) -> None:
    feed = await wire(archive)
    first, second = await article(archive, feed), await article(archive, feed, "e2", now=NOON + HOUR)
    lineup = await archive.stories.lineup(second, reading(*FLOOD).terms)
    await founded(archive, first, reading(*SUMMIT))
    assert await archive.stories.save(edition(second, reading(*FLOOD), snapshot=lineup.snapshot), NOON)


async def test_story_that_changed_since_hinders_a_founding(archive: Archive) -> None:
    feed = await wire(archive)
    held = await articles(archive, feed, 3)
    story_id = await founded(archive, held[0])
    lineup = await archive.stories.lineup(held[2], reading(*SUMMIT).terms)
    await joined(archive, held[1], story_id, 1)
    decided = edition(held[2], reading(*SUMMIT), decision=Founds(nearest=0.2), snapshot=lineup.snapshot)
    assert not await archive.stories.save(decided, NOON)


async def test_five_readers_at_once_lose_no_report(archive: Archive) -> None:
    feed = await wire(archive)
    held = await articles(archive, feed, 6)
    story_id = await founded(archive, held[0])

    async def read(number: int) -> None:
        for _ in range(100):
            findings = reading(*SUMMIT)
            lineup = await archive.stories.lineup(held[number], findings.terms)
            (candidate,) = lineup.candidates
            decision = Joins(story=candidate.story, revision=candidate.revision, score=0.9)
            decided = edition(held[number], findings, decision=decision, snapshot=lineup.snapshot)
            if await archive.stories.save(decided, NOON):
                return
        raise AssertionError("never saved")

    await asyncio.gather(*(read(number) for number in range(1, 6)))
    story = await told(archive, story_id)
    assert (story.revision, len(story.reports)) == (6, 6)


async def test_candidates_share_heavy_terms_and_carry_what_is_remembered(archive: Archive) -> None:
    feed = await wire(archive, "One")
    first, flood = await article(archive, feed), await article(archive, feed, "e2", now=NOON + HOUR)
    findings = reading(terms={"moscow": 3, "putin": 1}, actors=[("vladimir-putin", "subject")])
    story_id = await founded(archive, first, findings)
    await founded(archive, flood, reading(*FLOOD))
    second = await article(archive, feed, "e3", now=NOON + 2 * HOUR)
    lineup = await archive.stories.lineup(second, {"moscow": 1, "putin": 2, "talks": 1})
    (candidate,) = lineup.candidates
    assert (candidate.story, candidate.revision) == (story_id, 1)
    (trace,) = candidate.traces
    assert (trace.article, trace.outlet, trace.at, trace.title) == (first.id, "One", NOON, first.title)
    assert trace.terms == {"moscow": 3, "putin": 1}
    assert trace.actors == frozenset({"vladimir-putin"})


async def test_one_shared_term_makes_no_candidate(archive: Archive) -> None:
    feed = await wire(archive)
    first, second = await article(archive, feed), await article(archive, feed, "e2", now=NOON + HOUR)
    await founded(archive, first)
    assert (await archive.stories.lineup(second, {"moscow": 1, "flood": 1})).candidates == ()


async def test_best_candidate_comes_first_and_so_many_are_enough(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.lineup.MOST_CANDIDATES", most := 6)
    *held, asking = await articles(archive, await wire(archive), most + 3)
    for number, one in enumerate(held):
        terms = reading(*SUMMIT[: 2 + number % 4], *(f"own{number}x{extra}" for extra in range(3)))
        snapshot = (await archive.stories.lineup(one, {})).snapshot
        assert await archive.stories.save(edition(one, terms, snapshot=snapshot), NOON)
    candidates = (await archive.stories.lineup(asking, reading(*SUMMIT).terms)).candidates
    shared = [len(set(SUMMIT) & set(candidate.traces[0].terms)) for candidate in candidates]
    assert shared == [5, 5, 4, 4, 3, 3], "of all that share 5, 5, 4, 4, 3, 3, 2 and 2"


async def test_long_story_shows_its_first_and_newest_traces(archive: Archive, short: None) -> None:
    first, *held, asking = await articles(archive, await wire(archive), LATEST + 4)
    story_id = await founded(archive, first)
    for revision, one in enumerate(held, start=1):
        decision = Joins(story=story_id, revision=revision, score=0.9)
        assert await archive.stories.save(edition(one, reading(*SUMMIT), decision=decision), NOON)
    (candidate,) = (await archive.stories.lineup(asking, reading(*SUMMIT).terms)).candidates
    assert [trace.article for trace in candidate.traces] == [first.id, *(one.id for one in held[-LATEST:])]
    (again,) = (await archive.stories.lineup(held[0], reading(*SUMMIT).terms)).candidates
    assert held[0].id in [trace.article for trace in again.traces]


async def test_archive_and_filter_make_the_same_stories(archive: Archive) -> None:
    rng, memory = Random(7), MemoryStories(repairing=False)
    by_archive, by_filter = [], []
    for held in await articles(archive, await wire(archive), 20):
        event = rng.randrange(6)
        own = (f"event{event}x{rng.randrange(12)}" for _ in range(rng.randrange(9, 16)))
        common = (f"common{rng.randrange(40)}" for _ in range(5))
        findings = reading(terms=Counter((*own, *common)))
        trace = trace_of(held, findings)
        lineup = await archive.stories.lineup(held, findings.terms)
        decided = edition(held, findings, decision=decide(trace, lineup), snapshot=lineup.snapshot)
        assert await archive.stories.save(decided, NOON)
        (candidate,) = (await archive.stories.lineup(held, findings.terms)).candidates
        by_archive.append(candidate.story)
        by_filter.append(memory.place(trace, dated=True))
    assert by_archive == by_filter
    assert 1 < len(set(by_filter)) < len(by_filter)


async def test_long_story_is_told_by_the_first_and_the_newest_of_each_feed(
    archive: Archive, short: None
) -> None:
    one, two = await wire(archive, "One"), await wire(archive, "Two")
    first, *held = await articles(archive, one, FOUNDING + NEWEST + 3)
    story_id = await founded(archive, first)
    for revision, late in enumerate([*held, await article(archive, two, "e1")], start=1):
        assert await joined(archive, late, story_id, revision)
    story = await told(archive, story_id)
    by_one = [report.article for report in story.reports if report.article.outlet == "One"]
    assert by_one == [first, *held[: FOUNDING - 1], *held[-NEWEST:]]
    assert len(story.reports) == len(by_one) + 1
    (same,) = await archive.stories.between(frozenset({one.id}), NOON - HOUR, NOON + 99 * HOUR)
    assert [report.article for report in same.reports] == by_one


async def test_telling_a_long_story_gives_others_their_turns(archive: Archive, url: str, short: None) -> None:
    held = await articles(archive, await wire(archive), FOUNDING + NEWEST)
    story_id = await founded(archive, held[0])
    for revision, one in enumerate(held[1:], start=1):
        assert await joined(archive, one, story_id, revision)
    database = Database(url, NoNudges())
    async with database.reading() as tx:
        untold = await whole(tx, story_id)
    await database.close()
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    (story,) = await untold.told()
    task.cancel()
    assert turns >= len(story.reports) == len(held)


async def test_long_article_is_found_again_by_its_heaviest_terms(archive: Archive) -> None:
    feed = await wire(archive)
    first, second = await articles(archive, feed, 2)
    many = {f"light{number}": 1 for number in range(3 * INDEXED)}
    story_id = await founded(archive, first, reading(terms=many | {"moscow": 9, "putin": 8}))
    (candidate,) = (await archive.stories.lineup(second, {"moscow": 1, "putin": 1})).candidates
    assert candidate.story == story_id
    assert len(candidate.traces[0].terms) == 3 * INDEXED + 2


async def test_story_is_open_for_two_weeks(archive: Archive) -> None:
    feed = await wire(archive)
    await founded(archive, await article(archive, feed))
    for late, found in ((timedelta(0), 1), (timedelta(seconds=1), 0)):
        asking = await article(archive, feed, f"late{late}", now=NOON + OPEN + late)
        candidates = (await archive.stories.lineup(asking, reading(*SUMMIT).terms)).candidates
        assert len(candidates) == found, late


async def test_terms_that_no_index_takes_are_still_compared(archive: Archive) -> None:
    feed = await wire(archive)
    endless = {"x" * 5000: 1, "nul\0term": 2, "\ud83d": 1}
    first, second = await article(archive, feed), await article(archive, feed, "e2", now=NOON + HOUR)
    await founded(archive, first, reading(terms=endless))
    (candidate,) = (await archive.stories.lineup(second, endless)).candidates
    assert len(candidate.traces[0].terms) == len(endless)


async def test_article_without_terms_founds_a_story(archive: Archive) -> None:
    held = await article(archive, await wire(archive))
    await founded(archive, held, reading(terms={}))
    assert (await archive.status(None)).stories == 1


async def test_merged_story_leads_to_what_it_became(archive: Archive, url: str) -> None:
    feed = await wire(archive)
    held = await articles(archive, feed, 3)
    ids = [await founded(archive, one, reading(f"a{one.id}", f"b{one.id}")) for one in held]
    database = Database(url, NoNudges())
    async with database.writing() as tx:
        for newer, older in ((ids[2], ids[1]), (ids[1], ids[0])):
            await tx.execute(
                sa.update(story_table).where(story_table.c.id == newer).values(merged_into=older)
            )
    await database.close()
    assert (await told(archive, ids[2])).id == ids[0]
    late = await article(archive, feed, "late", now=NOON + 5 * HOUR)
    assert not await joined(archive, late, ids[2], 1), "a merged story takes no more articles"


async def test_stories_of_a_time_are_told_by_those_feeds_alone(archive: Archive) -> None:
    one, two, three = [await wire(archive, name) for name in ("One", "Two", "Three")]
    summit = await founded(archive, await article(archive, one))
    joining = await article(archive, two, "e2", now=NOON + HOUR)
    assert await joined(archive, joining, summit, 1)
    flood = await founded(archive, await article(archive, one, "e3", now=NOON + 2 * HOUR), reading(*FLOOD))
    await founded(archive, await article(archive, three, "e4", now=NOON + HOUR), reading("p", "q"))

    stories = await archive.stories.between(frozenset({one.id}), NOON - HOUR, NOON + 2 * HOUR)
    assert [story.id for story in stories] == [flood, summit]
    assert [report.article.outlet for report in stories[1].reports] == ["One"]
    assert await archive.stories.between(frozenset({one.id}), NOON, NOON + HOUR) == ()
    only = await archive.stories.between(frozenset({one.id, two.id}), NOON - HOUR, NOON + 3 * HOUR, limit=1)
    assert [story.id for story in only] == [flood]
    assert await archive.stories.between(frozenset(), NOON - HOUR, NOON + HOUR) == ()


async def test_late_article_opens_no_story_that_is_closed_by_now(archive: Archive) -> None:
    feed = await wire(archive)
    await founded(archive, await article(archive, feed))
    now = NOON + OPEN + timedelta(days=1)
    await bring(archive, feed, entry("late", published_at=NOON + HOUR), now=now)
    late = await archive.stories.unread((await archive.status(None)).articles)
    assert late is not None
    assert (await archive.stories.lineup(late, reading(*SUMMIT).terms)).candidates == ()


async def test_old_dates_close_nothing_that_came_today(archive: Archive) -> None:
    feed = await wire(archive)
    old = NOON - timedelta(days=900)
    await bring(archive, feed, *(entry(guid, published_at=old) for guid in ("e1", "e2")), now=NOON)
    first, second = await archive.stories.unread(1), await archive.stories.unread(2)
    assert first is not None
    assert second is not None
    await founded(archive, first)
    assert len((await archive.stories.lineup(second, reading(*SUMMIT).terms)).candidates) == 1


async def test_articles_of_any_words_are_lined_up_by_one_statement(archive: Archive) -> None:
    cache = archive._database._engine.sync_engine._compiled_cache
    assert cache is not None
    held = await article(archive, await wire(archive))
    words = {f"word{number}": 1 for number in range(HEAVIEST + 2)}
    kept = []
    for many in (1, 2, 7, HEAVIEST, HEAVIEST + 2):
        await archive.stories.lineup(held, dict(list(words.items())[:many]))
        kept.append(len(cache))
    await archive.stories.lineup(held, {"säätö": 1, **words})
    await archive.stories.lineup(held, {"word": 1, "встреча": 1, "déjà": 1})
    kept.append(len(cache))
    assert len(set(kept[1:])) == 1, "each other statement would be kept for good"
