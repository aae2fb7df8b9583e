"""Which sentences matter."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sumy.utils import ItemsCount

from summarise.text.rank import RANKERS, rank, weigh
from summarise.text.sentences import sentences

TEXT = (
    "The council agreed on a new bridge over the river on Monday. The weather was fine. "
    "The bridge over the river will cost twelve million, the council said. Dogs barked. "
    "The council agreed on a new bridge over the river on Monday evening. "
    "The mayor, who fought for the bridge, called the vote of the council historic."
)


@pytest.mark.parametrize("ranker", RANKERS)
def test_every_ranker_gives_slices_in_order(ranker: str) -> None:
    found = sentences(TEXT, "en")
    chosen = rank(TEXT, found, "en", ranker=ranker, count=2)
    assert len(chosen) == 2
    assert list(chosen) == sorted(chosen, key=lambda one: one.start)
    assert set(chosen) <= set(found)


def test_our_ranker_says_nothing_twice() -> None:
    chosen = rank(TEXT, sentences(TEXT, "en"), "en", count=3)
    assert sum("agreed on a new bridge" in TEXT[one.start : one.end] for one in chosen) == 1


def test_an_unknown_ranker_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="lexrank"):
        rank(TEXT, sentences(TEXT, "en"), "en", ranker="coin", count=1)


@pytest.mark.parametrize("text", ["", "One.", "the of and", "x" * 5_000, "?\n!\n.\n"])
@pytest.mark.parametrize("ranker", RANKERS)
def test_texts_with_little_to_rank_give_what_there_is(text: str, ranker: str) -> None:
    found = sentences(text, "en")
    assert len(rank(text, found, "en", ranker=ranker, count=3)) <= len(found)


def test_central_sentences_weigh_more() -> None:
    slices = [TEXT[one.start : one.end] for one in sentences(TEXT, "en")]
    weights = weigh(slices, "en")
    assert max(weights) == 1.0
    assert weights[0] > weights[3]


def test_equal_sentences_weigh_the_same() -> None:
    assert len(set(weigh(["The same words."] * 3, "en"))) == 1


@given(st.lists(st.text(max_size=80), max_size=12))
def test_weights_are_between_nought_and_one(slices: list[str]) -> None:
    weights = weigh(slices, "en")
    assert len(weights) == len(slices)
    assert all(0 <= weight <= 1 for weight in weights)


def test_rankers_are_named_without_importing_sumy() -> None:
    from summarise.text.sumys import SUMMARIZERS

    assert RANKERS[0] == "wirewatch"
    assert sorted(RANKERS) == sorted(SUMMARIZERS)


class _Tokens:
    """A tokenizer as sumy's documents take one."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(text.split())


def _document(slices: Sequence[str], heading: str) -> Any:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    lines = [Sentence(piece, _Tokens()) for piece in slices]
    return ObjectDocumentModel([Paragraph([Sentence(heading, _Tokens(), is_heading=True), *lines])])


@pytest.mark.parametrize("count", [2, ItemsCount("34%")])
def test_ours_stands_where_sumys_do(count: Any) -> None:
    from summarise.text.sumys import SUMMARIZERS

    slices = [TEXT[one.start : one.end] for one in sentences(TEXT, "en")]
    document = _document(slices, "The bridge over the river")
    for name in ("wirewatch", "textrank"):
        chosen = SUMMARIZERS[name]()(document, count)
        assert 1 <= len(chosen) <= 2
        assert set(chosen) <= set(document.sentences)
    assert all(str(sentence) in slices for sentence in SUMMARIZERS["wirewatch"]()(document, count))
