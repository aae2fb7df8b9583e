"""Sentences are chosen for what they tell together, whatever is left out of the weights."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.model import Background
from summarise.text.rank.choose import Pick, choose
from summarise.text.rank.copies import LONGEST, MOST_CANDIDATES, Copy, candidates
from summarise.text.rank.terms import terms_of
from summarise.text.rank.weights import GROUPS, SHIPPED

BRIDGE = (
    "The old bridge over the Lune was closed on Monday after divers found cracks in two of its piers.",
    "Engineers expect the repair of the piers to take until the spring.",
    "They have ordered steel from a mill in the north.",
    "Who will pay for the repair of the bridge?",
    "Drivers must cross the river by the motorway bridge ten miles downstream until then.",
)
SAME = (
    "Divers found cracks in two piers of the old bridge over the Lune, which was closed on Monday.",
    "The council set aside four million for works on roads and bridges this year.",
)


def copy(*lines: str, title: str = "", favour: tuple[float, ...] = ()) -> Copy:
    return Copy(title=title, language="en", sentences=lines, favour=favour)


def lines_of(copies: tuple[Copy, ...], picks: tuple[Pick, ...]) -> list[str]:
    return [copies[pick.copy].sentences[pick.at] for pick in picks]


def test_most_telling_sentence_comes_first() -> None:
    assert choose((copy(*BRIDGE),), 3)[0].at == 0


def test_doubles_are_taken_once_and_their_articles_named() -> None:
    picks = choose((copy(*BRIDGE), copy(*SAME), copy(*BRIDGE)), 4)
    said = [pick for pick in picks if pick.at == 0]
    assert len(said) == 1
    assert {said[0].copy, *said[0].also} == {0, 1, 2}


def test_article_that_says_only_part_of_a_sentence_is_not_told_as_saying_it() -> None:
    announced = "Divers will look at the piers of the old bridge over the Lune on Monday."
    found = (
        "Divers looked at the piers of the old bridge over the Lune on Monday and found cracks in two of "
        "them, so that it was closed at once to lorries and cars."
    )
    picks = choose((copy(found), copy(announced), copy(found.replace("at once", "that night"))), 2)
    assert [(pick.copy, pick.also) for pick in picks if pick.copy != 1] == [(0, (2,))]
    assert 1 not in {pick.copy for pick in picks}, "and it is not worth telling beside the whole"


def test_favoured_sentence_is_taken() -> None:
    plain = choose((copy(*BRIDGE),), 1)
    favoured = choose((copy(*BRIDGE, favour=(0.0, 0.0, 0.0, 0.0, 9.0)),), 1)
    assert (plain[0].at, favoured[0].at) == (0, 4)


def test_question_is_never_taken_however_favoured() -> None:
    picks = choose(
        (copy(*BRIDGE, favour=(0.0, 0.0, 0.0, 99.0, 0.0)),), 5, weights=SHIPPED.without("stopping")
    )
    assert 3 not in {pick.at for pick in picks}
    assert len(picks) == 4


def test_title_draws_its_words() -> None:
    lines = (BRIDGE[0], "A school in the town was given a new roof by the council in the summer.", BRIDGE[1])
    picks = choose((copy(*lines, title="School in the town given new roof by council in summer"),), 1)
    assert picks[0].at == 1


def test_words_that_are_rare_in_the_background_are_worth_more() -> None:
    lines = (("bridg", "lune"), ("bridg", "lune", "steel"))
    background = Background(documents=1_000, counts={"bridg": 900, "steel": 30})
    bridge, lune, steel = terms_of(lines, background).worth
    assert bridge < steel < lune
    nowhere = terms_of(lines, Background(documents=0, counts={})).worth
    assert nowhere[0] == nowhere[1] < nowhere[2]


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_can_be_left_out(group: str) -> None:
    less = SHIPPED.without(group)
    assert less != SHIPPED
    copies = (copy(*BRIDGE, title="Old bridge closed"), copy(*SAME))
    assert 1 <= len(choose(copies, 3, weights=less)) <= 3


def test_every_feature_is_of_one_group() -> None:
    used = {*SHIPPED.always, *SHIPPED.in_order, *SHIPPED.out_of_order}
    grouped = list(chain.from_iterable(GROUPS.values()))
    assert used <= set(grouped)
    assert len(set(grouped)) == len(grouped)


def test_group_that_is_none_cannot_be_left_out() -> None:
    with pytest.raises(KeyError):
        SHIPPED.without("luck")


def test_comparisons_are_bounded_and_take_articles_in_turns() -> None:
    many = tuple(
        copy(*(f"Sentence {n} of article {number} is here." for n in range(50))) for number in range(10)
    )
    every = candidates(many)
    assert len(every) == MOST_CANDIDATES
    assert {one.at for one in every} == set(range(MOST_CANDIDATES // 10))
    assert [(one.copy, one.at) for one in every] == sorted((one.copy, one.at) for one in every)


def test_endless_sentence_is_no_candidate() -> None:
    assert [one.at for one in candidates((copy("x" * (LONGEST + 1), "The bridge is closed."),))] == [1]


line = st.one_of(
    st.sampled_from(BRIDGE + SAME), st.text(st.characters(codec="utf-8"), min_size=1, max_size=90)
)


@given(
    st.lists(st.lists(line, max_size=9).map(tuple), max_size=4),
    st.integers(0, 6),
    st.sampled_from(["en", "de", "zh", "ar", "xx"]),
)
def test_picks_are_different_sentences_and_no_more_than_asked(
    articles: list[tuple[str, ...]], count: int, language: str
) -> None:
    copies = tuple(Copy(title="", language=language, sentences=lines) for lines in articles)
    picks = choose(copies, count)
    said = lines_of(copies, picks)
    assert len(picks) <= count
    assert len(set(said)) == len(said)
    assert all(pick.copy not in pick.also and list(pick.also) == sorted(pick.also) for pick in picks)
