"""Targets that refuse: nothing is sent there, nothing is lost, who set it up is told once."""

from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta

import pytest

from storage.model import StoppedTarget
from storage.targets import REFUSALS
from summarise.model import Notice
from tests.fakes.english import plainly
from tests.fakes.examples import HOUR, NOON
from tests.storage.conftest import Noted
from tests.storage.posts import MINUTE, SECOND, TARGET, Outbox, opened, post
from tests.storage.scenes import guild_seen

WHY = "Missing Permissions (50013)"
DAY = timedelta(days=1)


@pytest.fixture
async def outbox(url: str, nudges: Noted) -> AsyncIterator[Outbox]:
    async with opened(url, nudges) as held:
        for actor, asker in (("x", "77"), ("y", "77"), ("z", None)):
            await held.archive.watches.add(
                guild="a", target=TARGET, actors=(actor,), origin="command", now=NOON, asked_by=asker
            )
        yield held


async def stop(
    outbox: Outbox,
    target: str = TARGET,
    now: datetime = NOON,
    *,
    asked: bool = True,
    whole_guild: bool = False,
) -> None:
    held = await outbox.claimed(now, target)
    await outbox.archive.deliveries.stop(held.id, WHY, now, asked=asked, whole_guild=whole_guild)


async def told(outbox: Outbox, person: str = "user:77") -> list[Notice]:
    recent = await outbox.archive.deliveries.recent(None, 999, target=person)
    return [held.post.body for held in recent if isinstance(held.post.body, Notice)]


async def test_target_that_refuses_gets_nothing_until_it_is_resumed(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2))
    await stop(outbox)
    stopped = StoppedTarget(
        target=TARGET, guild="a", reason=WHY, since=NOON, refusals=1, probe_at=NOON + 10 * MINUTE
    )
    assert await outbox.archive.targets.stopped() == (stopped,)
    assert await outbox.archive.targets.stopped("b") == ()
    await outbox.put(post(story=3))
    outbox.nudges.take()
    assert await outbox.next(NOON + DAY) is None
    assert await outbox.archive.deliveries.targets_due(NOON + DAY) == ("user:77",)
    assert await outbox.archive.targets.resume(TARGET, NOON + DAY)
    assert not await outbox.archive.targets.resume(TARGET, NOON + DAY)
    assert outbox.nudges.take() == [("deliver", TARGET)]
    assert [said.subject for said in await outbox.drain(NOON + DAY)] == ["story:1", "story:2", "story:3"]


async def test_who_set_it_up_is_told_once(outbox: Outbox) -> None:
    await guild_seen(outbox.archive.guilds, "a", "The Newsroom", NOON)
    await outbox.archive.plans.add(
        guild="a",
        target=TARGET,
        at=time(8),
        zone="UTC",
        stories=5,
        sentences=2,
        origin="command",
        next_due_at=NOON,
        now=NOON,
        asked_by="88",
    )
    await outbox.put(post())
    await stop(outbox)
    for asker in ("user:77", "user:88"):
        (said,) = await outbox.drain(target=asker)
        assert isinstance(said.body, Notice)
        assert (said.body.feed, str(said.body.title)) == (
            None,
            "Wirewatch cannot post in channel 1 of The Newsroom",
        )
        assert said.body.sentences[0] == WHY
    later = NOON + HOUR
    assert await outbox.archive.targets.resume(TARGET, later)
    await stop(outbox, now=later)
    assert await outbox.drain(later, target="user:77") == [], "told today"


async def test_person_who_takes_no_messages_is_no_news_to_anybody(outbox: Outbox) -> None:
    await outbox.put(post(target="user:77"))
    await stop(outbox, "user:77")
    assert [held.target for held in await outbox.archive.targets.stopped()] == ["user:77"]
    assert len(await outbox.archive.deliveries.recent(None, 9)) == 1


async def test_target_is_tried_by_itself_ever_later_and_so_often_at_most(outbox: Outbox) -> None:
    await outbox.put(post())
    now, waits = NOON, []
    resume = outbox.archive.targets.resume
    for _ in range(REFUSALS):
        await stop(outbox, now=now)
        (held,) = await outbox.archive.targets.stopped()
        if held.probe_at is None:
            break
        assert not await resume(TARGET, held.probe_at - SECOND, changed=False)
        waits.append(held.probe_at - now)
        now = held.probe_at
        assert await resume(TARGET, now, changed=False)
    assert waits == [10 * MINUTE * 2**number for number in range(REFUSALS - 1)]
    assert not await resume(TARGET, now + 300 * DAY, changed=False)
    assert not await resume(TARGET, now + 300 * DAY, changed=True)
    assert await resume(TARGET, now), "somebody asks for it"


