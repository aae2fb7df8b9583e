"""Two people who meet again and again: each meeting is one story, though week and names are the same."""

import tomllib
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from feeds.model import Article
from summarise.model import Trace
from summarise.stories.called import called
from summarise.stories.memory import MemoryStories
from tests.summarise.stories.war import sixty, traced

MONDAY = datetime(2022, 4, 25, 6, tzinfo=UTC)
ORDERS = ("as written", "shuffled 1", "shuffled 2")


@lru_cache(maxsize=2)
def told(titled: bool) -> tuple[tuple[str, Trace], ...]:
    """Each account's meeting and trace, five hours from one to the next."""
    rows = tomllib.loads((Path(__file__).parent / "meetings.toml").read_text(encoding="utf-8"))["article"]
    return tuple(
        (row["meeting"], _trace(number, row["title"] if titled else "", row["text"]))
        for number, row in enumerate(rows, 3001)
    )


def _trace(number: int, title: str, text: str) -> Trace:
    at = MONDAY + timedelta(hours=5 * (number % 12))
    one = Article(
        id=number,
        feed_id=1,
        outlet=f"Outlet {number}",
        guid=str(number),
        title=title,
        text="\n".join(" ".join(part.split()) for part in text.strip().split("\n\n")),
        url=None,
        author=None,
        published_at=at,
        seen_at=at,
    )
    return traced(one)


def of_the_week() -> tuple[Trace, ...]:
    return tuple(traced(one.article) for one in sixty())


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("titled", [True, False], ids=["with titles", "without titles"])
def test_each_meeting_of_the_same_two_is_one_story_among_sixty_others(titled: bool, order: str) -> None:
    arriving = [*of_the_week(), *(trace for _, trace in told(titled))]
    if order != "as written":
        Random(int(order.split()[1])).shuffle(arriving)
    stories = MemoryStories()
    for trace in arriving:
        stories.place(trace, dated=True)
    found = defaultdict(set)
    for meeting, trace in told(titled):
        found[stories.story_of(trace.article)].add(meeting)
    apart = [meetings for meetings in found.values() if len(meetings) > 1]
    assert apart == []
    assert len(found) == len({meeting for meeting, _ in told(titled)})


def test_an_actor_is_called_by_names_and_offices() -> None:
    assert {"guterr", "secretari", "general"} <= called("antonio-guterres", "en")


def test_an_actor_that_nobody_listed_is_called_by_the_words_of_the_id() -> None:
    assert called("meridian-wire", "en") == {"meridian", "wire"}
