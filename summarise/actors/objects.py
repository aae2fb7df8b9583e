"""What the words before a name make of its bearer: an object of the verb, or the label of a quote."""

import re
from typing import Final

from summarise.actors.clause import Words, clause_before, is_name, is_verb, phrase_start
from summarise.actors.cues import (
    AUXILIARIES,
    AUXILIARIES_ELSEWHERE,
    BE,
    DETERMINERS,
    EXPECTING,
    PREPOSITIONS,
    RELATIVE,
)
from summarise.model import Role

MARKS: Final = frozenset(',"“”„«»–—-')
"""Marks that stand between a quote and who speaks it."""

DONE_IN_FRENCH: Final = re.compile(r"[^\W\d]+(?:é|ée|és|u|is|it|ert)")
"""The participles that make French "a" a verb."""

_SHORTEST_HEADLINE = 3


def acted_on(before: Words) -> Role:
    """The role of a name after these words: the object of the main verb, or nothing."""
    verb = before[-1] if before else ""
    clause = clause_before(before)
    if not clause or not verb[0].islower() or not RELATIVE.isdisjoint(word.lower() for word in clause):
        return "mention"
    previous = clause[-2].lower() if len(clause) > 1 else ""
    if previous == "to":
        return "subject" if clause[-3:-2] and _expects(clause[-3]) else "mention"
    if previous == "a" and DONE_IN_FRENCH.fullmatch(verb):
        return "subject"
    if previous in DETERMINERS or previous in PREPOSITIONS:
        return "mention"
    if verb.endswith("ing"):
        return "mention" if BE.isdisjoint(clause[-3:-1]) else "subject"
    return (
        "subject"
        if previous in AUXILIARIES or previous in AUXILIARIES_ELSEWHERE or is_verb(verb)
        else "mention"
    )


def _expects(word: str) -> bool:
    """Whether "to" and a verb after this word are what its sentence tells: "is due to", "X to"."""
    return word in EXPECTING or word.endswith("ed") or word[0].isupper()


def has_subject(before: Words) -> bool:
    """Whether a name stands before the verb that ends these words: then the next name is its object."""
    at = len(before) - 2
    while at > 0 and (before[at] == "a" or before[at] in AUXILIARIES_ELSEWHERE):
        at -= 1
    if at < 0 or not is_name(before[at]):
        return False
    start = phrase_start(before, at + 1)
    return start == 0 or before[start - 1].lower() not in PREPOSITIONS


def labels(before: Words, after: Words) -> bool:
    """Whether the name labels what is said: "X: …", "…: X" at the end of a headline, “…” – X."""
    if not before:
        return len(after) > 1 and after[0] == ":"
    if after and after != ["."]:
        return False
    if before[-1] == "so":
        return len(before) > 1 and before[-2] in MARKS
    if before[-1] == ":":
        return len(before) > _SHORTEST_HEADLINE
    return before[-1] in "–—" and len(before) > 1 and before[-2] in '”"»“'
