"""Lists of further stories: each story a line, nothing lost, never edited without end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.editions.flood import LINES, added, begun, changed, line, merged, next_edit
from summarise.model import Alert, RollupItem, Source, Summary

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def item(story: int, headline: str = "Envoy resigns") -> RollupItem:
    return RollupItem(story=story, headline=headline, url=None, outlets=1, last_at=NOON)


def test_line_says_what_the_alert_says() -> None:
    sources = tuple(
        Source(outlet=outlet, title="Envoy resigns", url=url)
        for outlet, url in (("Meridian", None), ("Lantern", "https://lantern.example/1"), ("Lantern", None))
    )
    told = Alert(
        story=4,
        summary=Summary(headline="Envoy resigns", url=None, sentences=()),
        flags=(),
        sources=sources,
        first_at=NOON - HOUR,
        last_at=NOON,
        reasons=("Your watch on Envoy: Envoy acts in it.",),
    )
    expected = replace(item(4), url="https://lantern.example/1", outlets=2, reasons=told.reasons)
    assert line(told) == expected
    assert line(replace(told, retracted=True)) == replace(expected, retracted=True)


@given(st.lists(st.lists(st.just(0), max_size=50), max_size=12))
def test_each_story_is_listed_once_or_counted(batches: list[list[int]]) -> None:
    rollup = begun(NOON, 12)
    fresh = iter(range(1000, 2000))
    stories = [[next(fresh) for _ in batch] for batch in batches]
    for batch in stories:
        rollup = added(rollup, [item(story) for story in batch])
    told = [story for batch in stories for story in batch]
    assert [held.story for held in rollup.items] == told[-LINES:]
    assert len(rollup.items) + rollup.more == len(told)


def test_story_that_comes_again_changes_its_line() -> None:
    rollup = added(begun(NOON, 12), [item(1), item(2)])
    again = added(rollup, [item(1, "Envoy stays")])
    assert again.items == (item(1, "Envoy stays"), item(2))
    assert changed(rollup, item(2, "Envoy stays")).items == (item(1), item(2, "Envoy stays"))
    assert changed(rollup, item(3)) == rollup


def test_stories_that_are_one_are_one_line() -> None:
    rollup = added(begun(NOON, 12), [item(1), item(2, "Other words"), item(3)])
    assert merged(rollup, {2: 1, 3: 9}).items == (item(1), item(9))


@pytest.mark.parametrize(
    ("sent", "changed_at", "due"),
    [
        (NOON - 10 * MINUTE, None, NOON),
        (NOON - MINUTE / 2, None, NOON + MINUTE / 2),
        (NOON - 10 * MINUTE, NOON - MINUTE / 4, NOON + 3 * MINUTE / 4),
        (NOON - 2 * HOUR, NOON - 10 * MINUTE, NOON + 20 * MINUTE),
        (NOON + HOUR, NOON + HOUR, NOON + MINUTE),
        (NOON - 25 * HOUR, None, None),
    ],
)
def test_list_is_edited_once_a_minute_and_less_when_it_is_old(
    sent: datetime, changed_at: datetime | None, due: datetime | None
) -> None:
    assert next_edit(sent, changed_at, NOON) == due
