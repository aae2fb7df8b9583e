"""The actor catalogue: what it reads, and what it says of errors."""

from datetime import date

import pytest

from summarise.actors.catalogue import read_catalogue, shipped

GOOD = """
[[actor]]
id = "ana-reyes"
kind = "person"
name = "Ana Reyes"
aliases = ["Ana María Reyes"]
surname = ["Reyes"]
pronoun = "she"
context = ["Northgate"]
before = ["Saint"]
titles = [{ title = "Mayor of Northgate", also = ["Northgate mayor"], from = 2020-01-01, to = 2021-12-31 }]
"""


def test_shipped_catalogue_reads_without_problems() -> None:
    catalogue = shipped()
    assert catalogue.problems == ()
    assert len(catalogue.actors) >= 40
    for one in ("antonio-guterres", "vladimir-putin", "volodymyr-zelensky", "united-nations"):
        assert catalogue.find(one)


def test_an_entry_becomes_an_actor() -> None:
    actor = read_catalogue(GOOD, "mine.toml").find("ana-reyes")
    assert actor
    assert actor.aliases == ("Ana Reyes", "Ana María Reyes")
    assert (actor.pronoun, actor.context, actor.before) == ("she", ("Northgate",), ("Saint",))
    assert actor.offices[0].held_on(date(2020, 6, 1))
    assert not actor.offices[0].held_on(date(2022, 1, 1))
    assert not actor.offices[0].held_on(None)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('id = ""\nkind = "person"\nname = "X Y"', "id:"),
        ('id = "x"\nkind = "ghost"\nname = "X Y"', "kind:"),
        ('id = "x"\nkind = "person"', "name:"),
        ('id = "x"\nkind = "person"\nname = "X Y"\naliases = ["  "]', "aliases:"),
        ('id = "x"\nkind = "person"\nname = "X Y"\naliases = "Z"', "aliases:"),
        ('id = "x"\nkind = "person"\nname = "X Y"\nsurnames = ["Y"]', "surnames:"),
        ('id = "x"\nkind = "person"\nname = "X Y"\nunmistakable = "yes"', "unmistakable:"),
        ('id = "x"\nkind = "person"\nname = "X Y"\npronoun = "it"', "pronoun:"),
        ('id = "x"\nkind = "person"\nname = "X Y"\ncontext = "Z"', "context:"),
        ('id = "x"\nkind = "person"\nname = "X Y"\nbefore = [3]', "before:"),
        (
            'id = "x"\nkind = "person"\nname = "X Y"\ntitles = [{ title = "Z", from = "2017" }]',
            "from is a date",
        ),
        ('id = "x"\nkind = "person"\nname = "X Y"\ntitles = ["Z"]', "titles:"),
        (
            'id = "x"\nkind = "person"\nname = "X Y"\ntitles = [{title="Z", from=2020-01-01, to=2019-01-01}]',
            "ends before",
        ),
        ('id = "ana-reyes"\nkind = "person"\nname = "X Y"', "id:"),
    ],
)
def test_a_bad_entry_is_named_and_stops_nothing_else(entry: str, said: str) -> None:
    catalogue = read_catalogue(f"{GOOD}\n[[actor]]\n{entry}\n", "mine.toml")
    assert [actor.name for actor in catalogue.actors] == ["Ana Reyes"]
    (problem,) = catalogue.problems
    assert problem.startswith("mine.toml: actor 2")
    assert said in problem


def test_an_alias_of_two_actors_is_a_problem() -> None:
    second = '[[actor]]\nid = "b"\nkind = "person"\nname = "Ána Reyes"'
    (problem,) = read_catalogue(f"{GOOD}\n{second}\n", "mine.toml").problems
    assert "ana-reyes" in problem


@pytest.mark.parametrize("source", ["[[actor]", "actor = 3", "actor = [3]"])
def test_a_broken_file_is_a_problem_that_names_it(source: str) -> None:
    catalogue = read_catalogue(source, "mine.toml")
    assert catalogue.actors == ()
    assert catalogue.problems[0].startswith("mine.toml: ")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("put", "vladimir-putin"),
        ("guteres", "antonio-guterres"),
        ("Antonio Gut", "antonio-guterres"),
        ("zelenskyy", "volodymyr-zelensky"),
        ("NATO", "nato"),
        ("Путин", "vladimir-putin"),
    ],
)
def test_search_finds_whom_people_mean(typed: str, meant: str) -> None:
    assert meant in [actor.id for actor in shipped().search(typed, 5)][:2]


def test_search_for_nothing_offers_the_first_actors() -> None:
    assert len(shipped().search(" ", 25)) == 25
    assert shipped().search("qqqqqqqqqq", 25) == ()
