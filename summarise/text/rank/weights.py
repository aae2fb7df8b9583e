"""What each feature of a sentence is worth, and how that was found.

`SHIPPED` was fitted on the ROUGE 1 and 2 of four public sets of news summaries together (one article and
three sentences, one and one, openings of three articles and three, several whole articles and nine) and of a
copy of the first with each article's sentences shuffled: by groups on resampled halves, averaged, then by
coordinate search from there. The weights of `signs` are logistic regressions of "this order was the author's"
and of "the first sentences were good ones" over those articles, other news, and shuffled copies of all.
docs/design/ranking.md has the figures, held-out ones too, and what each group earns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """A sentence's merit is linear in its features (`text.rank.features` has them by name).

    `always` count in full, `in_order` by how far the article's order is trusted, `out_of_order` by how far it
    is not; `signs` (`text.rank.order`) make that trust, with "given" beforehand. `likeness` is lost by
    whoever is the double of a chosen sentence, `coverage` by whoever has only words that were chosen. Two
    sentences with `same` of the shorter's words in common say the same; `most` is the part of the words given
    that a summary may have. `stale` is lost for each day before the last report, up to four; `wanted` is
    earned by naming an actor asked for and `quote` by quoting, where quotes were.
    """

    always: Mapping[str, float]
    in_order: Mapping[str, float]
    out_of_order: Mapping[str, float]
    signs: Mapping[str, float]
    likeness: float
    coverage: float
    same: float
    most: float
    stale: float
    wanted: float
    quote: float

    def without(self, group: str) -> "Weights":
        """The same weights with that one of GROUPS counting nothing; KeyError for another name."""
        names = GROUPS[group]
        return replace(
            self,
            always=_less(self.always, names),
            in_order=_less(self.in_order, names),
            out_of_order=_less(self.out_of_order, names),
            **_NEUTRAL.get(group, {}),  # type: ignore[arg-type]
        )


def _less(weights: Mapping[str, float], names: frozenset[str]) -> Mapping[str, float]:
    return MappingProxyType({name: weight for name, weight in weights.items() if name not in names})


SHIPPED: Final = Weights(
    always=MappingProxyType(
        {
            "size": 2.00,
            "long": -0.72,
            "alone": -0.87,
            "shared": 0.46,
            "told": 0.29,
            "centroid": 0.57,
            "lexrank": -0.27,
            "twin": -0.30,
            "title": 0.28,
            "titles": 0.80,
            "title_pairs": 0.95,
            "support": 0.17,
            "own": -0.58,
            "others": -0.26,
            "capitals": -0.51,
            "quoted": 0.24,
            "opens_quoted": -0.10,
            "digits": 0.06,
            "colon": -0.31,
            "definite": 0.20,
            "refers": -0.10,
            "introduces": -0.27,
        }
    ),
    in_order=MappingProxyType(
        {
            "near_top": 1.02,
            "first": -0.17,
            "second": 0.18,
            "like_first": 0.21,
        }
    ),
    out_of_order=MappingProxyType(
        {
            "introduces": 0.29,
            "size": 0.13,
            "title": 0.83,
            "shared": -0.09,
        }
    ),
    signs=MappingProxyType(
        {
            "cohesion": 2.23,
            "trend": 1.32,
            "top": 1.26,
            "lede": 0.76,
            "names": 2.75,
            "introductions": 1.04,
            "first_refers": -0.12,
            "first_dangles": -1.44,
            "first_definite": 0.06,
            "first_new": 0.90,
            "first_speaks": -1.26,
            "articles": 1.13,
            "quotations": 1.75,
            "given": -0.65,
        }
    ),
    likeness=0.46,
    coverage=0.33,
    same=0.64,
    most=0.56,
    stale=0.4,
    wanted=1.5,
    quote=1.0,
)
"""The one configuration for everything."""

GROUPS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "position": frozenset({"near_top", "first", "second", "like_first"}),
        "order": frozenset(),
        "centrality": frozenset({"centroid", "lexrank", "twin"}),
        "shared words": frozenset({"shared", "told", "alone"}),
        "titles": frozenset({"title", "titles", "title_pairs"}),
        "other articles": frozenset({"support"}),
        "length": frozenset({"size", "long"}),
        "voice": frozenset({"own", "others", "quoted", "opens_quoted"}),
        "looks": frozenset({"capitals", "digits", "colon", "definite"}),
        "people": frozenset({"introduces", "refers"}),
        "repetition": frozenset(),
        "stopping": frozenset(),
    }
)
"""What can be left out together, by name: for ablation tables. Without "order" every order is trusted."""

_TRUSTING = 9.0
_NEUTRAL: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "order": {"signs": MappingProxyType({"given": _TRUSTING})},
        "repetition": {"likeness": 0.0, "coverage": 0.0, "same": 1.01},
        "stopping": {"most": 1.0},
    }
)
