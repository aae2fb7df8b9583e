"""Whom people mean by what they type: names begun, misspelt, in any script and order, and offices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.catalogue import read_catalogue, shipped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gutteres", "antonio-guterres"),  # a letter twice, one missing
        ("antonio guteres", "antonio-guterres"),
        ("guterres ant", "antonio-guterres"),  # the other way round, not yet at its end
        ("UN chief", "antonio-guterres"),  # an office
        ("غوتيريش", "antonio-guterres"),
        ("zelensky", "volodymyr-zelensky"),
        ("selenskyj", "volodymyr-zelensky"),  # as German has it
        ("Зеленський", "volodymyr-zelensky"),
        ("近平", "xi-jinping"),
        ("xi", "xi-jinping"),  # a surname before names that only begin so
        ("macorn", "emmanuel-macron"),  # two letters swapped
        ("bidn", "joe-biden"),
        ("ursla", "ursula-von-der-leyen"),
        ("vanderleyen", "ursula-von-der-leyen"),
        ("w h o", "world-health-organization"),
        ("erdoğan", "recep-tayyip-erdogan"),
        ("netanj", "benjamin-netanyahu"),
    ],
)
def test_whoever_is_meant_comes_first(typed: str, meant: str) -> None:
    assert shipped().search(typed, 25)[0].id == meant


def test_sure_names_are_offered_without_guesses() -> None:
    assert [one.id for one in shipped().search("merkel", 25)] == ["angela-merkel"]
    assert shipped().search("qqqqqqqqqq", 25) == ()
    assert shipped().search("bidon the xyzzyx", 25) == ()


@given(st.text(max_size=120))
def test_whatever_is_typed_finds_each_actor_once_at_most(typed: str) -> None:
    found = shipped().search(typed, 2_000)
    assert len({one.id for one in found}) == len(found)
    assert set(shipped().named(typed)) <= set(found)


def test_name_and_each_of_its_words_find_their_actor() -> None:
    known = shipped()
    for actor in known.actors[::40]:
        for typed in (actor.name, actor.name[:-1], *actor.name.split()):
            if len(typed) > 2:
                assert actor in known.search(typed, 2_000), typed


def test_a_servers_own_actors_are_searched_with_a_thousand_others() -> None:
    own = "".join(
        f'[[actor]]\nid = "own-{n}"\nkind = "person"\nname = "Own Person {n}"\n' for n in range(200)
    )
    known = type(shipped())(actors=(*shipped().actors, *read_catalogue(own, "own").actors))
    assert known.search("own person 7", 1)[0].id == "own-7"
    assert known.search("gutteres", 1)[0].id == "antonio-guterres"
