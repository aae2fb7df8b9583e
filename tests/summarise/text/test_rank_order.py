"""A text that stands in the order it was written in is told from one that was scrambled."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.model import Background
from summarise.text.rank.central import lex_rank
from summarise.text.rank.choose import choose
from summarise.text.rank.copies import Copy
from summarise.text.rank.cues import cues_of
from summarise.text.rank.order import signs
from summarise.text.rank.people import naming
from summarise.text.rank.terms import terms_of
from summarise.text.rank.weights import SHIPPED
from summarise.text.words import tokens, words

STORY = (
    "The town council of Lune voted on Monday to close a bridge over the river after divers found cracks.",
    "Anna Berg, the mayor, said the bridge would stay closed until the spring at least.",
    "“A bridge like this carries nine thousand cars a day,” Berg said after the vote of the council.",
    "“We had no choice.”",
    "The divers had looked at the piers of the bridge last week for a report to the council.",
    "Peter Holm, an engineer who wrote the report, told the council that two of the piers were cracked.",
    "He said that repairs would cost four million, and that a new bridge would cost ten.",
    "Holm said the cracks were older than the report of 2019, which had found nothing.",
    "A ferry will carry people over the river from Thursday on.",
    "The ferry takes forty people, and it will run every ten minutes, Berg said.",
    "Shops on the north side fear for their trade until the bridge is open again.",
    "“My shop lives from people who walk over the river,” said Ida Lind, who sells bread.",
    "Lind said that she might close on Mondays.",
    "The council meets again next week.",
)


def trusted(lines: tuple[str, ...]) -> float:
    stems = [words(line, "en") for line in lines]
    terms = terms_of(stems, Background(documents=0, counts={}))
    cues = [cues_of(line, "en", tokens(line), 5) for line in lines]
    seen = signs(
        lines, [tokens(line) for line in lines], "en", terms.alike, lex_rank(terms.alike), cues, naming(lines)
    )
    return SHIPPED.signs["given"] + sum(SHIPPED.signs[name] * value for name, value in seen.items())


def test_order_is_trusted_where_it_is_the_authors() -> None:
    assert trusted(STORY) > 0
    for seed in range(20):
        lines = list(STORY)
        random.Random(seed).shuffle(lines)
        assert trusted(tuple(lines)) < trusted(STORY)


def test_backwards_is_not_in_order() -> None:
    assert trusted(STORY[::-1]) < 0


def test_lede_leads_where_the_text_is_in_order() -> None:
    picks = choose((Copy(title="", language="en", sentences=STORY),), 1)
    assert picks[0].at == 0


def test_scrambled_text_keeps_its_lede_wherever_it_stands() -> None:
    lines = (*STORY[5:], *STORY[:5])
    picks = choose((Copy(title="", language="en", sentences=lines),), 2)
    assert STORY[0] in {lines[pick.at] for pick in picks}


def test_people_are_introduced_in_full_and_then_go_by_surname() -> None:
    named = naming(("Anna Berg spoke.", "Ms Berg left.", "It rained.", "They saw Peter Holm."))
    assert named.introduced == (1, 0, 0, 0)
    assert named.referred == (0, 1, 0, 0)
    assert (named.order, named.people) == (1.0, 1)
    assert naming(("Berg spoke.", "Anna Berg left.")).order == -1.0


def test_people_are_known_in_other_alphabets_with_capitals() -> None:
    named = naming(("Ольга Петрова приехала.", "Петрова вчера уехала."))
    assert (named.introduced, named.referred) == ((1, 0), (0, 1))


@given(st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=12))
def test_signs_are_numbers_within_bounds(lines: list[str]) -> None:
    stems = [words(line, "en") for line in lines]
    terms = terms_of(stems, Background(documents=0, counts={}))
    cues = [cues_of(line, "en", tokens(line), 1) for line in lines]
    seen = signs(
        lines, [tokens(line) for line in lines], "en", terms.alike, lex_rank(terms.alike), cues, naming(lines)
    )
    assert set(seen) <= set(SHIPPED.signs)
    assert all(np.isfinite(value) and abs(value) <= 4 for value in seen.values())


@pytest.mark.parametrize("lines", [("One.", "One."), ("?", "!")])
def test_sentences_without_a_difference_have_signs_too(lines: tuple[str, ...]) -> None:
    assert np.isfinite(trusted(lines))
