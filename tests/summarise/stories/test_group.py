"""One event is one story: what joins, what founds, what time and outlet have to say."""

import re
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import unescape
from io import BytesIO
from itertools import count
from random import Random

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.sample import sample_bytes, sample_feeds
from feeds.model import Article
from summarise.model import Background, Candidate, Founds, Joins, Lineup, Trace
from summarise.reading import reading_of
from summarise.stories.group import CROWD, decide, heaviest, trace_of
from summarise.stories.memory import MemoryStories
from summarise.text.words import NAME
from tests.config.test_sample import EVENT_OF
from tests.summarise.wire import NOON, seeds

FLOOD = {"flood": 3, "durban": 2, "rescue": 1, "rain": 2, "houses": 1, "province": 1}
VOTE = {"election": 3, "ballot": 2, "president": 2, "runoff": 1, "dili": 1, "turnout": 1}


def trace(
    number: int, terms: dict[str, int], *, outlet: str = "A", title: str = "", days: float = 0
) -> Trace:
    return Trace(
        article=number,
        outlet=outlet,
        at=NOON + timedelta(days=days),
        title=title,
        terms=terms,
        actors=frozenset(),
    )


def lineup(*stories: tuple[Trace, ...], documents: int = 0) -> Lineup:
    return Lineup(
        snapshot=5,
        candidates=tuple(
            Candidate(story=number, revision=number + 10, traces=traces)
            for number, traces in enumerate(stories, 1)
        ),
        background=Background(documents=documents, counts={}),
    )


def test_first_article_founds_a_story() -> None:
    assert decide(trace(1, FLOOD), lineup()) == Founds(nearest=0.0)


def test_article_joins_the_nearest_story_and_names_its_revision() -> None:
    arriving = trace(9, {**FLOOD, "toll": 1}, outlet="B")
    decision = decide(arriving, lineup((trace(1, VOTE),), (trace(2, FLOOD),)))
    assert isinstance(decision, Joins)
    assert (decision.story, decision.revision) == (2, 12)
    assert 0 < decision.score <= 1.1


def test_article_on_something_else_founds_a_story_and_says_how_near_it_came() -> None:
    decision = decide(trace(9, {**VOTE, "rain": 1}), lineup((trace(1, FLOOD),)))
    assert isinstance(decision, Founds)
    assert 0 < decision.nearest < 0.3


def test_same_words_months_later_are_another_event() -> None:
    assert isinstance(decide(trace(9, FLOOD, days=90), lineup((trace(1, FLOOD),))), Founds)
    assert isinstance(decide(trace(9, FLOOD, days=4, outlet="B"), lineup((trace(1, FLOOD),))), Joins)


def test_changed_article_stays_in_its_story() -> None:
    assert isinstance(decide(trace(1, VOTE), lineup((trace(1, FLOOD), trace(2, FLOOD)))), Joins)


def test_near_copy_by_the_same_outlet_joins_its_first_however_mixed_the_story() -> None:
    mixed = (trace(1, FLOOD, outlet="A"), *(trace(n, VOTE, outlet="B") for n in range(2, 8)))
    pure = tuple(trace(n, {**FLOOD, "bridge": 2}, outlet="B") for n in range(8, 12))
    decision = decide(trace(20, FLOOD, outlet="A"), lineup(pure, mixed))
    assert isinstance(decision, Joins)
    assert decision.story == 2


def test_common_title_helps_an_article_in_and_another_title_holds_it_back() -> None:
    scores = []
    for title in ("Durban counts its dead after the flood", "Port reopens for grain ships"):
        known = trace(1, FLOOD, title="Durban counts its dead after the flood")
        decision = decide(trace(9, {**FLOOD, **VOTE}, outlet="B", title=title), lineup((known,)))
        scores.append(decision.score if isinstance(decision, Joins) else decision.nearest)
    assert scores[0] > scores[1]


