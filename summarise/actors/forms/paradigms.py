"""Endings of names by case, as grammars of Russian and Ukrainian give them, and how a word takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Cases = tuple[tuple[str, ...], ...]
"""Genitive, dative, accusative, instrumental and locative of a word, each in its variants."""

Part = Literal["given", "surname"]
CASES = 5

Row = tuple[str, int, str]
"""Endings of the nominative, letters cut, and the endings of the five cases: `/` between variants, `-` for
none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """Nominatives with one of these endings lose `cut` letters and take the endings of the cases."""

    endings: tuple[str, ...]
    cut: int
    cases: Cases


@dataclass(frozen=True, kw_only=True, slots=True)
class Grammar:
    """A language's patterns, the first that fits first. `adjectives` and `things` are of organisations."""

    he_given: Sequence[Pattern]
    he_surname: Sequence[Pattern]
    she_given: Sequence[Pattern]
    she_surname: Sequence[Pattern]
    adjectives: Sequence[Pattern]
    things: Sequence[Pattern]
    stems: dict[str, str]
    """Given names that lose a vowel: the stem of the other cases."""

    def of(self, part: Part, *, she: bool) -> Sequence[Pattern]:
        """The patterns of given names or of surnames."""
        if part == "given":
            return self.she_given if she else self.he_given
        return self.she_surname if she else self.he_surname


def grammar(*, stems: dict[str, str], **tables: Sequence[Row]) -> Grammar:
    """A grammar from tables as grammars print them."""
    return Grammar(stems=stems, **{name: tuple(map(_pattern, rows)) for name, rows in tables.items()})


def _pattern(row: Row) -> Pattern:
    endings, cut, cases = row
    return Pattern(
        endings=tuple(endings.split()),
        cut=cut,
        cases=tuple(tuple(one.strip("-") for one in case.split("/")) for case in cases.split()),
    )


def declined(word: str, known: Sequence[Pattern], stems: dict[str, str] | None = None) -> Cases | None:
    """The cases of a word that some pattern fits; None for one that has no cases.

    Of a word with hyphens the last part alone is declined.
    """
    head, hyphen, last = word.rpartition("-")
    small = last.lower()
    for pattern in known:
        if small.endswith(pattern.endings) and len(small) > pattern.cut:
            stem = (stems or {}).get(small, last[: len(last) - pattern.cut])
            stem = head + hyphen + last[0] + stem[1:]
            return tuple(tuple(stem + ending for ending in case) for case in pattern.cases)
    return None


def unchanged(word: str) -> Cases:
    """A word that is the same in every case."""
    return ((word,),) * CASES
