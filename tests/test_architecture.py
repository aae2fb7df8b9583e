"""The drawn picture of the rooms is held against the imports that there are."""

from collections.abc import Iterator
from itertools import product
from xml.etree import ElementTree as ET

import grimp
import pytest

from scripts.architecture import PICTURE, WORDS, layers


@pytest.fixture(scope="module")
def drawn() -> list[dict[str, str]]:
    return [each.attrib for each in ET.parse(PICTURE).iter() if "data-kind" in each.attrib]


@pytest.fixture(scope="module")
def imports() -> set[tuple[str, str]]:
    graph = grimp.build_graph(*layers(), cache_dir=None)
    return {(one, known) for one in graph.modules for known in graph.find_modules_directly_imported_by(one)}


def arrows(drawn: list[dict[str, str]], kind: str) -> set[tuple[str, str]]:
    return {(each["data-from"], each["data-to"]) for each in drawn if each["data-kind"] == kind}


def known_along(start: str, along: set[tuple[str, str]]) -> Iterator[str]:
    for one, known in along:
        if one == start:
            yield known
            yield from known_along(known, along)


def is_in(module: str, box: str) -> bool:
    return f"{module}.".startswith(f"{box}.")


def test_every_box_is_there_and_every_folder_has_one(
    drawn: list[dict[str, str]], imports: set[tuple[str, str]]
) -> None:
    modules = {module for pair in imports for module in pair}
    named = {each["id"] for each in drawn if each["data-kind"] in ("room", "box")}
    assert not {box for box in named if not any(is_in(module, box) for module in modules)}
    folders = {".".join(module.split(".")[:2]) for module in modules if module.count(".") > 1}
    assert folders <= named
    assert set(layers()) <= named
    assert not [words for words in WORDS.values() if len(words) > 22], "a box is no wider"


def test_every_arrow_drawn_is_an_import_that_there_is(
    drawn: list[dict[str, str]], imports: set[tuple[str, str]]
) -> None:
    knows = arrows(drawn, "knows")
    assert len(knows) == len(layers()) - 1 + 4
    for one, known in knows:
        assert any(is_in(a, one) and is_in(b, known) for a, b in imports), f"{one} does not know {known}"


def test_no_import_goes_against_the_arrows(
    drawn: list[dict[str, str]], imports: set[tuple[str, str]]
) -> None:
    knows = arrows(drawn, "knows")
    ends = {end for arrow in knows for end in arrow}
    allowed = {end: {end, *known_along(end, knows)} for end in ends}
    joined = {frozenset((a, b)) for a, b in product(ends, ends) if b in allowed[a] or a in allowed[b]}
    for one, known in imports:
        for a, b in product(ends, ends):
            if is_in(one, a) and is_in(known, b) and frozenset((a, b)) in joined and b not in allowed[a]:
                raise AssertionError(f"{one} imports {known}, against the arrow from {b} to {a}")


def test_data_flows_against_the_imports(drawn: list[dict[str, str]]) -> None:
    assert {(known, one) for one, known in arrows(drawn, "data")} < arrows(drawn, "knows")