async def test_refusals_that_cost_no_request_are_not_counted(outbox: Outbox) -> None:
    await outbox.put(post())
    now, resume = NOON, outbox.archive.targets.resume
    for _ in range(REFUSALS + 1):
        await stop(outbox, now=now, asked=False)
        assert not await resume(TARGET, now + 9 * MINUTE, changed=False)
        now += 10 * MINUTE
        assert await resume(TARGET, now, changed=False)
    for _ in range(REFUSALS):
        await stop(outbox, now=now)
        await resume(TARGET, now)
    await stop(outbox, now=now, asked=False)
    (held,) = await outbox.archive.targets.stopped()
    assert held.refusals == REFUSALS
    assert await resume(TARGET, now, changed=True), "though it refused so often: this one was seen coming"


async def test_refusals_are_forgotten_where_somebody_put_it_right(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2))
    for _ in range(REFUSALS):
        await stop(outbox)
        assert await outbox.archive.targets.resume(TARGET, NOON)
    await outbox.send()
    await stop(outbox)
    (held,) = await outbox.archive.targets.stopped()
    assert held.refusals == 1
    assert held.probe_at is not None


async def test_one_refusal_more_or_less_is_not_forgotten(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2))
    await stop(outbox)
    assert await outbox.archive.targets.resume(TARGET, NOON, changed=True)
    await outbox.send()
    await stop(outbox)
    assert (await outbox.archive.targets.stopped())[0].refusals == 2


@pytest.mark.parametrize("order", ["dr", "rd", "dddr", "r" * 7 + "d", "r" * 5 + "ddd", "rrd", "ddr"])
@pytest.mark.one_database
async def test_refusals_and_deleted_messages_cost_fewer_than_ten_requests(outbox: Outbox, order: str) -> None:
    wrong, now = 0, NOON
    for number, step in enumerate((order * 20)[:24]):
        now += 9 * DAY
        await outbox.put(post(story=number), now=now)
        await outbox.archive.targets.resume(TARGET, now, changed=True)
        if await outbox.archive.targets.stopped():
            break
        if step == "r":
            wrong += 1
            await stop(outbox, now=now)
            continue
        await outbox.drain(now)
        await outbox.put(post("edit", 2, story=number), now=now)
        edit = await outbox.claimed(now)
        wrong += not edit.wary
        await outbox.archive.deliveries.gone(edit.id, "404", now)
    assert 8 <= wrong < 10


async def test_guild_that_takes_nothing_is_told_once_a_day(outbox: Outbox) -> None:
    add = outbox.archive.watches.add
    for number in range(1, 6):
        target = f"channel:{number}"
        await add(guild="a", target=target, actors=("w",), origin="command", now=NOON, asked_by="88")
        await outbox.put(post(target=target))
        await stop(outbox, target, whole_guild=True)
    assert len(await told(outbox)) == 1
    (notice,) = await told(outbox, "user:88")
    assert notice.place is None
    assert await outbox.archive.targets.resume(TARGET, NOON + DAY)
    await stop(outbox, now=NOON + DAY, whole_guild=True)
    assert len(await told(outbox)) == 2


async def test_notice_says_whether_it_goes_on_by_itself(outbox: Outbox) -> None:
    await outbox.put(post())
    for number in range(REFUSALS):
        await stop(outbox, now=NOON + number * DAY)
        await outbox.archive.targets.resume(TARGET, NOON + number * DAY)
    last, *earlier = await told(outbox)
    assert all("it goes on by itself" in plainly(notice.advice)[0] for notice in earlier)
    assert "not tried by itself" in plainly(last.advice)[0]


async def test_changed_permissions_resume_at_once(outbox: Outbox) -> None:
    await outbox.put(post())
    await stop(outbox)
    assert await outbox.archive.targets.resume(TARGET, NOON + SECOND, changed=True)


async def test_refusal_is_written_down(outbox: Outbox) -> None:
    await outbox.put(post())
    await stop(outbox)
    held, *_ = await outbox.archive.deliveries.recent("a", 9, target=TARGET)
    assert (held.state, held.error, held.attempts) == ("due", WHY, 1)
    history = await outbox.archive.deliveries.history(held.id)
    assert [(tried.outcome, tried.detail) for tried in history] == [("claimed", None), ("stopped", WHY)]