def test_article_without_any_words_founds_a_story() -> None:
    assert decide(trace(1, {}), lineup((trace(2, {}), trace(3, FLOOD)))) == Founds(nearest=0.0)


def test_heaviest_terms_are_the_rare_and_the_frequent_ones_and_at_most_twenty() -> None:
    background = Background(documents=1000, counts={"year": 900, "flood": 3})
    found = heaviest({"year": 2, "flood": 2, **{f"term{n:02}": 1 for n in range(40)}}, background)
    assert len(found) == 20
    assert next(iter(found)) == "flood"
    assert "year" not in found


WORD = st.text(max_size=9).filter(lambda term: not term.startswith(NAME))


@given(st.dictionaries(WORD, st.integers(-1, 9), max_size=60), st.integers(0, 99))
def test_heaviest_terms_all_weigh_something_and_come_heaviest_first(
    terms: dict[str, int], counted: int
) -> None:
    background = Background(documents=counted, counts=dict.fromkeys(terms, counted))
    weights = heaviest(terms, background, 7)
    assert len(weights) == min(7, len(terms))
    assert all(weight > 0 for weight in weights.values())
    assert list(weights.values()) == sorted(weights.values(), reverse=True)


def test_names_find_no_stories() -> None:
    assert set(heaviest({"flood": 2, "=durba": 9}, Background(documents=9, counts={}))) == {"flood"}


def test_a_crowd_of_identical_articles_is_one_story() -> None:
    stories = MemoryStories()
    numbers = {stories.place(trace(n, FLOOD, outlet=f"outlet {n}"), dated=True) for n in range(CROWD + 10)}
    assert numbers == {1}


def test_undated_articles_know_no_decay() -> None:
    stories = MemoryStories()
    assert stories.place(trace(1, FLOOD), dated=True) == 1
    assert stories.place(trace(2, FLOOD, outlet="B", days=400), dated=True) == 2
    assert stories.place(trace(3, VOTE, days=900), dated=False) == 3
    assert stories.place(trace(4, VOTE, outlet="B"), dated=True) == 3


@lru_cache(maxsize=1)
def sample_wire() -> tuple[tuple[Article, str], ...]:
    numbers, found = count(1), []
    for feed in sample_feeds():
        for entry in feedparser.parse(BytesIO(sample_bytes(feed.address))).entries:
            at = datetime.fromtimestamp(timegm(entry.published_parsed), tz=UTC)
            markup = entry.content[0].value if "content" in entry else entry.summary
            article = Article(
                id=next(numbers),
                feed_id=1,
                outlet=feed.outlet,
                guid=entry.id,
                title=entry.title,
                text=unescape(re.sub(r"<[^>]+>", "\n", markup)),
                url=entry.link,
                author=None,
                published_at=at,
                seen_at=at,
            )
            found.append((article, EVENT_OF[entry.link]))
    return tuple(found)


@lru_cache(maxsize=100)
def traced(article: Article) -> Trace:
    return trace_of(article, reading_of(article))


def stories_by_event(articles: list[tuple[Article, str]]) -> set[tuple[int, str]]:
    stories = MemoryStories()
    return {
        (stories.place(traced(article), dated=article.published_at is not None), event)
        for article, event in articles
    }


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_every_event_of_the_sample_wire_is_one_story_in_any_order(seed: int | None) -> None:
    wire = sorted(sample_wire(), key=lambda pair: pair[0].at)
    if seed is not None:
        Random(seed).shuffle(wire)
    assert len(stories_by_event(wire)) == len(set(EVENT_OF.values()))


def test_the_seeds_are_one_story_among_the_sample_wire() -> None:
    first, second = seeds()
    dated = replace(second, published_at=second.seen_at)
    wire = [*sample_wire(), (first, "guterres-putin"), (dated, "guterres-putin")]
    assert len(stories_by_event(sorted(wire, key=lambda pair: pair[0].at))) == len(set(EVENT_OF.values()))
