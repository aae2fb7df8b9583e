"""People whom the catalogue does not know are noticed, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.unknowns import unknowns
from summarise.model import Mention, Sentence
from tests.summarise.growth import disproportionate


def found(text: str, *hits: str) -> list[tuple[str, str]]:
    """The words and the fullest form of everybody unknown; `hits` are taken already."""
    mentions = tuple(
        Mention(start=text.index(hit), end=text.index(hit) + len(hit), actor="x", name=hit, role="mention")
        for hit in hits
    )
    sentences = (Sentence(start=0, end=len(text)),)
    return [(text[one.start : one.end], one.name) for one in unknowns(text, sentences, mentions)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("John Reyes said that it was over.", ["John Reyes"]),
        ("“It is over,” said John Reyes on Monday.", ["John Reyes"]),
        ("According to John Reyes, it is over.", ["John Reyes"]),
        ("A deputy spokesman, Ion Varga-Tal, was there; spokesman Oto Varga was not.", ["Oto Varga"]),
        ("Prosecutor Oto Varga was there.", ["Oto Varga"]),
        ("Oto Varga, 45, was there.", ["Oto Varga"]),
        ("Oto Varga, a lawyer for the family, was there.", ["Oto Varga"]),
        ("Oto Varga, the city's mayor, was there.", ["Oto Varga"]),
        ("Oto Varga, Spain's mayor, was there.", ["Oto Varga"]),
        ("Oto Varga III, 45, was there.", ["Oto Varga III"]),
        ("Mayor Varga was there.", ["Varga"]),
        ("Dr. John A. Reyes said no.", ["John A. Reyes"]),
        ("Spain's Agriculture Minister Oto Varga spoke.", ["Oto Varga"]),
        ("But John Reyes said no.", ["John Reyes"]),
        ("Yesterday Carlos de la Torre said no.", ["Carlos de la Torre"]),
        ("Kate Hall told reporters so.", ["Kate Hall"]),
        ("Der Sprecher Hans Müller sagte nichts.", ["Hans Müller"]),
        ("Le ministre Jean Varga a parlé.", ["Jean Varga"]),
        ("Министр Иван Варга сказал, что всё.", ["Иван Варга"]),
    ],
)
def test_somebody_who_speaks_or_is_called_something_is_noticed(text: str, names: list[str]) -> None:
    assert [name for _, name in found(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Human Rights Watch said no. Amnesty International said yes.",
        "Goldman Sachs said no. Fox News reported it. New York Times wrote so.",
        "Saudi Arabia said no. North Korea said yes. Hong Kong said nothing.",
        "The Supreme Court said on Monday that Good Friday was no holiday.",
        "The Defence Ministry said no. Prime Minister Office said yes.",
        "John Reyes walked home.",
        "Die Polizei und die Feuerwehr sagten, der Bahnhof sei zu.",
        "Der Deutsche Bundestag sagte nichts, und das Weiße Haus auch nicht.",
        "BREAKING NEWS: JOHN REYES SAID NO.",
        "Read more at https://John.Reyes/Said or ask @John Reyes.",
        "In March Monday said May.",
        "Editor's Note: the following is part three.",
        "",
    ],
)
def test_what_is_no_person_or_only_named_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_surname_later_is_whoever_bore_it_in_full() -> None:
    text = "Spokesman Oto Varga said no. Varga's office agreed. Mr Varga left. Reyes came."
    assert found(text) == [("Oto Varga", "Oto Varga"), ("Varga", "Oto Varga"), ("Varga", "Oto Varga")]


def test_who_speaks_later_by_the_surname_is_a_person_from_the_start() -> None:
    assert found("Oto Varga said no. It rained, Varga said.") == [
        ("Oto Varga", "Oto Varga"),
        ("Varga", "Oto Varga"),
    ]


def test_who_speaks_later_is_noticed_where_the_full_name_does_not_speak() -> None:
    text = "The prize went to Oto Varga. “Thanks,” Varga said."
    assert found(text) == [("Oto Varga", "Oto Varga"), ("Varga", "Oto Varga")]


def test_who_is_an_actor_is_not_unknown() -> None:
    assert found("John Reyes said no. UN Deputy Spokesman Oto Varga spoke.", "John Reyes", "UN") == [
        ("Oto Varga", "Oto Varga")
    ]


def test_what_is_within_a_hit_is_never_unknown() -> None:
    text = "John Reyes Hong Kong's Chief Executive Oto Varga, 40, and the Chief Executive's Ann Bo, 45, left."
    assert found(text, "John Reyes", "Hong Kong's Chief Executive") == [
        ("Oto Varga", "Oto Varga"),
        ("Ann Bo", "Ann Bo"),
    ]


def test_roles_are_told() -> None:
    text = "Oto Varga, 45, won the prize. Varga said so."
    sentences = (Sentence(start=0, end=29), Sentence(start=30, end=len(text)))
    assert [one.role for one in unknowns(text, sentences, ())] == ["subject", "speaker"]


@given(st.text(alphabet="AB ab.,'’\"-ÉЖ\n漢 said", max_size=400))
def test_any_text_is_read_without_overlaps(text: str) -> None:
    last = 0
    for one in unknowns(text, (), ()):
        assert last <= one.start < one.end <= len(text)
        last = one.end


def test_time_grows_with_the_length_of_anything() -> None:
    pieces = ("A", "A ", "Aa ", "Mayor Aa ", "Ann Bo said. ", "“Ann Bo ", "A.", "Ann Bo, ")
    found = disproportionate(
        lambda text: unknowns(text, (Sentence(start=0, end=len(text)),), ()), pieces, 25_000
    )
    assert found == []
