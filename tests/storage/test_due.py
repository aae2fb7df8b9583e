"""What a digest is made of: what arrived for its guild since the last, and what is announced."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

import storage.due as due_module
from feeds.model import Move
from storage.archive import Archive
from storage.documents import Planned
from storage.plans import EVERYTHING
from storage.schema import delivery
from summarise.model import Appointment, DigestPlan, Sentence
from tests.fakes.examples import HOUR, NOON, digest_post, entry, look, reading
from tests.storage.scenes import FLOOD, SUMMIT, article, bring, founded, joined, watched, wire
from tests.storage.test_plans import DAY, WEEKLY, plan_of


async def test_plan_is_due_with_its_guilds_feeds_watches_and_stories(archive: Archive) -> None:
    ours = await wire(archive, "Ours", guilds=("a",))
    theirs = await wire(archive, "Theirs", guilds=("b",))
    await watched(archive, "a", actors=("x", "y"))
    await watched(archive, "b", actors=("z",))
    plan = await plan_of(archive)
    story = await founded(archive, await article(archive, ours))
    await founded(archive, await article(archive, theirs, "e2"), reading(*FLOOD))
    assert await archive.plans.due_plan(plan.id, NOON - timedelta(seconds=1)) is None
    due = await archive.plans.due_plan(plan.id, NOON)
    assert due is not None
    assert (due.plan, due.since, due.feeds) == (plan, NOON - DAY, frozenset({ours.id}))
    assert due.watched == {"x", "y"}
    assert [held.id for held in due.stories] == [story]


async def digests(archive: Archive, plan: DigestPlan, *moments: datetime) -> list[list[str]]:
    """The guids of the articles that each digest is given, published one after the other."""
    told = []
    for moment in moments:
        await archive.plans.postpone(plan.id, moment)
        due = await archive.plans.due_plan(plan.id, moment)
        assert due is not None
        told.append(sorted(report.article.guid for story in due.stories for report in story.reports))
        await archive.plans.save_digest(due.plan, (), moment + DAY, moment)
    return told


async def test_article_that_arrives_late_is_in_the_next_digest_once(archive: Archive) -> None:
    feed, plan = await wire(archive), await plan_of(archive)
    first = await digests(archive, plan, NOON)
    await bring(archive, feed, entry("late", published_at=NOON - HOUR), now=NOON + HOUR)
    held = await archive.stories.unread(1)
    assert held is not None
    await founded(archive, held, reading(*SUMMIT))
    assert first + await digests(archive, plan, NOON + DAY, NOON + 2 * DAY) == [[], ["late"], []]


async def test_backlog_counts_by_its_own_time(archive: Archive) -> None:
    feed, plan = await wire(archive, backlog="silent"), await plan_of(archive)
    await bring(
        archive, feed, entry("fresh", published_at=NOON - HOUR), entry("stale", published_at=NOON - 9 * DAY)
    )
    for number, terms in ((1, SUMMIT), (2, FLOOD)):
        held = await archive.stories.unread(number)
        assert held is not None
        await founded(archive, held, reading(*terms))
    assert await digests(archive, plan, NOON) == [["fresh"]]


async def test_article_that_was_being_read_during_a_digest_is_in_the_next(archive: Archive) -> None:
    feed, plan = await wire(archive), await plan_of(archive)
    held = await article(archive, feed, "slow", now=NOON - timedelta(minutes=1))
    assert await digests(archive, plan, NOON) == [[]]
    await founded(archive, held, reading(*SUMMIT))
    assert await digests(archive, plan, NOON + DAY, NOON + 2 * DAY) == [["slow"], []]


@pytest.mark.parametrize(("wishes", "days"), [(EVERYTHING, 3), (WEEKLY, 9)])
async def test_digest_after_a_long_silence_looks_back_a_little_further_and_says_so(
    archive: Archive, wishes: Planned, days: int
) -> None:
    plan = await plan_of(archive, wishes=wishes)
    first = await archive.plans.due_plan(plan.id, NOON)
    assert first is not None
    assert first.since == NOON - (DAY if wishes is EVERYTHING else 7 * DAY)
    await archive.plans.save_digest(plan, (), NOON + 30 * DAY, NOON)
    due = await archive.plans.due_plan(plan.id, NOON + 30 * DAY)
    assert due is not None
    assert (due.since, due.missed_since) == (NOON + (30 - days) * DAY, NOON)
    assert first.missed_since is None


async def test_due_plan_is_told_of_its_feeds_their_folders_and_what_they_announce(archive: Archive) -> None:
    ours, other = await wire(archive, "Ours"), await wire(archive, "Other")
    theirs = await wire(archive, "Theirs", guilds=("b",))
    await archive.subscriptions.unsubscribe("a", ours.id)
    await archive.subscriptions.subscribe("a", ours.id, "command", NOON, topic="World/Europe")
    thursday = Appointment(start=4, end=12, date=date(2022, 4, 28), text="Thursday", actors=())
    told = replace(reading(*SUMMIT), appointments=(thursday,))
    for number, feed in enumerate((ours, other, theirs), 1):
        await founded(archive, await article(archive, feed, f"e{number}"), told)
    plan = await plan_of(archive, wishes=Planned(feeds=(ours.id, theirs.id)))
    due = await archive.plans.due_plan(plan.id, NOON)
    assert due is not None
    assert (due.feeds, due.topics) == (frozenset({ours.id}), {ours.id: "World/Europe"})
    assert len(due.stories) == 1
    assert [(item.date, item.what.outlet) for item in due.announced] == [(date(2022, 4, 28), "Ours")]
    every = await archive.plans.due_plan((await plan_of(archive, at=time(13))).id, NOON)
    assert every is not None
    assert len(every.announced) == 2


@pytest.mark.parametrize(
    ("wishes", "days"),
    [
        (Planned(), [26, 27, 28]),
        (Planned(actors=("lavrov",)), [27]),
        (Planned(keywords=("president",)), [28]),
        (Planned(actors=("lavrov",), keywords=("president",)), [27, 28]),
    ],
)
async def test_digest_about_somebody_tells_no_appointments_of_others(
    archive: Archive, wishes: Planned, days: list[int]
) -> None:
    held = await article(archive, await wire(archive))
    told = tuple(
        Appointment(start=0, end=3, date=date(2022, 4, day), text="then", actors=actors, what=what)
        for day, actors, what in (
            (26, ("musk",), None),
            (27, ("musk", "lavrov"), None),
            (28, (), Sentence(start=0, end=28)),
        )
    )
    await founded(archive, held, replace(reading(*SUMMIT), appointments=told))
    due = await archive.plans.due_plan((await plan_of(archive, wishes=wishes)).id, NOON)
    assert due is not None
    assert [item.date.day for item in due.announced] == days


async def test_digest_of_a_feed_that_moved_to_anothers_address_is_of_that_one(archive: Archive) -> None:
    old, new = await wire(archive, "Old"), await wire(archive, "New")
    plan = await plan_of(archive, wishes=Planned(feeds=(old.id,)))
    current = await archive.feeds.get(old.id)
    assert current is not None
    move = Move(to=new.address, times=3, believed=True)
    await archive.feeds.save(replace(look(current, entry()), move=move), NOON)
    due = await archive.plans.due_plan(plan.id, NOON)
    assert due is not None
    assert (due.plan.feeds, due.feeds) == ((new.id,), frozenset({new.id}))


async def test_digest_chooses_from_the_stories_that_most_feeds_tell(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_module, "MOST", 1)
    feed, second = await wire(archive), await wire(archive, "Second")
    wide = await founded(archive, await article(archive, feed, "e1"))
    assert await joined(archive, await article(archive, second, "e2"), wide, 1)
    await founded(archive, await article(archive, feed, "e3", now=NOON + HOUR), reading(*FLOOD))
    due = await archive.plans.due_plan((await plan_of(archive)).id, NOON + 2 * HOUR)
    assert due is not None
    assert [story.id for story in due.stories] == [wide]


@pytest.mark.parametrize(
    "wishes", [Planned(keywords=("dams",)), Planned(actors=("nia",), keywords=("rain",))]
)
async def test_digest_about_something_chooses_from_stories_that_are_about_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, wishes: Planned
) -> None:
    monkeypatch.setattr(due_module, "MOST", 1)
    monkeypatch.setattr("storage.sifting.TOGETHER", 1)
    feed, second = await wire(archive), await wire(archive, "Second")
    theirs = await wire(archive, "Theirs", guilds=("b",))
    wide = await founded(archive, await article(archive, feed, "e1"))
    assert await joined(archive, await article(archive, second, "e2"), wide, 1)
    await bring(archive, theirs, entry("e3", text="Dams broke.", published_at=NOON), now=NOON)
    their = await archive.stories.unread(3)
    assert their is not None
    assert await joined(archive, their, wide, 2, reading(*SUMMIT, actors=[("nia", "subject")]))
    await bring(archive, feed, entry("e4", text="Two dams broke.", published_at=NOON), now=NOON)
    ours = await archive.stories.unread(4)
    assert ours is not None
    narrow = await founded(archive, ours, reading(*FLOOD, actors=[("nia", "mention")]))
    due = await archive.plans.due_plan((await plan_of(archive, wishes=wishes)).id, NOON + HOUR)
    assert due is not None
    assert [story.id for story in due.stories] == [narrow]


async def test_due_plan_knows_its_own_digests_of_the_last_week(archive: Archive) -> None:
    plan, other = await plan_of(archive), await plan_of(archive, at=time(13))
    for held, now in ((plan, NOON), (other, NOON), (plan, NOON + DAY)):
        due = await archive.plans.due_plan(held.id, now)
        assert due is not None
        told = digest_post(held.id, now)
        assert await archive.plans.save_digest(due.plan, (told,), now + DAY, now)
    for days, digests in ((2, 2), (7, 1), (9, 0)):
        due = await archive.plans.due_plan(plan.id, NOON + days * DAY)
        assert due is not None
        assert len(due.earlier) == digests


async def test_digest_comes_without_an_earlier_one_that_cannot_be_read(archive: Archive) -> None:
    plan = await plan_of(archive)
    assert await archive.plans.save_digest(plan, (digest_post(plan.id, NOON),), NOON + DAY, NOON)
    async with archive._database.writing() as tx:
        await tx.execute(sa.update(delivery).values(document="{}"))
    due = await archive.plans.due_plan(plan.id, NOON + DAY)
    assert due is not None
    assert due.earlier == ()


async def test_digest_prefers_whom_its_guild_watches_and_not_whom_members_or_paused_watches_do(
    archive: Archive,
) -> None:
    await watched(archive, actors=("ours",))
    await watched(archive, target="user:7", actors=("secret",))
    paused = await watched(archive, actors=("rests",))
    await archive.watches.pause("a", paused.id, NOON)
    plan = await plan_of(archive)
    due = await archive.plans.due_plan(plan.id, NOON)
    assert due is not None
    assert due.watched == {"ours"}
    mine = await archive.plans.change(plan, replace(plan, target="user:7"), NOON)
    assert isinstance(mine, DigestPlan)
    own = await archive.plans.due_plan(plan.id, NOON)
    assert own is not None
    assert own.watched == {"ours", "secret"}
