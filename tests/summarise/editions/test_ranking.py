"""Independent sources, recency, watched actors and novelty matter; no event is told five times."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from summarise.editions.ranking import Candidate, candidate, chosen
from summarise.model import Report, Story
from tests.summarise.wire import NOON, article, report, story

DAY = timedelta(days=1)

FERRY = "A ferry with 80 people aboard sank in the harbour of Vell on Monday."
TALKS = "Ministers from six countries opened talks on grain exports in Ankara."
QUAKE = "An earthquake shook the northern valleys and closed two mountain roads."


def tells(number: int, text: str, outlet: str = "A", hours: float = -6) -> Report:
    return report(article(number, text, outlet=outlet, hours=hours))


def weighed(one: Story, *, known: bool = False, watched: bool = False, new: int | None = None) -> Candidate:
    fresh = one.reports if new is None else one.reports[-new:]
    return candidate(one, fresh=fresh, known=known, watched=watched, since=NOON - DAY, until=NOON)


def ids(*candidates: Candidate, count: int = 9) -> list[int]:
    return list(chosen(candidates, count, lambda one: one.story.id))


def test_copies_of_one_wire_report_weigh_as_one_source() -> None:
    wire = "\n".join((FERRY, TALKS, QUAKE, "Rescuers searched for others."))
    copied = story(*(tells(n, wire, f"Outlet {n}") for n in range(1, 6)), number=1)
    alone = story(tells(9, wire), number=2)
    two = story(tells(11, FERRY), tells(12, f"{QUAKE} {TALKS}", "B"), number=3)
    assert weighed(copied).weight == weighed(alone).weight < weighed(two).weight


def test_later_report_weighs_more_and_half_of_the_time_halves_that() -> None:
    late, early = (weighed(story(tells(1, FERRY, hours=hours))).weight for hours in (0, -12))
    assert late - early == 0.25


def test_sources_that_came_before_count_half_and_for_those_who_know_them_nothing() -> None:
    one = story(tells(1, FERRY, "A", -30), tells(2, QUAKE, "B"), tells(3, TALKS, "C"), number=1)
    whole, part, known = weighed(one), weighed(one, new=2), weighed(one, new=2, known=True)
    assert known.weight < part.weight < whole.weight


def test_watched_actor_doubles_what_sources_are_worth() -> None:
    one = story(tells(1, FERRY))
    assert weighed(one, watched=True).weight == weighed(one).weight + 1


def test_five_stories_about_one_event_are_not_told_in_a_row() -> None:
    same = [
        story(tells(n, f"{FERRY} Divers went down {n} times.", "A"), tells(20 + n, FERRY, "B"), number=n)
        for n in range(1, 6)
    ]
    others = [story(tells(7, TALKS), number=7), story(tells(8, QUAKE), number=8)]
    told = ids(*map(weighed, (*same, *others)), count=3)
    assert told[0] in range(1, 6)
    assert set(told[1:]) == {7, 8}


def test_story_that_has_nothing_to_tell_gives_way() -> None:
    held = [weighed(story(tells(n, text), number=n)) for n, text in ((1, FERRY), (2, TALKS), (3, QUAKE))]
    assert len(chosen(held, 2, lambda one: None if one.story.id == 1 else one.story.id)) == 2


@given(st.lists(st.sampled_from((FERRY, TALKS, QUAKE, "", "…")), max_size=12), st.integers(0, 12))
def test_each_candidate_is_told_once(texts: list[str], count: int) -> None:
    held = [weighed(story(tells(n, text), number=n)) for n, text in enumerate(texts)]
    told = ids(*held, count=count)
    assert len(told) == len(set(told)) == min(count, len(texts))
