"""One event among sixty of the same week on the same war: found again, and not mixed with its like."""

import json
import runpy
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from random import Random

import pytest

from summarise.stories.memory import MemoryStories
from tests.summarise.stories.war import SEEDS_STORY, Account, own_seeds, read, replacements, sixty, traced
from tests.summarise.wire import seeds

FLOOR = 95.5
"""BCubed F of the whole set in each of the orders: the first grouper reached 96.6 to 98.3."""

ORDERS = ("published", "latest first", "shuffled 1", "shuffled 2", "shuffled 3")
PAIRS = ("seeds", "own accounts")
JOINED = "replacement-kazan-2024"
"""Without a title or a date to part them, the second seed is taken for a report on the meeting in Kazan."""


def pair_of(name: str) -> tuple[Account, ...]:
    """The two accounts of the event: the seeds, where they are, or our own."""
    if name == "own accounts":
        return own_seeds()
    return tuple(Account(story=SEEDS_STORY, article=article) for article in seeds())


def in_order(told: Sequence[Account], order: str) -> list[Account]:
    arriving = sorted(told, key=lambda one: one.article.at)
    if order == "latest first":
        arriving.reverse()
    elif order.startswith("shuffled"):
        Random(int(order.split()[1])).shuffle(arriving)
    return arriving


def grouped(told: Sequence[Account]) -> list[list[Account]]:
    """The stories of an archive that has read nothing else."""
    stories, found = MemoryStories(), defaultdict(list)
    for one in told:
        dated = one.article.published_at is not None
        stories.place(traced(one.article), dated=dated)
    for one in told:
        found[stories.story_of(one.article.id)].append(one)
    return list(found.values())


def story_with(account: Account, stories: list[list[Account]]) -> list[Account]:
    return next(story for story in stories if account in story)


def titles(story: Sequence[Account]) -> set[tuple[str, str]]:
    return {(one.article.outlet, one.article.title) for one in story}


def dated(account: Account, at: datetime | None = None) -> Account:
    """The account as though published then, by default when it was seen."""
    at = at or account.article.at
    return replace(account, article=replace(account.article, published_at=at, seen_at=at))


@lru_cache(maxsize=len(ORDERS))
def among_sixty(event: tuple[Account, ...], order: str) -> list[list[Account]]:
    """The stories of the sixty and of this event."""
    return grouped(in_order((*sixty(), *event), order))


def stay_apart(*meetings: Account) -> None:
    """Assert that each of the meetings has a story of its own among the sixty."""
    for order in ("published", "shuffled 1"):
        stories = among_sixty(meetings, order)
        for one in meetings:
            assert titles(story_with(one, stories)) == titles([one]), (order, one.story)


def bcubed(stories: list[list[Account]]) -> float:
    """BCubed F in per cent (Bagga & Baldwin 1998)."""
    sizes = Counter(one.story for story in stories for one in story)
    total = sum(sizes.values())
    precision = recall = 0.0
    for story in stories:
        for gold, count in Counter(one.story for one in story).items():
            precision += count * count / len(story) / total
            recall += count * count / sizes[gold] / total
    return 100 * 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(
    ("pair", "order"),
    [(pair, order) for pair in PAIRS for order in ORDERS],
)
def test_seeds_are_one_story_of_their_own_among_sixty_others(pair: str, order: str) -> None:
    event = pair_of(pair)
    stories = among_sixty(event, order)
    assert titles(story_with(event[0], stories)) == titles(event)


@pytest.mark.parametrize("order", ORDERS)
def test_the_whole_set_is_grouped_well_in_any_order(order: str) -> None:
    assert bcubed(among_sixty(own_seeds(), order)) >= FLOOR


@pytest.mark.parametrize("replaced", [0, 1])
@pytest.mark.parametrize("pair", PAIRS)
def test_meetings_of_the_same_men_in_other_years_are_other_stories(pair: str, replaced: int) -> None:
    stay_apart(dated(pair_of(pair)[1 - replaced]), *replacements())


@pytest.mark.parametrize("replaced", [0, 1])
@pytest.mark.parametrize("pair", PAIRS)
def test_other_meetings_of_the_same_men_are_other_stories_without_the_help_of_time(
    pair: str, replaced: int
) -> None:
    event = pair_of(pair)
    others = [one for one in replacements() if (pair, replaced, one.story) != ("seeds", 0, JOINED)]
    stay_apart(dated(event[1 - replaced]), *(dated(one, event[replaced].article.at) for one in others))


@pytest.mark.xfail(strict=False, reason="only titles tell these apart")
def test_the_meeting_in_kazan_is_another_story_than_a_report_without_title_and_date() -> None:
    first, second = pair_of("seeds")
    (kazan,) = (one for one in replacements() if one.story == JOINED)
    stay_apart(dated(second), dated(kazan, first.article.at))


def test_sixty_stories_are_told_and_a_third_of_them_by_several_outlets() -> None:
    outlets = defaultdict(list)
    for told in sixty():
        outlets[told.story].append(told.article.outlet)
    assert len(outlets) == 60
    assert sum(len(by) > 1 for by in outlets.values()) >= 20
    assert all(len(by) == len(set(by)) for by in outlets.values())
    assert SEEDS_STORY not in outlets


def test_every_account_is_whole_short_and_of_that_week() -> None:
    for told in (*sixty(), *own_seeds()):
        article = told.article
        assert article.published_at is not None
        assert datetime(2022, 4, 20, tzinfo=UTC) <= article.published_at < datetime(2022, 4, 28, tzinfo=UTC)
        assert 60 <= len(article.text.split()) <= 220, article.title
        assert 4 <= len(article.title.split()) <= 16, article.title
        assert article.text.endswith("."), article.title


@pytest.mark.parametrize("part", ["guid", "title", "text", "id"])
def test_no_two_accounts_share(part: str) -> None:
    values = [getattr(told.article, part) for told in (*sixty(), *own_seeds(), *replacements())]
    assert len(values) == len(set(values))


def test_no_sentence_is_told_twice() -> None:
    sentences = Counter(
        told.article.text[sentence.start : sentence.end]
        for told in (*sixty(), *own_seeds())
        for sentence in read(told.article).sentences
    )
    assert [text for text, count in sentences.items() if count > 1] == []


def test_set_is_printed_as_the_scorer_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("tests.summarise.stories.war", run_name="__main__")
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == len(sixty()) + len(own_seeds())
    assert set(rows[0]) == {"id", "title", "text", "url", "published", "gold"}
    assert len({row["gold"]["story"] for row in rows}) == 61
