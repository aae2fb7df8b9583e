"""The shipped catalogue keeps its promises: known keys, permanent ids, no name that could be two actors."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib import resources
from itertools import pairwise
from typing import Any, Final

import pytest
from anyascii import anyascii

PERSON_KEYS: Final = {"id", "kind", "name", "aliases", "surname", "unmistakable", "titles", "country", "veto"}
ORGANISATION_KEYS: Final = {"id", "kind", "name", "aliases", "veto"}
TITLE_KEYS: Final = {"title", "also", "from", "to"}
ACTORS: Final[list[dict[str, Any]]] = tomllib.loads(
    resources.files("config").joinpath("actors.toml").read_text(encoding="utf-8")
)["actor"]
PEOPLE: Final = [actor for actor in ACTORS if actor["kind"] == "person"]


def kebab(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")


def full_forms(actor: dict[str, Any]) -> Iterator[str]:
    yield actor["name"]
    yield from actor.get("aliases", ())


def test_the_catalogue_holds_the_actors_that_the_first_watches_need() -> None:
    ids = {actor["id"] for actor in ACTORS}
    assert len(PEOPLE) >= 40
    assert len(ids) == len(ACTORS)
    assert {
        "antonio-guterres", "vladimir-putin", "volodymyr-zelensky", "sergey-lavrov", "dmitry-peskov",
        "stephane-dujarric", "karl-nehammer", "united-nations", "nato", "european-union",
    } <= ids  # fmt: skip


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor["id"])
def test_every_entry_is_complete_and_has_only_known_keys(actor: dict[str, Any]) -> None:
    assert actor["kind"] in {"person", "organisation"}
    allowed = PERSON_KEYS if actor["kind"] == "person" else ORGANISATION_KEYS
    assert set(actor) <= allowed
    assert actor["id"] == kebab(actor["name"])
    if actor["kind"] == "person":
        assert set(actor) >= PERSON_KEYS - {"veto"}
        assert actor["surname"]
        assert isinstance(actor["unmistakable"], bool)
        assert re.fullmatch(r"[A-Z]{2}", actor["country"])


@pytest.mark.parametrize("actor", PEOPLE, ids=lambda actor: actor["id"])
def test_titles_have_known_keys_and_dates_that_run_forward(actor: dict[str, Any]) -> None:
    for title in actor["titles"]:
        assert {"title"} <= set(title) <= TITLE_KEYS
        assert all(type(title[end]) is date for end in {"from", "to"} & set(title))
        assert title.get("from", date.min) < title.get("to", date.max)


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor["id"])
def test_no_form_is_empty_padded_or_said_twice(actor: dict[str, Any]) -> None:
    for forms in ([*full_forms(actor)], actor.get("surname", []), actor.get("veto", [])):
        assert all(form and form == form.strip() for form in forms)
        assert len(set(forms)) == len(forms)


def test_no_full_form_is_claimed_by_two_actors() -> None:
    claims = defaultdict(set)
    for actor in ACTORS:
        for form in full_forms(actor):
            claims[form.casefold()].add(actor["id"])
    assert not {form: ids for form, ids in claims.items() if len(ids) > 1}


def test_an_unmistakable_surname_is_nobody_elses_name() -> None:
    claims = defaultdict(set)
    for actor in ACTORS:
        for form in (*full_forms(actor), *actor.get("surname", ())):
            claims[anyascii(form).casefold()].add(actor["id"])
    for actor in PEOPLE:
        if actor["unmistakable"]:
            for form in actor["surname"]:
                assert claims[anyascii(form).casefold()] == {actor["id"]}


def test_an_office_held_by_two_catalogued_people_changes_hands_without_overlap() -> None:
    terms = defaultdict(list)
    for actor in PEOPLE:
        for title in actor["titles"]:
            if "from" in title:
                terms[title["title"]].append((title["from"], title.get("to", date.max), actor["id"]))
    for held in terms.values():
        for earlier, later in pairwise(sorted(held)):
            assert earlier[1] <= later[0], f"{earlier[2]} and {later[2]} hold one office at a time"
