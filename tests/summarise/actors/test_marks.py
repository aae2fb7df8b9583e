"""Which spans stand in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.marks import marked
from tests.summarise.growth import disproportionate


def spans(text: str) -> list[str]:
    return [text[start:end] for start, end in marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("„Eins“, sagte er, „zwei“.", ["„Eins“", "„zwei“"]),
        ("„Jeden”, powiedział.", ["„Jeden”"]),
        ("»Eins«, sagte sie.", ["»Eins«"]),
        ("« Un », dit-il.", ["« Un »"]),
        ("”Ett”, sade han. »Två», sade hon.", ["”Ett”", "»Två»"]),
        ("「一」と言った。『二』", ["「一」", "『二』"]),
        ("他说：“一。”", ["“一。”"]),
        ("“one“ and “two”", ["“one“", "“two”"]),
        ("“A “B” C” d", ["“A “B” C”"]),
        ('"“A,” he said on “B” now."', ['"“A,” he said on “B” now."']),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_single_marks_quote_where_the_text_quotes_in_them() -> None:
    text = "‘It isn’t ready,’ Reyes said. ‘The workers’ strike is over, and that is “good”,’ she said."
    assert spans(text) == ["‘It isn’t ready,’", "‘The workers’ strike is over, and that is “good”,’"]


def test_single_marks_of_a_headline_are_no_quotes() -> None:
    assert spans("Reyes: ‘The Bridge Is Ready For All.’\n\nShe says “it is ready.”") == ["“it is ready.”"]


def test_straight_single_marks_quote_too() -> None:
    assert spans("'It isn't ready,' he said. 'We wait.'") == ["'It isn't ready,'", "'We wait.'"]


@pytest.mark.parametrize(
    "text",
    ["Rock 'n' roll in the '90s, the workers' choice.", "Don’t, it’s the boys’ bridge.", "He’s 6'2\"."],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert spans(text) == []


def test_single_marks_within_double_ones_belong_to_the_quote() -> None:
    assert spans("“He said ‘wait a little,’” said Reyes. “No.”") == ["“He said ‘wait a little,’”", "“No.”"]


def test_a_mark_without_partner_is_left_alone() -> None:
    assert spans("“Never closed. Then “closed,” he said.\n\n“Next,” she said.") == ["“closed,”", "“Next,”"]


def test_a_straight_mark_does_not_reach_into_the_next_paragraph() -> None:
    assert spans('"It is a pull quote.\nAna Reyes."') == []


def test_a_wrapped_line_does_not_end_a_quote() -> None:
    assert spans("He said “it is\nready.”") == ["“it is\nready.”"]


@given(st.text(alphabet=st.sampled_from("“”„«»\"‘’'「」 \n.,sab"), max_size=120))
def test_spans_are_ordered_and_apart(text: str) -> None:
    last = 0
    for start, end in marked(text):
        assert last <= start < end <= len(text)
        assert end - start > 2 or text[start:end]
        last = end


def test_time_grows_with_the_length_of_anything() -> None:
    pieces = ('"', "“", "“a” ", '"“', "“x s’ ", "' a, 'b.", "“a\n", "a, s’ ")
    assert disproportionate(lambda text: list(marked(text)), pieces, 25_000) == []
    assert disproportionate(lambda text: list(marked(f"‘{text}")), pieces, 25_000) == []
