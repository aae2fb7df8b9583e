"""The shipped catalogue keeps its promises: enough actors, facts in order, no name that could be two."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib import resources
from itertools import combinations
from typing import Any, Final

from anyascii import anyascii

from summarise.actors.catalogue import Actor, Catalogue, shipped
from summarise.actors.fold import fold
from summarise.actors.match import Matcher
from summarise.actors.roster import roster

SOURCE: Final = resources.files("config").joinpath("actors.toml").read_text(encoding="utf-8")
ACTORS: Final[list[dict[str, Any]]] = tomllib.loads(SOURCE)["actor"]
PEOPLE: Final = [actor for actor in ACTORS if actor["kind"] == "person"]
OF_ALL: Final = {"id", "kind", "name"}
OF_PEOPLE: Final = OF_ALL | {"aliases", "surname", "unmistakable", "pronoun", "titles", "country"}
OPTIONAL: Final = {"veto", "before", "context"}
OF_TITLES: Final = {"title", "also", "from", "to"}
FIRST_IDS: Final = {
    "antonio-guterres", "vladimir-putin", "volodymyr-zelensky", "sergey-lavrov", "dmitry-peskov",
    "stephane-dujarric", "karl-nehammer", "united-nations", "nato", "european-union",
}  # fmt: skip
HEIRS: Final = {"mojtaba-khamenei": "ali-khamenei"}
"""Who has the surname of another, who bore it alone in the news for decades."""
CALLED_OTHERWISE: Final[dict[str, str]] = {}
"""Why a person is never called by a surname in Latin letters."""


def full_forms(actor: dict[str, Any]) -> Iterator[str]:
    yield actor["name"]
    yield from actor.get("aliases", ())


def terms() -> dict[str, set[tuple[date, date, str]]]:
    """When, and by whom, the office of each name was held; an open end lasts for ever."""
    found = defaultdict(set)
    for actor in PEOPLE:
        for title in actor["titles"]:
            for name in (title["title"], *title.get("also", ())):
                held = (title.get("from", date.min), title.get("to", date.max), actor["id"])
                found[fold(name).text].add(held)
    return found


def test_the_catalogue_is_large_enough_and_keeps_its_first_ids() -> None:
    ids = [actor["id"] for actor in ACTORS]
    assert len(ids) >= 250
    assert len(set(ids)) == len(ids)
    assert set(ids) >= FIRST_IDS


def test_the_reader_finds_nothing_wrong_with_it() -> None:
    assert shipped().problems == ()
    assert [actor.id for actor in shipped().actors] == [actor["id"] for actor in ACTORS]


def test_every_section_names_its_source() -> None:
    sections = re.findall(r"^# --- (.+?) -+\n(.*)\n", SOURCE, re.MULTILINE)
    assert len(sections) >= 20
    assert [title for title, below in sections if not below.startswith("# Source: ")] == []
    first_entry, first_section = SOURCE.index("[[actor]]"), SOURCE.index("# --- ")
    assert first_section < first_entry
    assert "as of" in SOURCE[:first_section]


def test_an_id_is_the_name_in_kebab_case() -> None:
    def kebab(name: str) -> str:
        return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")

    assert [actor["id"] for actor in ACTORS if actor["id"] != kebab(actor["name"])] == []


def test_every_entry_is_complete_and_has_only_known_keys() -> None:
    for actor in ACTORS:
        assert actor["kind"] in {"person", "organisation"}, actor["id"]
        needed = OF_PEOPLE if actor["kind"] == "person" else OF_ALL
        assert needed <= set(actor) <= needed | OPTIONAL | {"aliases"}, actor["id"]


def test_what_is_said_of_people_is_well_formed() -> None:
    for actor in PEOPLE:
        assert actor["surname"], actor["id"]
        assert isinstance(actor["unmistakable"], bool), actor["id"]
        assert actor["pronoun"] in {"he", "she"}, actor["id"]
        assert re.fullmatch(r"[A-Z]{2}", actor["country"]), actor["id"]


def test_every_person_has_a_surname_in_latin_letters_or_a_reason() -> None:
    latin = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff’'. -]+")
    without = {actor["id"] for actor in PEOPLE if not any(map(latin.fullmatch, actor["surname"]))}
    assert without == set(CALLED_OTHERWISE)


def test_no_form_is_empty_padded_or_said_twice() -> None:
    for actor in ACTORS:
        lists = [[*full_forms(actor)], *(actor.get(key, []) for key in ("surname", *sorted(OPTIONAL)))]
        for forms in lists:
            assert all(form and form == form.strip() for form in forms), actor["id"]
            assert len({fold(form).text for form in forms}) == len(forms), (actor["id"], forms)


def test_titles_have_known_keys_and_dates_that_run_forward() -> None:
    for actor in PEOPLE:
        for title in actor["titles"]:
            assert {"title"} <= set(title) <= OF_TITLES, actor["id"]
            assert all(type(title[end]) is date for end in {"from", "to"} & set(title)), actor["id"]
            assert title.get("from", date.min) < title.get("to", date.max), (actor["id"], title["title"])


def test_an_office_changes_hands_without_overlap_under_each_of_its_names() -> None:
    for name, held in terms().items():
        for earlier, later in combinations(sorted(held), 2):
            same = earlier[2] == later[2]
            assert same or earlier[1] <= later[0], f"{name}: {earlier[2]} and {later[2]} at a time"


def test_no_full_form_is_claimed_by_two_actors() -> None:
    claims = defaultdict(set)
    for actor in ACTORS:
        for form in full_forms(actor):
            claims[fold(form).text].add(actor["id"])
    assert {form: ids for form, ids in claims.items() if len(ids) > 1} == {}


def test_an_unmistakable_surname_is_nobody_elses_name() -> None:
    claims = defaultdict(set)
    for actor in ACTORS:
        for form in (*full_forms(actor), *actor.get("surname", ())):
            claims[fold(form).text].add(actor["id"])
    for actor in PEOPLE:
        if actor["unmistakable"]:
            for form in actor["surname"]:
                heirs = {heir for heir, first in HEIRS.items() if first == actor["id"]}
                assert claims[fold(form).text] - heirs == {actor["id"]}, form


def _is_found(matcher: Matcher, actor: Actor, text: str, form: str) -> bool:
    (hits,) = matcher.hits((text,), date(2022, 4, 23))
    return any(hit.actor.id == actor.id and form in text[hit.start : hit.end] for hit in hits)


def test_no_alias_is_dead() -> None:
    matcher = roster(()).matcher
    dead = []
    for actor, entry in zip(shipped().actors, ACTORS, strict=True):
        for form in full_forms(entry):
            text = f"Yesterday {form} arrived. Many people were told of it. {' '.join(actor.context[:1])}"
            if not _is_found(matcher, actor, text, form):
                dead.append((actor.id, form))
    assert dead == []


def test_no_surname_is_dead_after_the_full_name() -> None:
    dead = []
    for actor, entry in zip(shipped().actors, ACTORS, strict=True):
        alone = Matcher(Catalogue(actors=(actor,)))
        for form in entry.get("surname", ()):
            text = f"Many people met {actor.name} in the hall. Yesterday {form} arrived. "
            if not _is_found(alone, actor, text + " ".join(actor.context[:1]), form):
                dead.append((actor.id, form))
    assert dead == []


HOLDERS: Final = [
    ("UN Secretary-General", "2016-01-01", "ban-ki-moon"),
    ("UN Secretary-General", "2022-04-23", "antonio-guterres"),
    ("NATO Secretary General", "2019-06-01", "jens-stoltenberg"),
    ("NATO Secretary General", "2024-11-01", "mark-rutte"),
    ("President of the European Commission", "2016-01-01", "jean-claude-juncker"),
    ("President of the European Commission", "2022-04-23", "ursula-von-der-leyen"),
    ("President of the European Council", "2019-06-01", "donald-tusk"),
    ("President of the European Council", "2022-04-23", "charles-michel"),
    ("EU foreign policy chief", "2016-01-01", "federica-mogherini"),
    ("EU foreign policy chief", "2024-06-01", "josep-borrell"),
    ("IMF Managing Director", "2016-01-01", "christine-lagarde"),
    ("President of the World Bank", "2022-04-23", "david-malpass"),
    ("President of the European Central Bank", "2016-01-01", "mario-draghi"),
    ("Fed Chair", "2016-01-01", "janet-yellen"),
    ("Fed Chair", "2022-04-23", "jerome-powell"),
    ("WHO Director-General", "2016-01-01", "margaret-chan"),
    ("IAEA Director General", "2019-06-01", "yukiya-amano"),
    ("UN High Commissioner for Human Rights", "2022-04-23", "michelle-bachelet"),
    ("US President", "2016-01-01", "barack-obama"),
    ("US President", "2019-06-01", "donald-trump"),
    ("US President", "2022-04-23", "joe-biden"),
    ("US President", "2025-03-01", "donald-trump"),
    ("US Secretary of State", "2016-01-01", "john-kerry"),
    ("US Secretary of State", "2019-06-01", "mike-pompeo"),
    ("US Secretary of State", "2024-06-01", "antony-blinken"),
    ("German Chancellor", "2016-01-01", "angela-merkel"),
    ("German Chancellor", "2022-04-23", "olaf-scholz"),
    ("German Foreign Minister", "2019-06-01", "heiko-maas"),
    ("Austrian Chancellor", "2016-01-01", "werner-faymann"),
    ("Austrian Chancellor", "2022-04-23", "karl-nehammer"),
    ("British Prime Minister", "2016-01-01", "david-cameron"),
    ("British Prime Minister", "2019-06-01", "theresa-may"),
    ("British Prime Minister", "2022-04-23", "boris-johnson"),
    ("British Prime Minister", "2022-10-01", "liz-truss"),
    ("British Prime Minister", "2024-06-01", "rishi-sunak"),
    ("British Foreign Secretary", "2024-06-01", "david-cameron"),
    ("French President", "2016-01-01", "francois-hollande"),
    ("French President", "2024-06-01", "emmanuel-macron"),
    ("French Prime Minister", "2024-06-01", "gabriel-attal"),
    ("Italian Prime Minister", "2016-01-01", "matteo-renzi"),
    ("Italian Prime Minister", "2022-04-23", "mario-draghi"),
    ("Russian President", "2022-04-23", "vladimir-putin"),
    ("Russian Prime Minister", "2016-01-01", "dmitry-medvedev"),
    ("Russian Defence Minister", "2024-06-01", "andrei-belousov"),
    ("Ukrainian President", "2019-05-01", "petro-poroshenko"),
    ("Ukrainian Foreign Minister", "2022-04-23", "dmytro-kuleba"),
    ("Japanese Prime Minister", "2019-06-01", "shinzo-abe"),
    ("Japanese Prime Minister", "2024-06-01", "fumio-kishida"),
    ("Chinese Premier", "2022-04-23", "li-keqiang"),
    ("Indian Foreign Minister", "2022-04-23", "s-jaishankar"),
    ("South Korean President", "2019-06-01", "moon-jae-in"),
    ("Indonesian President", "2024-06-01", "joko-widodo"),
    ("Australian Prime Minister", "2019-06-01", "scott-morrison"),
    ("Turkish Foreign Minister", "2022-04-23", "mevlut-cavusoglu"),
    ("Saudi King", "2016-01-01", "salman-bin-abdulaziz"),
    ("South African President", "2016-01-01", "jacob-zuma"),
    ("Canadian Prime Minister", "2024-06-01", "justin-trudeau"),
    ("Mexican President", "2019-06-01", "andres-manuel-lopez-obrador"),
    ("Brazilian President", "2016-01-01", "dilma-rousseff"),
    ("Brazilian President", "2022-04-23", "jair-bolsonaro"),
    ("Argentine President", "2019-06-01", "mauricio-macri"),
    ("Israeli Prime Minister", "2022-04-23", "naftali-bennett"),
    ("Iranian President", "2019-06-01", "hassan-rouhani"),
    ("Afghan President", "2019-06-01", "ashraf-ghani"),
    ("Prime Minister of Pakistan", "2019-06-01", "imran-khan"),
    ("Hezbollah leader", "2024-06-01", "hassan-nasrallah"),
    ("President of Taiwan", "2022-04-23", "tsai-ing-wen"),
    ("Supreme Leader of Iran", "2022-04-23", "ali-khamenei"),
    ("Supreme Leader of Iran", "2026-06-01", "mojtaba-khamenei"),
    ("Hungarian Prime Minister", "2026-06-01", "peter-magyar"),
    ("Fed Chair", "2026-06-01", "kevin-warsh"),
    ("Pope", "2022-04-23", "pope-francis"),
    ("Pope", "2025-06-01", "pope-leo-xiv"),
]


def test_a_title_has_the_holder_of_that_day() -> None:
    held = terms()
    for title, day, holder in HOLDERS:
        on = date.fromisoformat(day)
        holders = {one for since, until, one in held[fold(title).text] if since <= on <= until}
        assert holders == {holder}, (title, day)
