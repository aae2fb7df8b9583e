"""How likely two articles tell one event: features of the pair, and a logistic over them."""

from collections.abc import Iterable, Mapping
from math import log
from typing import Final

from summarise.stories.weighing import Sketch, Vector, Weighed

SHORT: Final = 30
"""Terms up to which an article is short: there, names that differ speak loudest."""

ENOUGH: Final = 2 / 3
"""From this share of the shorter list of names on, the names agree wholly."""

ONE_SIDED: Final = 0.4
"""How far names agree where only one of the two articles has any."""

LEAST: Final = 0.03
"""What is added to a similarity before its logarithm is taken."""

USUAL_CROWD: Final = 0.04
"""How near an article comes to another of its candidates, where that is not known."""

MEASURED: Final = (
    "body", "lead", "title", "bigrams", "numbers", "names", "top_names", "actors", "coverage",
    "lead_covered", "lead_half_covered", "title_covered", "title_in_lead",
    "titled", "both_numbers", "both_names", "both_actors", "names_agree", "names_differ_shortly",
    "year_clashes", "year_shared", "lead_year_clashes", "shorter", "longer", "common", "crowd",
    "beside", "lead_beside",
)  # fmt: skip
"""What is measured of a pair."""

CORE: Final = (
    "body", "lead", "title", "bigrams", "numbers", "names", "actors", "coverage", "lead_covered",
    "lead_half_covered", "beside", "lead_beside",
)  # fmt: skip
"""What counts otherwise for longer articles (`… by length`) and for those without a title (`… untitled`)."""

CURVED: Final = (
    "body", "lead", "bigrams", "names", "numbers", "coverage", "lead_half_covered", "beside", "lead_beside",
)  # fmt: skip
"""What counts by its logarithm, too (`log …`)."""

FEATURES: Final = (
    *MEASURED,
    *(f"{name} by length" for name in CORE),
    *(f"{name} untitled" for name in CORE),
    *(f"log {name}" for name in CURVED),
)

USUAL_LENGTH: Final = 4.0
"""The logarithm of an opening's terms, from which `… by length` counts."""

_CORE_AT = tuple(MEASURED.index(name) for name in CORE)
_CURVED_AT = tuple(MEASURED.index(name) for name in CURVED)
_SHORTER, _TITLED = MEASURED.index("shorter"), MEASURED.index("titled")


def features(one: Weighed, other: Weighed, crowd: float) -> tuple[float, ...]:
    """The pair's features in the order of FEATURES, the same for both orders of the pair."""
    measured = _measured(one, other, crowd)
    longer_by, untitled = measured[_SHORTER] - USUAL_LENGTH, 1.0 - measured[_TITLED]
    core = [measured[at] for at in _CORE_AT]
    return (
        *measured,
        *(value * longer_by for value in core),
        *(value * untitled for value in core),
        *(log(LEAST + measured[at]) for at in _CURVED_AT),
    )


def measured_in(feature: str) -> str:
    """Which of MEASURED a feature is made of."""
    return feature.removeprefix("log ").removesuffix(" by length").removesuffix(" untitled")


def body_likeness(one: Sketch, other: Sketch) -> float:
    """The cosine of the two bodies, 0 to 1."""
    return _cosine(one.body, other.body)


def _measured(one: Weighed, other: Weighed, crowd: float) -> tuple[float, ...]:
    shared, led = one.body.keys() & other.body.keys(), one.lead.keys() & other.lead.keys()
    body, lead = _product(one.body, other.body, shared), _product(one.lead, other.lead, led)
    # each may be weighed by other counts
    common = min(sum(each.body_rarity[term] for term in shared) for each in (one, other))
    coverage = common / (min(one.body_sum, other.body_sum) or 1.0)
    leads = (
        _covered(one.lead_rarity, one.lead_sum, other.body),
        _covered(other.lead_rarity, other.lead_sum, one.body),
    )
    agree = _names_agree(one, other)
    titled = bool(one.title and other.title)
    actors, others = one.trace.actors, other.trace.actors
    named = one.called | other.called
    return (
        body,
        lead,
        _cosine(one.title, other.title),
        _cosine(one.bigrams, other.bigrams),
        _cosine(one.numbers, other.numbers),
        _cosine(one.names, other.names),
        _held(one.top_names, other.names) + _held(other.top_names, one.names),
        len(actors & others) / len(actors | others) if actors and others else 0.0,
        min(1.0, coverage),
        max(leads),
        min(leads),
        _titles_covered(one, other),
        _titles_in_leads(one, other) if titled else 0.0,
        float(titled),
        float(bool(one.numbers and other.numbers)),
        float(bool(one.names and other.names)),
        float(bool(actors and others)),
        agree,
        (1 - agree) * SHORT / max(SHORT, one.length, other.length),
        _clash(one.years, other.years),
        float(not one.years.isdisjoint(other.years)),
        _clash(one.lead_years, other.lead_years),
        log(1 + min(one.length, other.length)),
        log(1 + max(one.length, other.length)),
        (one.common + other.common) / 2,
        crowd,
        _beside(body, _product(one.body, other.body, shared & named), one.body_beside * other.body_beside),
        _beside(lead, _product(one.lead, other.lead, led & named), one.lead_beside * other.lead_beside),
    )


def _beside(whole: float, named: float, lengths: float) -> float:
    """The cosine without the words that the actors are called by: alike whatever those do."""
    return max(0.0, whole - named) / lengths if lengths else 0.0


def _cosine(one: Vector, other: Vector) -> float:
    return _product(one, other, one.keys() & other.keys())


def _product(one: Vector, other: Vector, terms: Iterable[str]) -> float:
    return sum(one[term] * other[term] for term in terms)


def _covered(rarity: Vector, whole: float, body: Mapping[str, float]) -> float:
    """Which part of these words' weight the other article says, too."""
    return sum(rarity[term] for term in rarity.keys() & body.keys()) / whole if whole else 0.0


def _titles_covered(one: Weighed, other: Weighed) -> float:
    covered = [
        _covered(titled.title_rarity, titled.title_sum, told.body)
        for titled, told in ((one, other), (other, one))
        if titled.title
    ]
    return sum(covered) / len(covered) if covered else 0.0


def _titles_in_leads(one: Weighed, other: Weighed) -> float:
    mine = _covered(one.title_rarity, one.title_sum, other.lead)
    return (mine + _covered(other.title_rarity, other.title_sum, one.lead)) / 2


def _held(top: tuple[str, ...], names: Vector) -> float:
    """Which half of the other's top names this one has."""
    return sum(name in names for name in top) / len(top) / 2 if top else 0.0


def _clash(one: frozenset[str], other: frozenset[str]) -> float:
    return float(bool(one and other) and one.isdisjoint(other))


def _names_agree(one: Weighed, other: Weighed) -> float:
    """A common actor is no sign of one event, but articles without a common one, and no names, are of two."""
    if one.names and other.names:
        shared = len(one.names.keys() & other.names.keys())
        return min(1.0, shared / min(len(one.names), len(other.names)) / ENOUGH)
    actors, others = one.trace.actors, other.trace.actors
    if actors and others and actors.isdisjoint(others):
        return 0.0
    return ONE_SIDED if one.names or other.names else 1.0
