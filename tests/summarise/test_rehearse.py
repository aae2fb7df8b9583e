"""The rehearsal's shell: what it looks at, in bounded pieces, and when the watch would have spoken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TypeVar, TypeVarTuple

from summarise.model import CatalogueText, Lines, Quiet, Story, Watch
from summarise.rehearse import AT_ONCE, MOST_STORIES, Rehearsing, rehearse
from tests.summarise.wire import NOON, article, report, story, watch

PUTIN = "vladimir-putin"
FEEDS = frozenset({1, 2})
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
FIRST = article(1, "He spoke in Moscow on Tuesday.", title="Putin speaks", hours=-20)
SECOND = article(
    2, "An aide said that it took an hour.", title="Aide speaks", outlet="Courier", feed=2, hours=-18
)


class Past:
    """Stories in memory; notes each window that is asked for."""

    def __init__(self, *stories: Story) -> None:
        self._stories = stories
        self.asked: list[tuple[datetime, datetime, int]] = []

    async def catalogues(self) -> tuple[CatalogueText, ...]:
        return ()

    async def lines(self, feed_id: int) -> Lines:
        return Lines(articles=0, counts={})

    async def between(
        self, feeds: frozenset[int], since: datetime, until: datetime, limit: int = 200
    ) -> tuple[Story, ...]:
        assert feeds == FEEDS
        found = [
            one for one in self._stories if any(since < held.article.at <= until for held in one.reports)
        ]
        self.asked.append((since, until, len(found)))
        return tuple(found[:limit])


class Hands:
    """Workers that work here; notes how much each was given at once."""

    def __init__(self) -> None:
        self.given: list[int] = []

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        assert deadline > 0
        self.given.append(max(len(held) for held in args if isinstance(held, tuple)))
        return work(*args)


async def rehearsed(past: Past, asked: Watch, *, days: int = 7, hands: Hands | None = None) -> Rehearsing:
    return await rehearse(
        asked,
        FEEDS,
        since=NOON - timedelta(days=days),
        until=NOON,
        per_hour=12,
        added={},
        store=past,
        workers=hands or Hands(),
    )


def said(found: Rehearsing) -> list[tuple[str, float]]:
    """What, and how many hours before noon."""
    return [(one.what, (NOON - one.at).total_seconds() / 3600) for one in found.ended.told]


TOLD = story(report(FIRST, {PUTIN: "speaker"}), report(SECOND, {PUTIN: "mention"}))


async def test_watch_speaks_when_the_first_report_comes() -> None:
    found = await rehearsed(Past(TOLD), watch(PUTIN))
    assert said(found)[0] == ("post", 20)
    assert (found.stories, found.since) == (1, NOON - timedelta(days=7))


async def test_watch_that_wants_two_outlets_speaks_when_the_second_comes() -> None:
    found = await rehearsed(Past(TOLD), replace(watch(PUTIN), voices=2))
    assert said(found) == [("post", 18)]


async def test_watch_that_never_heard_enough_outlets_is_shown_with_what_it_waited_for() -> None:
    found = await rehearsed(Past(TOLD), replace(watch(PUTIN), voices=3))
    (held,) = found.ended.told
    assert held.what == "hold"
    assert "outlets" in str(held.reasons[0])


async def test_quiet_hours_keep_it_waiting_until_they_end() -> None:
    quiet = Quiet(begins=time(15), ends=time(20), zone="UTC")
    found = await rehearsed(Past(TOLD), replace(watch(PUTIN), quiet=quiet))
    assert said(found)[0] == ("post", 16)
    assert said(await rehearsed(Past(TOLD), replace(watch(PUTIN), quiet=replace(quiet, urgent=2))))[0] == (
        "post",
        18,
    )


async def test_what_it_said_before_does_not_count() -> None:
    asked = replace(watch(PUTIN), fired_at=NOON, cooldown=timedelta(hours=2))
    assert said(await rehearsed(Past(TOLD), asked))[0] == ("post", 20)


async def test_busy_days_are_looked_at_in_pieces_and_each_story_once() -> None:
    many = [
        story(
            report(article(number, "It rained.", title=f"Rain {number}", hours=(1_000 - number) / 100)),
            number=number,
        )
        for number in range(1_001, 1_401)
    ]
    past, hands = Past(*many, TOLD), Hands()
    found = await rehearsed(past, watch(PUTIN), days=2, hands=hands)
    assert found.stories == 401
    assert max(hands.given) <= AT_ONCE


async def test_rehearsal_ends_where_there_are_too_many_stories_and_says_since_when_it_is_whole() -> None:
    class Endless(Past):
        async def between(
            self, feeds: frozenset[int], since: datetime, until: datetime, limit: int = 200
        ) -> tuple[Story, ...]:
            self.asked.append((since, until, limit))
            first = 90 * len(self.asked)
            return tuple(
                story(report(article(first + number, hours=-1)), number=first + number)
                for number in range(90)
            )

    past = Endless()
    found = await rehearsed(past, watch(PUTIN), days=300)
    assert MOST_STORIES <= found.stories < MOST_STORIES + AT_ONCE
    assert found.since == past.asked[-1][0] > NOON - timedelta(days=300)
