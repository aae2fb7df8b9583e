"""An audit says what is weak, and never calls well what nobody was asked of."""

import json

import pytest

from scripts.audit import UNKNOWN, WEAK, WELL, Audit, read, told, unanswered

WELL_KNOWN = {"name": "yarl", "version": "1.25.1", "vulns": []}
PIERCED = {
    "name": "aiohttp",
    "version": "3.14.5",
    "vulns": [
        {
            "id": "PYSEC-2026-1",
            "fix_versions": ["3.14.6", "3.15.0"],
            "aliases": ["CVE-2026-1"],
            "description": "A header\x1b[31m is believed.\nLong " + "text " * 90,
        },
        {"id": "PYSEC-2026-2", "fix_versions": [], "aliases": [], "description": "A body is."},
    ],
}


def stranger(name: str) -> dict[str, str]:
    """A package that pip-audit could not ask of, as it says so wherever PyPI is out of reach."""
    return {"name": name, "skip_reason": f"Dependency not found on PyPI and could not be audited: {name} (1)"}


def audited(*packages: object) -> Audit:
    found = read(json.dumps({"dependencies": packages, "fixes": []}))
    assert found is not None
    return found


def test_packages_without_known_weaknesses_are_well() -> None:
    found = audited(WELL_KNOWN, WELL_KNOWN)
    assert (found.status, told(found)) == (WELL, "Of 2 packages no weakness is known.")


def test_weakness_is_told_with_its_names_and_what_mends_it() -> None:
    found = audited(WELL_KNOWN, PIERCED)
    first, second, *rest = told(found).splitlines()
    assert found.status == WEAK
    assert first.startswith(
        "aiohttp 3.14.5: PYSEC-2026-1, CVE-2026-1, mended in 3.14.6 or 3.15.0. A header[31m is"
    )
    assert len(first) < 300
    assert second == "aiohttp 3.14.5: PYSEC-2026-2, not mended in any version yet. A body is."
    assert rest[0].startswith("1 of 2 packages have known weaknesses.")


@pytest.mark.parametrize("packages", [(), (stranger("yarl"), stranger("aiohttp"))])
def test_where_nothing_was_audited_nothing_is_called_well(packages: tuple[object, ...]) -> None:
    found = audited(*packages)
    said = told(found)
    assert found.status == UNKNOWN
    assert said.startswith("The advisory service (of PyPI) did not answer: ")
    assert f"none of {len(packages)} packages" in said
    assert "nothing is known, good or bad" in said
    assert "no weakness" not in said


def test_what_was_not_asked_of_is_named_beside_what_was() -> None:
    found = audited(WELL_KNOWN, stranger("our-own"))
    assert found.status == UNKNOWN
    assert told(found).endswith("\nNothing is known of 1 more: our-own.")
    assert audited(PIERCED, stranger("our-own")).status == WEAK


@pytest.mark.parametrize(
    "output", ["", "ERROR", "[]", "null", '{"dependencies": 1}', '{"dependencies": [{}]}']
)
def test_what_is_no_audit_is_no_good_news(output: str) -> None:
    assert read(output) is None
    assert unanswered("it was out of reach").startswith(
        "The advisory service (of PyPI) did not answer: it was"
    )
