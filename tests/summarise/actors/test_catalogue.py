"""The actor catalogue: what it reads, and whom people find in it."""

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


def test_who_is_named_so_is_found_before_who_has_the_word_in_a_longer_name() -> None:
    names = {"long": "Northgate Harbour Trust", "other": "The Northgate", "one": "Northgate"}
    entries = "".join(
        f'[[actor]]\nid = "{one}"\nkind = "organisation"\nname = "{name}"\n' for one, name in names.items()
    )
    found = read_catalogue(entries, "mine.toml").search("northgate", 3)
    assert [actor.id for actor in found] == ["one", "long", "other"]
