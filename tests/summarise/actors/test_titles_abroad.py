"""Titles of office in other languages, made of the English title, stand for the holder on the day."""

from datetime import date
from itertools import pairwise
from typing import Final

import pytest

from summarise.actors.catalogue import shipped
from summarise.actors.forms.titles import titles_abroad
from summarise.actors.roster import roster

MATCHER: Final = roster(()).matcher

FOUND: Final = [
    ("El presidente de Brasil firmó el decreto.", "2019-01-10", "jair-bolsonaro"),
    ("El rey de España habló.", "2022-04-23", "felipe-vi"),
    ("El presidente del Gobierno viaja a Bruselas.", "2022-04-23", "pedro-sanchez"),
    ("El secretario de Estado estadounidense habló.", "2025-06-01", "marco-rubio"),
    ("O chanceler alemão falou.", "2022-04-23", "olaf-scholz"),
    ("O presidente dos Estados Unidos falou.", "2022-04-23", "joe-biden"),
    ("Il presidente del Consiglio ha incontrato i sindacati.", "2020-02-04", "giuseppe-conte"),
    ("Il cancelliere tedesco è a Roma.", "2022-04-23", "olaf-scholz"),
    ("La première ministre britannique a parlé.", "2018-06-01", "theresa-may"),
    ("Le ministre russe des Affaires étrangères a parlé.", "2022-04-23", "sergey-lavrov"),
    ("Der ukrainische Präsident sprach.", "2022-04-23", "volodymyr-zelensky"),
    ("Sie traf den türkischen Präsidenten.", "2022-04-23", "recep-tayyip-erdogan"),
    ("Frankreichs Präsident sprach.", "2022-04-23", "emmanuel-macron"),
    ("Der US-Außenminister sprach.", "2022-04-23", "antony-blinken"),
    ("Канцлер ФРГ приехал.", "2022-04-23", "olaf-scholz"),
    ("Это сказал французский президент.", "2022-04-23", "emmanuel-macron"),
    ("Зустріч із канцлером Німеччини.", "2022-04-23", "olaf-scholz"),
    ("Spotkał się z prezydentem Ukrainy.", "2022-04-23", "volodymyr-zelensky"),
    ("De Franse president sprak.", "2022-04-23", "emmanuel-macron"),
    ("Rusya Devlet Başkanı konuştu.", "2022-04-23", "vladimir-putin"),
    ("法国总统发表讲话。", "2022-04-23", "emmanuel-macron"),
    ("法國總統發表講話。", "2022-04-23", "emmanuel-macron"),
    ("ロシア大統領は会談した。", "2022-04-23", "vladimir-putin"),
]
NOT_FOUND: Final = [
    "El expresidente de Brasil habló.",
    "El vicepresidente de Brasil habló.",
    "El presidente del Gobierno de Canarias habló.",
    "Il presidente del Consiglio europeo ha parlato.",
    "El presidente francés Charles de Gaulle murió en 1970.",
    "Le vice-ministre russe des Affaires étrangères a parlé.",
    "Первый заместитель главы МИД Китая приехал.",
    "Экс-президент Франции выступил.",
    "Der amerikanische Präsident John F. Kennedy war in Berlin.",
]


@pytest.mark.parametrize(("text", "day", "holder"), FOUND)
def test_a_title_in_another_language_is_its_holder_on_the_day(text: str, day: str, holder: str) -> None:
    (hits,) = MATCHER.hits((text,), date.fromisoformat(day))
    assert [hit.actor.id for hit in hits] == [holder]
    assert hits[0].rule == "title"


@pytest.mark.parametrize("text", NOT_FOUND)
def test_a_title_in_another_language_that_is_somebody_elses_is_nobody(text: str) -> None:
    (hits,) = MATCHER.hits((text,), date(2022, 4, 23))
    assert [hit for hit in hits if hit.actor.kind == "person"] == []


def test_a_woman_is_called_as_one() -> None:
    assert "deutsche Bundeskanzlerin" in titles_abroad(("Chancellor of Germany",), she=True)
    assert "deutscher Bundeskanzler" in titles_abroad(("Chancellor of Germany",), she=False)


def test_a_chancellor_of_spanish_papers_is_a_foreign_minister_but_where_there_is_a_chancellor() -> None:
    assert "canciller ruso" in titles_abroad(("Russian Foreign Minister",), she=False)
    assert "canciller alemán" not in titles_abroad(("German Foreign Minister",), she=False)
    assert "canciller alemán" in titles_abroad(("German Chancellor",), she=False)


def test_an_office_that_is_no_heads_is_called_nothing_else() -> None:
    assert titles_abroad(("Governor of the Bank of Japan", "BOJ Governor"), she=False) == ()


def test_no_made_title_is_of_two_holders_at_a_time() -> None:
    held: dict[str, list[tuple[date, date, str]]] = {}
    for actor in shipped().with_forms().actors:
        for office in actor.offices:
            for name in actor.made.intersection(office.names):
                span = (office.since or date.min, office.until or date.max, actor.id)
                held.setdefault(name.lower(), []).append(span)
    for name, spans in held.items():
        spans.sort()
        for earlier, later in pairwise(spans):
            assert earlier[2] == later[2] or earlier[1] <= later[0], (name, earlier, later)
