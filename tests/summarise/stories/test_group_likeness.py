"""What is measured of two articles, what it comes to, and that no article is too odd to be measured."""

from dataclasses import replace
from datetime import UTC, datetime
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.model import Background, Founds, Joins, Trace
from summarise.reading import reading_of
from summarise.stories.evidence import MOST, Evidence
from summarise.stories.group import CROWD, decide, trace_of
from summarise.stories.likeness import FEATURES, MEASURED, features, measured_in
from summarise.stories.memory import MemoryStories
from summarise.stories.weighing import Weighed, weighed
from summarise.stories.weights import SHIPPED
from tests.summarise.stories.test_group import FLOOD, VOTE, lineup, trace
from tests.summarise.wire import article

NOTHING_READ = Background(documents=0, counts={})
ODD = [
    "",
    " \n\t ",
    "?",
    "a",
    "😀" * 300,
    "مرحبا بالعالم " * 20,
    "x" * 3_000,
    "3 4 5 1999 2004 " * 50,
    "=name \0 \ufffd b",
]
DATES = [None, datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)]


def weighed_alone(one: Trace) -> Weighed:
    return weighed(one, NOTHING_READ)


def odd(number: int, text: str, title: str, at: datetime | None = None) -> Trace:
    told = replace(article(number, text, title=title), published_at=at)
    if at:
        told = replace(told, seen_at=at)
    return trace_of(told, reading_of(told))


TRACES = st.builds(
    lambda text, title, at: odd(1, text, title, at),
    st.text(max_size=200) | st.sampled_from(ODD),
    st.text(max_size=60),
    st.sampled_from(DATES),
)


@given(TRACES, TRACES)
def test_any_two_articles_are_measured_alike_in_both_orders(one: Trace, other: Trace) -> None:
    mine, theirs = weighed_alone(one), weighed_alone(replace(other, article=2))
    found = features(mine, theirs, 0.1)
    assert len(found) == len(FEATURES)
    assert all(map(isfinite, found))
    assert found == pytest.approx(features(theirs, mine, 0.1))
    assert Evidence()(mine, theirs) <= MOST


@pytest.mark.parametrize("name", MEASURED)
def test_each_feature_can_be_held_at_what_it_usually_is(name: str) -> None:
    held = SHIPPED.without(name)
    of_it = [at for at, feature in enumerate(FEATURES) if measured_in(feature) == name]
    assert of_it
    assert all(held.factors[at] == 0 for at in of_it)
    assert held.logit(SHIPPED.usual) == pytest.approx(SHIPPED.logit(SHIPPED.usual))


def test_the_weights_decide() -> None:
    known, arriving = trace(1, FLOOD), trace(9, {**FLOOD, **VOTE}, outlet="B")
    for bias, decided in ((9.0, Joins), (-9.0, Founds)):
        constant = replace(SHIPPED, bias=bias, factors=(0.0,) * len(FEATURES))
        assert isinstance(decide(arriving, lineup((known,)), constant), decided)


def test_an_article_that_holds_all_of_another_tells_its_event() -> None:
    text = "Rescuers in Durban searched the valley after the dam broke and the river took forty houses."
    whole = odd(1, f"{text} The mayor asked for boats.", "")
    assert Evidence()(weighed_alone(whole), weighed_alone(odd(2, text, ""))) > 0


@pytest.mark.parametrize("text", ODD)
def test_a_crowd_of_odd_articles_is_one_story_or_has_nothing_in_common(text: str) -> None:
    one = odd(0, text, "" if len(text) % 2 else "A headline alone")
    crowd = CROWD + 10
    for at in DATES:
        stories = MemoryStories()
        dated = one if at is None else replace(one, at=at)
        for number in range(crowd):
            stories.place(replace(dated, article=number, outlet=f"outlet {number}"), dated=at is not None)
        assert len({stories.story_of(number) for number in range(crowd)}) in {1, crowd}, at
