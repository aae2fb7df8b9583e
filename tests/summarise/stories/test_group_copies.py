"""Wire copy on ten sites is one source; so is what one outlet publishes twice."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from summarise.model import Trace
from summarise.stories.copies import resemblance, signature_of, sources
from summarise.stories.group import trace_of
from tests.summarise.wire import article, reading

WORDS = [
    "the",
    "river",
    "rose",
    "over",
    "night",
    "and",
    "took",
    "two",
    "bridges",
    "so",
    "that",
    "the",
    "town",
    "could",
    "be",
    "reached",
    "by",
    "boat",
    "alone",
]


def text(seed: int, length: int = 150) -> str:
    rng = Random(seed)
    return " ".join(f"{rng.choice(WORDS)}{rng.randrange(9) or ''}" for _ in range(length))


def trace_with(number: int, said: str, outlet: str | None = None) -> Trace:
    told = article(number, said, outlet=outlet or f"outlet {number}", hours=number)
    return trace_of(told, reading(said))


def test_the_same_copy_on_ten_sites_is_one_source() -> None:
    wire = text(1)
    printed = [trace_with(number, f"{wire} Printed by outlet {number}.") for number in range(10)]
    own = trace_with(11, text(2))
    assert [[one.article for one in source] for source in sources([own, *printed])] == [list(range(10)), [11]]


def test_copy_cut_by_a_third_is_still_of_one_source() -> None:
    wire = text(1)
    assert len(sources([trace_with(1, wire), trace_with(2, wire[: 2 * len(wire) // 3])])) == 1


def test_outlets_second_article_is_no_second_source() -> None:
    first, second = trace_with(1, text(1), "Wire"), trace_with(2, text(2), "Wire")
    assert sources([second, first]) == ((first, second),)


def test_reports_in_their_own_words_are_sources_of_their_own() -> None:
    assert len(sources([trace_with(number, text(number)) for number in range(30)])) == 30


def test_short_texts_are_no_copies_of_each_other() -> None:
    assert signature_of("It rained all day in Durban.") == ()
    assert len(sources([trace_with(1, "It rained."), trace_with(2, "It rained.")])) == 2


def test_no_reports_have_no_source() -> None:
    assert sources([]) == ()


def test_two_thousand_copies_are_soon_seen_to_be_one() -> None:
    one = trace_with(1, text(1))
    copies = [replace(one, article=number, outlet=f"outlet {number}") for number in range(2_000)]
    assert len(sources(copies)) == 1


@given(st.text(max_size=500))
def test_a_text_resembles_itself_wholly_or_is_too_short_to_tell(said: str) -> None:
    signature = signature_of(said)
    assert signature == signature_of(said)
    assert resemblance(signature, signature) == (1.0 if signature else 0.0)
