"""What is said in so many words, and by whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.quotes import quotes
from summarise.actors.statements import statements
from summarise.model import Mention, Quote
from summarise.text.sentences import sentences
from tests.summarise.growth import disproportionate


def said(text: str, mentions: tuple[Mention, ...] = ()) -> tuple[Quote, ...]:
    return quotes(text, sentences(text, "en"), mentions)


def told(text: str) -> list[tuple[str, str | None]]:
    return [(one.text, one.speaker.text if one.speaker else None) for one in said(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It is ready," Reyes said.', [('"It is ready,"', "Reyes")]),
        ("“It is ready,” said Ana Reyes.", [("“It is ready,”", "Ana Reyes")]),
        ("«It is ready», Reyes said.", [("«It is ready»", "Reyes")]),
        ("„It is ready“, Reyes said.", [("„It is ready“", "Reyes")]),
        ("Reyes said: “It is ready.”", [("“It is ready.”", "Reyes")]),
        (
            "But Reyes, the mayor, warned that it “is not ready at all.”",
            [("“is not ready at all.”", "Reyes")],
        ),
        ("“Is it ready?” she asked.", [("“Is it ready?”", "she")]),
        (
            "“It is ready,” Ana Reyes, mayor of Northgate, said in a statement.",
            [("“It is ready,”", "Ana Reyes")],
        ),
        (
            "“It is ready,” council chairwoman Ana Reyes said.",
            [("“It is ready,”", "council chairwoman Ana Reyes")],
        ),
        ("According to Ana Reyes, the bridge is “as good as new.”", [("“as good as new.”", "Ana Reyes")]),
        ("Reyes went home. “We are done,” Wolfe said.", [("“We are done,”", "Wolfe")]),
        ("“We are done here,” Wolfe barked.", [("“We are done here,”", "Wolfe")]),
        ("Ana Reyes: “We are done here.”", [("“We are done here.”", "Ana Reyes")]),
        ("Reyes said what she calls “the bridge of sighs” is done.", [("“the bridge of sighs”", "Reyes")]),
        ("In a note to the town, the mayor said: “We are done.”", [("“We are done.”", "the mayor")]),
        ("“We are most pleased” about the bridge, said Ana Reyes.", [("“We are most pleased”", "Ana Reyes")]),
        ("Reyes released a statement:\n\n“We are done.”", [("“We are done.”", "Reyes")]),
        ("Wolfe’s spokesman, Tom Ode, said: “We agree.”", [("“We agree.”", "Wolfe’s spokesman, Tom Ode")]),
        ("“It is one.”\n\n“It is two,” Reyes said.", [("“It is one.”", "Reyes"), ("“It is two,”", "Reyes")]),
    ],
)
def test_a_quote_has_its_marks_and_its_speaker(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_quote_split_by_its_cue_is_one() -> None:
    first, second = said("“It is ready,” Reyes said, “and it is safe.”")
    assert first.quote == second.quote
    assert first.speaker == second.speaker


def test_two_speakers_make_two_quotes() -> None:
    first, second = said("“It is ready,” Reyes said.\n“It is not,” Wolfe said.")
    assert first.quote != second.quote
    assert (first.speaker and first.speaker.text, second.speaker and second.speaker.text) == (
        "Reyes",
        "Wolfe",
    )


def test_a_quote_over_paragraphs_is_one_span() -> None:
    (quote,) = said("Reyes said: “It is ready.\n\n“It is safe.”\nThe rain went on.")
    assert quote.text == "“It is ready.\n\n“It is safe.”"
    assert quote.speaker
    assert quote.speaker.text == "Reyes"


def test_a_paragraph_that_is_only_a_quote_goes_on_with_its_speaker() -> None:
    assert told("“It is ready,” Reyes said.\n“It is safe.”") == [
        ("“It is ready,”", "Reyes"),
        ("“It is safe.”", "Reyes"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She watched “Meet the Press” at home.",
        "He was seen on the show “Late Bridges.”",
        "It is a “bridge” of sorts.",
        '"Related:"',
        "“”",
        "6'2\" tall",
    ],
)
def test_titles_and_distanced_words_are_no_quotes(text: str) -> None:
    assert said(text) == ()


def test_a_pronoun_is_the_actor_who_acted_last() -> None:
    text = "Ana Reyes opened the bridge with Tom Wolfe. “It is ready,” she said."
    mentions = (
        Mention(start=0, end=9, actor="ana-reyes", name="Ana Reyes", role="subject"),
        Mention(start=33, end=42, actor="tom-wolfe", name="Tom Wolfe", role="mention"),
    )
    (quote,) = said(text, mentions)
    assert quote.speaker
    assert (quote.speaker.text, quote.speaker.actor) == ("she", "ana-reyes")


@pytest.mark.parametrize(
    ("text", "span", "speaker"),
    [
        ("Ana Reyes said that the bridge was ready.", "the bridge was ready.", "Ana Reyes"),
        ("According to Ana Reyes, the bridge is ready.", "the bridge is ready.", "Ana Reyes"),
        ("The bridge is ready, Reyes said.", "The bridge is ready", "Reyes"),
    ],
)
def test_reported_speech_is_a_statement(text: str, span: str, speaker: str) -> None:
    (one,) = statements(text, sentences(text, "en"), (), ())
    assert one.text == span
    assert one.speaker
    assert one.speaker.text == speaker


def test_a_sentence_with_a_quote_is_no_statement() -> None:
    text = "Ana Reyes said that the bridge was “as good as new.”"
    found = sentences(text, "en")
    assert statements(text, found, (), quotes(text, found, ())) == ()


@given(st.text(alphabet=st.sampled_from("“”\"«»„' \nAb,.?") | st.characters(), max_size=200))
def test_quotes_are_exact_slices_apart_whatever_the_marks(text: str) -> None:
    end = 0
    for one in said(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end


def test_time_grows_with_the_length_of_anything() -> None:
    pieces = ("“a” ", '"', "“A b ", '"A said," he said, ', "“It is A, B said\n")
    assert disproportionate(said, pieces, 5_000) == []
