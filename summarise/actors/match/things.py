"""What is named after somebody: an organisation, a street, an airport."""

from typing import Final

from summarise.actors.lexicon import ORGANISATION_SUFFIXES, SUFFIX_LEADS
from summarise.actors.namesakes import THINGS_NAMED
from summarise.actors.neighbours import NO_PART_OF_A_NAME, followed_by, is_possessive, small

_MOST_BETWEEN: Final = 2


def organisation_after(text: str, end: int, first: str, own: frozenset[str]) -> str:
    """The words that make of the name before them an organisation's, a street's or a son's; else empty.

    `first` is the word right after the name; none of `own`, the words of the name, tells anything.
    """
    if not first[0].isupper() or is_possessive(text, end):
        return ""
    known = small(first)
    if known in own:
        further = followed_by(text, text.find(first, end) + len(first))
        return f"{first} {further}" if further[:1].isupper() and small(further) in THINGS_NAMED else ""
    if known in ORGANISATION_SUFFIXES:
        return first
    if known in SUFFIX_LEADS:
        second = followed_by(text, text.find(first, end) + len(first))
        if second[:1].isupper() and small(second) in ORGANISATION_SUFFIXES | SUFFIX_LEADS:
            return f"{first} {second}"
    return _thing_after(text, end, first)


def _thing_after(text: str, end: int, first: str) -> str:
    """The words that end in what is named after people: "Intercontinental Airport", "Welcome Center"."""
    words = [first]
    at = text.find(first, end) + len(first)
    for _ in range(_MOST_BETWEEN):
        if (
            small(words[-1]) in NO_PART_OF_A_NAME
            or words[-1][-1] == "."
            or words[-1][:1].islower()
            or is_possessive(text, at)
        ):
            return ""
        following = followed_by(text, at)
        if not following[:1].isupper():
            return ""
        words.append(following)
        if small(following) in THINGS_NAMED:
            return " ".join(words)
        at += 1 + len(following)
    return ""
