"""Actors are people, not keywords."""

from datetime import date

import pytest

from summarise.actors.catalogue import Catalogue, read_catalogue, shipped
from summarise.actors.match import Matcher
from summarise.actors.roster import roster

DAY = date(2022, 4, 23)
MATCHER = roster(()).matcher


def found(text: str, on: date | None = DAY) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.actor.id) for hit in MATCHER.hits((text,), on)[0]]


def named(text: str, on: date | None = DAY) -> set[str]:
    return {actor for _, actor in found(text, on)}


@pytest.mark.parametrize(
    ("text", "actor", "trap"),
    [
        ("Bashar al-Assad spoke to the ambassador.", "bashar-al-assad", "ambassador"),
        ("Donald Trump spoke. Eric Trump listened.", "donald-trump", "Eric Trump"),
        ("Donald Trump spoke; Barron Trump listened.", "donald-trump", "Barron Trump"),
        ("Donald Trump spoke. Donald Trump Jr. listened.", "donald-trump", "Jr."),
        ("Hillary Clinton spoke at the Clinton Foundation.", "hillary-clinton", "Clinton Foundation"),
        ("Vladimir Putin ended a Putin-era law.", "vladimir-putin", "Putin-era"),
        ("Vladimir Putin met anti-Putin crowds.", "vladimir-putin", "anti-Putin"),
        ("Vladimir Putin lives in Putin Street.", "vladimir-putin", "Putin Street"),
        ("Xi Jinping went to Xi'an by train.", "xi-jinping", "Xi'an"),
        ("Charles Michel met Michel Barnier.", "charles-michel", "Michel Barnier"),
        ("Donald Trump rose. Eric\u00a0Trump stayed.", "donald-trump", "Eric"),
        ("Joe Biden rose. Jill Biden stayed.", "joe-biden", "Jill Biden"),
        ("Vladimir Putin has a page, https://wire.example/Putin-page.", "vladimir-putin", "https"),
        ("Vladimir Putin has #Putin and @Putin.", "vladimir-putin", "#"),
        ("Vladimir Putin wrote to Putin@wire.example on Putin.pdf.", "vladimir-putin", "Putin@"),
    ],
)
def test_a_name_that_is_somebody_elses_is_left_alone(text: str, actor: str, trap: str) -> None:
    hits = [one for one in found(text) if one[1] == actor]
    known = {entry.id for entry in shipped().actors}
    if actor not in known:
        assert not hits
        return
    assert len(hits) == 1
    assert trap not in hits[0][0]


@pytest.mark.parametrize(
    "text",
    [
        "Putin's plan", "Putin’s plan", "Putin?s plan", "[Putin] thinks", "“Putin” said", "PUTIN TO MEET",
        "Putin, who",        "Путин сказал", "普京说", "Vladimir Vladimirovich Putin", "V. Putin left",
        "Mr Putin left", "Mr. Putin left",
        "President Putin left", "Russia's Putin left", "On Monday Putin left",
        "Meeting Putin was hard", "Vladimir\u00a0Putin",
    ],
)  # fmt: skip
def test_putin_is_found_however_he_is_written(text: str) -> None:
    assert named(text) == {"vladimir-putin"}


@pytest.mark.parametrize(
    "text", ["putin", "Trump left", "Scholz left", "the who", "WHO WILL WIN THE WAR AND WHEN?"]
)
def test_too_little_is_nobody(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "on", "actor"),
    [
        ("The UN Secretary-General left.", DAY, "antonio-guterres"),
        ("The U.N. secretary general left.", DAY, "antonio-guterres"),
        ("The UN Secretary-General left.", date(2010, 1, 1), "ban-ki-moon"),
        ("The Ukrainian president left.", DAY, "volodymyr-zelensky"),
        ("The former UN Secretary-General left.", DAY, None),
        ("UN Secretary-General Ban Ki-moon left.", DAY, "ban-ki-moon"),
        ("UN Secretary-General Oto Varga left.", DAY, None),
        ("French President Nicolas Sarkozy left.", DAY, "nicolas-sarkozy"),
        ("French President Nicolas Varga left.", DAY, None),
        ("Chancellor Stocker left.", date(2025, 6, 1), "christian-stocker"),
        ("A friend of Stocker left.", date(2025, 6, 1), None),
        ("Chancellor Stocker left.", date(2015, 1, 1), None),
        ("UN Chief Meets Council In Vienna", DAY, "antonio-guterres"),
    ],
)
def test_a_title_is_its_holder_on_the_day(text: str, on: date, actor: str | None) -> None:
    people = {one for one in named(text, on) if (entry := shipped().find(one)) and entry.kind == "person"}
    assert people == ({actor} if actor else set())


def test_a_hyphenated_rank_is_no_first_name() -> None:
    assert named("Secretary-General Guterres left.") == {"antonio-guterres"}
    assert named("Vice-President Trump left.") == set()


def test_a_title_and_the_name_after_it_are_one_mention() -> None:
    assert found("United Nations Secretary-General António Guterres left.") == [
        ("United Nations Secretary-General António Guterres", "antonio-guterres")
    ]


def test_a_name_ends_with_its_sentence() -> None:
    assert [text for text, _ in found("It was Stephane Dujarric. Dujarric spoke.")] == [
        "Stephane Dujarric",
        "Dujarric",
    ]


def test_a_surname_counts_once_any_text_of_the_article_has_the_name() -> None:
    headline, body = MATCHER.hits(("Scholz wins", "Olaf Scholz won."), DAY)
    assert [hit.actor.id for hit in headline] == [hit.actor.id for hit in body] == ["olaf-scholz"]


def test_an_unmistakable_surname_is_nobodys_beside_a_namesake() -> None:
    assert named("Francisco Guterres lost the vote. President Guterres conceded.") == set()
    assert named("Guterres flew to Moscow.") == {"antonio-guterres"}


def test_a_namesake_takes_nothing_from_the_actor_who_is_named_in_full() -> None:
    text = "António Guterres congratulated Dili. Francisco Guterres lost. Guterres spoke of peace."
    assert found(text) == [("António Guterres", "antonio-guterres"), ("Guterres", "antonio-guterres")]


def test_an_alias_that_two_actors_share_is_nobodys() -> None:
    entry = '[[actor]]\nid = "{0}"\nkind = "organisation"\nname = "{0} union"\naliases = ["Shared Name"]\n'
    catalogue = read_catalogue(entry.format("one") + entry.format("two"), "mine.toml")
    assert Matcher(catalogue).hits(("The Shared Name met the one union.",), DAY)[0][0].actor.id == "one"


def test_an_empty_catalogue_finds_nobody() -> None:
    assert Matcher(Catalogue(actors=())).hits(("Putin",), DAY) == ((),)
