"""Grouping alone: made-up traces of events, placed one after the other among ever more open stories."""

import random
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from benchmarks.prose import vocabulary
from benchmarks.results import Placements
from summarise.model import Trace
from summarise.stories.memory import MemoryStories
from summarise.text.words import NAME

FIRST = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
OUTLETS = 200
EVENT, USUAL, LEAD = 45, 60, 60
"""Words of an article that are its event's, and others."""

NAMES = 5
ACTORS = 60


def run(*, stories: list[int], articles: int) -> Placements:
    """At each of these numbers of open stories: what `articles` articles cost, half of them new."""
    memory, chance = MemoryStories(), random.Random(4)
    placed, opened, number = [], 0, 0
    for wanted in stories:
        while opened < wanted:
            number += 1
            memory.place(_trace(number, event=number), dated=True)
            opened += 1
        traces = []
        for _ in range(articles):
            number += 1
            # every other article is of an event that is told already
            traces.append(_trace(number, event=chance.randint(1, number) if number % 2 else number))
        began = time.process_time()
        for trace in traces:
            memory.place(trace, dated=True)
        spent = time.process_time() - began
        opened += articles // 2
        placed.append(spent / articles * 1000)
    return Placements(stories=stories, each=placed)


def _trace(number: int, event: int) -> Trace:
    """An article of this event, in words of its own."""
    of_event, own = random.Random(-event), random.Random(number)
    topic = of_event.sample(vocabulary(), 80)
    names = [f"{NAME}n{of_event.randrange(5_000)}" for _ in range(NAMES)]
    actors = [f"actor-{of_event.randrange(ACTORS)}" for _ in range(2)]
    told = own.sample(topic, EVENT) + own.choices(vocabulary(), k=USUAL)
    own.shuffle(told)
    lead = told[:LEAD]
    return Trace(
        article=number,
        outlet=f"outlet-{own.randrange(OUTLETS)}",
        at=FIRST + timedelta(seconds=number),
        title=" ".join(own.sample(topic, 8)),
        terms=Counter(told) | Counter(own.sample(names, 4)),
        actors=frozenset(own.sample(actors, 1)),
        lead=Counter(lead),
        bigrams=tuple(f"{one} {other}" for one, other in pairwise(lead)),
    )
