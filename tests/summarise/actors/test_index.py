"""The automaton of all forms, and the source behind what it finds."""

from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.catalogue import read_catalogue
from summarise.actors.fold import fold
from summarise.actors.index import Index

CATALOGUE = read_catalogue(
    """
[[actor]]
id = "ana-weiss"
kind = "person"
name = "Ana Weiß"
aliases = ["Анна Вайс"]
surname = ["Weiß"]
titles = [{ title = "UN envoy" }]

[[actor]]
id = "sea-board"
kind = "organisation"
name = "Sea Board"
aliases = ["SB", "海务局"]
""",
    "here",
)
INDEX = Index(CATALOGUE)
PIECES = st.one_of(
    st.sampled_from(
        ["Ana Weiß", "ana weiss", "Weiß", "Анна Вайс", "Анна Ва́йс", "SB", "海务局", "U.N. envoy"]
    ),
    st.sampled_from(["ß", "s", "sea\u00a0board", "…", "é", "e\u0301", " ", "’", "\udc80", "\u00ad", "😀"]),
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=60).map("".join)


def forms(text: str) -> list[str]:
    return [text[one.start : one.end] for one in INDEX.candidates(text, fold(text))]


@given(TEXTS)
def test_what_is_found_folds_to_a_form(text: str) -> None:
    known = {
        fold(form).text
        for actor in CATALOGUE.actors
        for form in (
            *actor.aliases,
            *actor.surnames,
            *(name for office in actor.offices for name in office.names),
        )
    } | {"u.n. envoy", "s.b."}
    for found in forms(text):
        assert fold(found).text in known


@given(TEXTS, st.sampled_from(["Ana Weiß", "Анна Вайс", "海务局", "SEA-BOARD"]))
def test_a_form_is_found_wherever_it_stands(text: str, form: str) -> None:
    assert form in forms(f"{text} {form} {text}")


def test_overlapping_forms_are_all_found() -> None:
    assert forms("met Ana Weiss") == ["Ana Weiss", "Weiss"]


def test_a_half_of_a_letter_is_no_form() -> None:
    catalogue = read_catalogue('[[actor]]\nid = "s"\nkind = "person"\nname = "S Ana"', "here")
    text = "Wei\u00df Ana"
    assert Index(catalogue).candidates(text, fold(text)) == ()


def test_acronyms_are_found_with_full_stops() -> None:
    assert forms("the U.N. envoy and the S.B.") == ["U.N. envoy", "S.B."]


def test_short_forms_that_end_longer_words_are_left_out() -> None:
    assert forms("wasb, WASB, S.B. or (SB)") == ["S.B.", "SB"]
    assert forms("the Anaweiß") == ["weiß"]


def test_acronyms_must_be_in_capitals_however_they_are_written() -> None:
    entry = '[[actor]]\nid = "x"\nkind = "organisation"\nname = "Sea Board"\n'
    source = f'{entry}aliases = ["SB", "S.B.", "X", "Sb", "ВОС"]'
    text = "Sea Board SB S.B. X sb Вос"
    found = Index(read_catalogue(source, "here")).candidates(text, fold(text))
    acronyms = {text[one.start : one.end]: {sense.acronym for sense in one.senses} for one in found}
    assert acronyms == {
        "Sea Board": {False}, "SB": {True, False}, "S.B.": {True}, "X": {True}, "sb": {True, False},
        "Вос": {True},
    }  # fmt: skip
