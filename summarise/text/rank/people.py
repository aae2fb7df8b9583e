"""Who is introduced and who is only referred to: "Anna Berg" first, "Berg" or "Ms Berg" after."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from summarise.text.words import word_set

_SHORTEST = 3
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x2000))))
_RUN = re.compile(
    rf"[{_CAPITALS}][\w’'-]*(?: (?:(?:de|van|von|der|al|bin|el|la|du|da|di) )?[{_CAPITALS}][\w’'-]*)*"
)
_TITLES = word_set(
    "mr mrs ms miss sir lord lady dr prof president senator sen rep gov king queen prince princess pope"
    " minister judge justice general gen col lt sgt herr frau monsieur madame señor señora"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """For each sentence, how many it names in full who go by surname elsewhere, and how many by surname.

    `order` is from -1 (every surname comes before its full name) to 1 (after it), 0 where nothing tells;
    `people` is on how many that stands.
    """

    introduced: tuple[int, ...]
    referred: tuple[int, ...]
    order: float
    people: int


def naming(sentences: Sequence[str]) -> Naming:
    """Who is introduced where in these sentences, taken in the order given."""
    full, bare = _places(sentences)
    introduced, referred = [0] * len(sentences), [0] * len(sentences)
    score = people = 0
    for surname, introductions in full.items():
        references = set(bare.get(surname, ())) - set(introductions)
        if not references:
            continue
        for at in set(introductions):
            introduced[at] += 1
        for at in references:
            referred[at] += 1
        people += 1
        score += 1 if introductions[0] <= bare[surname][0] else -1
    return Naming(tuple(introduced), tuple(referred), score / people if people else 0.0, people)


def _places(sentences: Sequence[str]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """For each surname, the numbers of the sentences with its full name, and of those with it alone."""
    full: defaultdict[str, list[int]] = defaultdict(list)
    bare: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(sentences):
        for match in _RUN.finditer(text):
            run = match[0].replace("’s", "").replace("'s", "").split(" ")
            surname = run[-1].rstrip("’'-")
            if len(surname) >= _SHORTEST and surname[0].isupper():
                alone = len(run) == 1 or (len(run) == 2 and run[0].lower() in _TITLES)
                (bare if alone else full)[surname].append(at)
    return full, bare
