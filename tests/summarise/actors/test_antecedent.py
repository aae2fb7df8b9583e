"""Whom a pronoun or a bare description beside a quote means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.antecedent import antecedent
from summarise.actors.catalogue import read_catalogue
from summarise.actors.descriptions import description
from summarise.model import Mention, Role, Unknown

DAY = date(2022, 4, 23)
CATALOGUE = read_catalogue(
    """
[[actor]]
id = "ada-reyes"
kind = "person"
name = "Ada Reyes"
pronoun = "she"
titles = [{ title = "President of Ruritania", also = ["Ruritanian President"], from = 2020-01-01 }]

[[actor]]
id = "otto-hahnel"
kind = "person"
name = "Otto Hahnel"
pronoun = "he"
titles = [
    { title = "Foreign Minister of Ruritania", also = ["Ruritanian Foreign Minister"], from = 2021-01-01 },
    { title = "President of Ruritania", from = 2010-01-01, to = 2019-12-31 },
]

[[actor]]
id = "olga-brandt"
kind = "person"
name = "Olga Brandt"
titles = [{ title = "Secretary-General of the Danube League", from = 2019-01-01 }]

[[actor]]
id = "grain-agency"
kind = "organisation"
name = "World Grain Agency"
""",
    "mine.toml",
)
NAMES = {actor.name: actor.id for actor in CATALOGUE.actors}


def meant(text: str, on: date | None = DAY, *, acting: str = "", called: str = "") -> str | None:
    """Whom the last words in square brackets mean; who is named in `acting` speaks or acts."""
    start = text.rindex("[")
    plain = text[:start] + text[start + 1 :].replace("]", "", 1)
    end = text.index("]", start) - 1

    def role(name: str) -> Role:
        return "subject" if name == acting else "mention"

    mentions = tuple(
        Mention(start=at, end=at + len(name), actor=actor, name=name, role=role(name))
        for at in range(len(plain))
        for name, actor in NAMES.items()
        if plain.startswith(name, at)
    )
    unknowns = tuple(
        Unknown(start=at, end=at + len(called), name=called, role=role(called))
        for at in range(len(plain))
        if called and plain.startswith(called, at)
    )
    found = antecedent(plain, start, end, mentions, unknowns, CATALOGUE, on)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "acting", "name"),
    [
        ("Otto Hahnel met Ada Reyes. [He] left.", "", "Otto Hahnel"),
        ("Ada Reyes met Otto Hahnel. “We agree,” [she] said.", "", "Ada Reyes"),
        ("Ada Reyes met Otto Hahnel. “We agree,” [the president] said.", "", "Ada Reyes"),
        ("Ada Reyes met Otto Hahnel. “We agree,” [the Ruritanian president] said.", "", "Ada Reyes"),
        ("Ada Reyes met Otto Hahnel. “We agree,” [the Syldavian president] said.", "", None),
        ("Ada Reyes met Otto Hahnel. “We agree,” [the former president] said.", "", "Otto Hahnel"),
        ("Otto Hahnel met Ada Reyes. “We agree,” [the foreign minister] said.", "", "Otto Hahnel"),
        ("Otto Hahnel met Ada Reyes. “We agree,” [the diplomat] said.", "", "Otto Hahnel"),
        ("Otto Hahnel met Ada Reyes. “We agree,” [the leader] said.", "", "Ada Reyes"),
        ("Otto Hahnel met Olga Brandt. “We agree,” [the secretary-general] said.", "", "Olga Brandt"),
        ("Otto Hahnel met Olga Brandt. “We agree,” [she] said.", "", "Olga Brandt"),
        ("Otto Hahnel met Olga Brandt. “We agree,” [he] said.", "Otto Hahnel", "Otto Hahnel"),
        ("Otto Hahnel met Mrs Olga Brandt. “We agree,” [he] said.", "", "Otto Hahnel"),
        ("World Grain Agency chief Otto Hahnel spoke. “We agree,” [it] said.", "", "World Grain Agency"),
        ("World Grain Agency staff met Ada Reyes. “We agree,” [the agency] said.", "", "World Grain Agency"),
        ("Otto Hahnel spoke. “Ada Reyes is here,” [the president] said.", "", None),
        ("Ada Reyes met Otto Hahnel. “We agree,” [they] said.", "", None),
        ("Ada Reyes met Otto Hahnel. “We agree,” [Otto Hahnel] said.", "", None),
        ("Ada Reyes met Otto Hahnel. “We agree,” [the spokesman] said.", "", None),
        ("Ada Reyes met Otto Hahnel. “We agree,” [the deputy president] said.", "", None),
        ("Ada Reyes left." + " It rained." * 100 + " “Go,” [she] said.", "Ada Reyes", None),
    ],
)
def test_a_pronoun_or_description_means_the_last_who_fits(text: str, acting: str, name: str | None) -> None:
    assert meant(text, acting=acting) == name


def test_the_president_is_who_held_the_office_on_the_day() -> None:
    text = "Ada Reyes met Otto Hahnel. “We agree,” [the president] said."
    assert meant(text, date(2015, 1, 1)) == "Otto Hahnel"
    assert meant(text, date(2000, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deputy spokesman Ion Varga spoke of Ada Reyes. “Go,” [the deputy spokesman] said.", "Ion Varga"),
        ("His spokesman Ion Varga spoke of Ada Reyes. “Go,” [the spokesman] said.", "Ion Varga"),
        ("Ion Varga, her spokesman, spoke of Ada Reyes. “Go,” [the spokesman] said.", "Ion Varga"),
        ("Ion Varga spoke of Ada Reyes. “Go,” [the spokesman] said.", None),
        ("Ms Ion Varga spoke of Otto Hahnel. “Go,” [she] said.", "Ion Varga"),
    ],
)
def test_somebody_unknown_is_meant_by_what_they_are_called(text: str, name: str | None) -> None:
    assert meant(text, called="Ion Varga") == name


@given(st.text(max_size=100))
def test_any_words_can_be_asked_for(words: str) -> None:
    told = description(words)
    assert told is None or told.pronoun or told.words


@given(st.text(alphabet='“”"«» \nhe.', max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_any_text_has_an_answer(text: str, start: int, end: int) -> None:
    mention = Mention(start=0, end=1, actor="ada-reyes", name="Ada Reyes", role="speaker")
    found = antecedent(text, start, end, (mention,), (), CATALOGUE, DAY)
    assert found in (None, mention)
