"""An actor made from what somebody typed: usable TOML, and never somebody else's name."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newcomer import LONGEST_ID, Entry, Newcomer, Refused, entry_of, kebab
from summarise.actors.catalogue import Catalogue, read_catalogue, shipped

NOBODY = Catalogue(actors=())
HARBOURS = read_catalogue(
    """
[[actor]]
id = "ann-harbour"
kind = "person"
name = "Ann Harbour"
aliases = ["Энн Харбор"]
surname = ["Harbour"]

[[actor]]
id = "bob-quay"
kind = "person"
name = "Bob Quay"
surname = ["Quay"]
unmistakable = true
""",
    "test",
)


def entry(typed: Newcomer, known: Catalogue = NOBODY) -> Entry:
    made = entry_of(typed, known)
    assert isinstance(made, Entry), made
    return made


def refused(typed: Newcomer, known: Catalogue = NOBODY) -> str:
    made = entry_of(typed, known)
    assert isinstance(made, Refused), made
    return " ".join(map(str, made.reasons))


def test_entry_holds_all_that_was_typed() -> None:
    typed = Newcomer(
        name="  Ann\u200b  O’Harbour ",
        aliases=('The "Gull"', "Энн Харбор", "", "Энн Харбор"),
        titles=("Mayor of Port Alder",),
        country="pt",
        pronoun="she",
        context=("Alder",),
        before=("Cape",),
        veto=("Street",),
        unmistakable=True,
    )
    actor = entry(typed).actor
    assert (actor.id, actor.name, actor.kind) == ("ann-o-harbour", "Ann O’Harbour", "person")
    assert actor.aliases[:3] == ("Ann O’Harbour", 'The "Gull"', "Энн Харбор")
    assert [office.names for office in actor.offices] == [("Mayor of Port Alder",)]
    assert (actor.country, actor.pronoun, actor.unmistakable) == ("PT", "she", True)
    assert (actor.context, actor.before, actor.veto) == (("Alder",), ("Cape",), ("Street",))


@pytest.mark.parametrize(
    ("name", "kind", "surname"),
    [
        ("Ann Gull", "person", ("Gull",)),
        ("Ann", "person", ()),
        ("Ann Gull Jr.", "person", ()),
        ("Port Council", "organisation", ()),
        ("Cid Harbour", "person", ("Harbour",)),
        ("Cid Quay", "person", ()),
    ],
)
def test_surname_of_a_person_is_the_last_word_unless_it_means_another(
    name: str, kind: str, surname: tuple[str, ...]
) -> None:
    typed = Newcomer(name=name, kind="person" if kind == "person" else "organisation")
    assert tuple(one for one in entry(typed, HARBOURS).actor.written if one != name) == surname


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Newcomer(name="Ann Harbour"), "Ann Harbour is in the catalogue already, as ann-harbour."),
        (Newcomer(name="Ännchen", aliases=("энн  харбор",)), "“энн харбор” is Ann Harbour already"),
        (Newcomer(name="Harbour"), "“Harbour” is Ann Harbour already (ann-harbour)."),
        (Newcomer(name="Cid Gull", surname=("Quay",)), "“Quay” alone is Bob Quay already"),
        (
            Newcomer(name="Cid Gull", surname=("Harbour",), unmistakable=True),
            "“Harbour” alone is Ann Harbour",
        ),
        (Newcomer(name="Cid Gull", country="Portugal"), "Country: "),
        (Newcomer(name="Cid Gull", id="Cid Gull"), "Id: "),
        (Newcomer(name="Cid Gull", id="x" * (LONGEST_ID + 1)), f"at most {LONGEST_ID} characters"),
        (Newcomer(name="!!!"), "no Latin letters"),
    ],
)
def test_newcomer_is_refused_with_the_reason(typed: Newcomer, said: str) -> None:
    assert said in refused(typed, HARBOURS)


def test_name_by_rule_of_somebody_known_is_theirs_too() -> None:
    case = "Владимиром Путиным"
    assert f"“{case}” is Vladimir Putin already" in refused(
        Newcomer(name="Volodya", aliases=(case,)), shipped()
    )


words = st.text(st.characters(exclude_categories=()), max_size=120)


@given(words, st.lists(words, max_size=3), st.lists(words, max_size=3))
def test_anything_typed_is_made_an_entry_or_refused_in_words(
    name: str, aliases: list[str], titles: list[str]
) -> None:
    typed = Newcomer(name=name, aliases=tuple(aliases), titles=tuple(titles))
    made = entry_of(typed, NOBODY)
    if isinstance(made, Refused):
        assert made.reasons
        assert all(made.reasons)
        return
    (read,) = tomllib.loads(made.text)["actor"]
    assert (read["id"], read["name"]) == (made.actor.id, made.actor.name)
    assert len(made.actor.id) <= LONGEST_ID
    assert entry_of(replace(typed, kind="organisation"), read_catalogue(made.text, "")) != made, "taken now"


@given(words)
def test_kebab_is_an_id_or_nothing(name: str) -> None:
    made = kebab(name)
    assert not made or read_catalogue(f'[[actor]]\nid = "{made}"\nkind = "person"\nname = "X"\n', "").actors
