"""Stories put right as evidence comes: two that are one, one that is two, an article that sits elsewhere."""

from datetime import timedelta

import pytest

from summarise.model import Background, Candidate, Merge, Move, Split, Trace
from summarise.stories.evidence import SILENCE
from summarise.stories.memory import LATELY, MemoryStories
from summarise.stories.repair import repair
from tests.summarise.wire import NOON

NOTHING_READ = Background(documents=0, counts={})

FLOOD = "durban flood dam valley bridge rescue boats houses province toll rain mayor harbour road shelter"
VOTE = "dili ballot runoff turnout president candidate polling coalition recount tally observers"


def told(number: int, words: str, *, hours: float = 0, outlet: str | None = None) -> Trace:
    """An article of these words, most of which it leads with."""
    terms = words.split()
    return Trace(
        article=number,
        outlet=outlet or f"outlet {number}",
        at=NOON + timedelta(hours=hours),
        title=" ".join(terms[:4]),
        terms={**dict.fromkeys(terms, 2), f"own{number}": 1, f"also{number}": 1},
        actors=frozenset(),
        lead=dict.fromkeys(terms[:8], 1),
    )


def story(number: int, *traces: Trace) -> Candidate:
    return Candidate(story=number, revision=1, traces=traces)


def test_two_stories_of_one_event_become_the_older_one() -> None:
    newer = story(9, told(5, FLOOD), told(6, FLOOD))
    older = story(4, told(1, FLOOD), told(2, FLOOD))
    assert repair((newer, older), NOTHING_READ) == (Merge(older=4, newer=9),)


def test_stories_of_two_events_are_left_alone() -> None:
    flood, vote = story(1, told(1, FLOOD), told(2, FLOOD)), story(2, told(3, VOTE), told(4, VOTE))
    assert repair((flood, vote), NOTHING_READ) == ()


def test_part_with_the_founding_article_keeps_the_id() -> None:
    mixed = story(3, told(1, FLOOD), told(2, VOTE), told(3, FLOOD), told(4, VOTE))
    assert repair((mixed,), NOTHING_READ) == (Split(story=3, articles=(2, 4)),)


def test_misplaced_article_moves_to_its_story() -> None:
    flood = story(1, told(1, FLOOD), told(2, FLOOD), told(3, VOTE))
    vote = story(2, told(4, VOTE), told(5, VOTE))
    assert repair((flood, vote), NOTHING_READ) == (Move(article=3, to=2),)


def test_part_of_a_story_that_founded_another_goes_there_after_the_merge() -> None:
    first = story(1, told(1, FLOOD), told(2, VOTE))
    second, third = story(2, told(3, FLOOD)), story(3, told(4, VOTE), told(5, VOTE))
    steps = repair((first, second, third), NOTHING_READ)
    assert steps == (Merge(older=1, newer=2), Move(article=2, to=3))


def test_repair_of_what_was_repaired_finds_nothing() -> None:
    apart = (story(1, told(1, FLOOD), told(3, FLOOD)), story(2, told(2, VOTE), told(4, VOTE)))
    assert repair(apart, NOTHING_READ) == ()


@pytest.mark.parametrize(
    "stories", [(), (story(1, told(1, FLOOD)),), (story(1, told(1, "")), story(2, told(2, "")))]
)
def test_there_is_nothing_to_repair_in_next_to_nothing(stories: tuple[Candidate, ...]) -> None:
    assert repair(stories, NOTHING_READ) == ()


def test_long_stories_are_repaired_by_their_first_and_latest_articles() -> None:
    older = story(1, *(told(number, FLOOD) for number in range(300)))
    newer = story(2, *(told(number, FLOOD) for number in range(300, 600)))
    assert repair((older, newer), NOTHING_READ) == (Merge(older=1, newer=2),)


def test_story_that_was_silent_for_two_weeks_is_closed_and_a_late_article_does_not_reopen_it() -> None:
    stories = MemoryStories()
    days = SILENCE / timedelta(days=1) + 1
    flood = stories.place(told(0, FLOOD), dated=True)
    for number in range(1, LATELY + 1):
        stories.place(told(number, VOTE, hours=24 * days), dated=True)
    late = stories.place(told(99, FLOOD, hours=1), dated=True)
    assert late != flood
    assert stories.place(told(100, FLOOD, hours=2), dated=True) == late


def test_one_date_in_the_far_future_closes_nothing() -> None:
    stories = MemoryStories()
    flood = stories.place(told(0, FLOOD), dated=True)
    stories.place(told(1, FLOOD, hours=1), dated=True)
    stories.place(told(2, VOTE, hours=24 * 365 * 70), dated=True)
    assert stories.place(told(3, FLOOD, hours=2), dated=True) == flood


def test_articles_are_found_in_the_stories_that_repair_left_them_in() -> None:
    stories = MemoryStories()
    for number in range(12):
        stories.place(told(number, VOTE if number % 3 else FLOOD), dated=False)
    by_event = {(number % 3 == 0, stories.story_of(number)) for number in range(12)}
    assert len(by_event) == 2
    with pytest.raises(KeyError):
        stories.story_of(12)
