"""Titles of office: they mean who holds the office on the article's day, unless a neighbour says other."""

import re
from typing import Final

from summarise.actors.fold import folded_name
from summarise.actors.headlines import VERBS
from summarise.actors.index import Sense
from summarise.actors.lexicon import ANY_HOLDER, GIVEN_NAMES, HOUSEHOLDS, NOT_THE_HOLDER, NOT_YET
from summarise.actors.match.page import Finding, Page
from summarise.actors.match.profile import Profile
from summarise.actors.match.vetoes import vetoed
from summarise.actors.neighbours import (
    followed_by,
    is_germanic,
    is_possessive,
    is_unnamed,
    preceded_by,
    small,
)

_THE_OFFICE: Final = re.compile(
    r"\b(?:becom(?:e|es|ing)|became|elected|elect|appointed|named|sworn in|inaugurated|nominated|re-elected"
    r"|serv(?:e|ed|es|ing)|worked|tenure|term|stint|career|time|role|post|job|position|office|duties|years?)"
    r"(?: (?:as|of|to be))?(?: the)?(?: (?:next|new|first|country's|nation's))?\s\Z"
    r"|(?:\b(?:be|being|been|is|was|are|were|as|not|i'm)|['’]re|['’]m)\s\Z"
    r"|\b(?:runs?|ran|running|campaign|bid|candidates?|candidacy|election) (?:for|to become|as|of)"
    r"(?: the)?\s\Z",
    re.IGNORECASE,
)
_ANOTHER_TIME: Final = re.compile(r",? (?:from|between|until) (?:\w+ )?(\d{4})\b|,? \((?:\w+ )?(\d{4})\b")
_OTHERS_BEFORE: Final = re.compile(r"\b(\w+)[ -](?:[a-z][\w-]+ )?(?:the )?\Z")
_APPOSED: Final = re.compile(r", ([^\W\d_][\w’'-]+) ([^\W\d_][\w’'-]+)")
_NAMED_BEFORE: Final = re.compile(r"([^\W\d_][\w’'-]+) ([^\W\d_][\w’'-]+), (?:the )?\Z")
_CLOSES: Final = frozenset(",.;")
_LOOSE: Final = NOT_THE_HOLDER - frozenset(
    {"first", "late", "then", "next", "past", "self", "under", "would", "likely"}
)
_ONCE: Final = re.compile(r", (?:then|formerly|previously|once|at the time)(?: the)? \Z")
_AT_THE_TIME: Final = re.compile(r" (?:at the time|at that time|until then|in those days)\b")
_OF_SEVERAL: Final = re.compile(r"(?:.* )?deputy (?:\w+ )?minister\b(?<!prime minister)", re.IGNORECASE)
_REACH, _ONCE_REACH = 48, 24


def title(page: Page, start: int, end: int, sense: Sense) -> Finding:
    """What a title means: its holder on the day, or the reason why not."""
    text, known = page.text, page.profiles.of(sense.actor)
    if sense.office is None or not sense.office.held_on(page.on):
        return Finding(start, end, (sense,), "title", "not held")
    following = followed_by(text, end)
    if _OF_SEVERAL.match(text, start, end) and small(following) not in known.names:
        return Finding(start, end, (sense,), "title", "several")
    reason = (
        vetoed(text, start, end, known, following)
        or _before(text, start, end, following)
        or (_after(text, start, end, known, following) if following else None)
        or _apposed(text, start, end, known)
    )
    return Finding(start, end, (sense,), "title", *(reason or ("title", "")))


def _before(text: str, start: int, end: int, following: str) -> tuple[str, str] | None:
    before = preceded_by(text, start)
    if not before:
        return None
    if _ONCE.search(text, max(0, start - _ONCE_REACH), start):
        return "other holder", "then"
    bare = small(before)
    if bare in NOT_THE_HOLDER or bare in ANY_HOLDER:
        return "other holder", before
    if bare in GIVEN_NAMES and before[0].isupper() and " " not in text[start:end]:
        return "other name", before
    head = text[max(0, start - _REACH) : start]
    if before.islower() and (found := _OTHERS_BEFORE.search(head)) and folded_name(found[1]) in _LOOSE:
        return "other holder", found[1]
    if bare == "as" and small(following) in VERBS:  # "as US President calls for talks"
        return None
    return ("office", "") if _THE_OFFICE.search(head) else None


def _after(text: str, start: int, end: int, known: Profile, following: str) -> tuple[str, str] | None:
    bare = small(following)
    possessive = is_possessive(text, end)
    if bare in NOT_YET:
        return "not yet", following
    if not possessive and (bare in HOUSEHOLDS or _is_other_name(text, start, end, following, known)):
        return "other name", following
    if _AT_THE_TIME.match(text, end):
        return "office", ""
    years = _ANOTHER_TIME.match(text, end)
    return ("office", years[0]) if years else None


def _is_other_name(text: str, start: int, end: int, following: str, known: Profile) -> bool:
    """Whether the word after the title begins a name that is not the holder's."""
    if not following[0].isupper():
        return False
    bare = small(following)
    if bare not in known.names:
        if bare in GIVEN_NAMES:
            return True
        if is_unnamed(following) or (following.isupper() and text[start:end].isupper()):
            return False
        return not is_germanic(text, start, end)
    if bare not in known.first_names:
        return False
    last = followed_by(text, end + 1 + len(following))
    return last[:1].isupper() and not last.isupper() and small(last) not in known.names


def _apposed(text: str, start: int, end: int, known: Profile) -> tuple[str, str] | None:
    """Whether somebody else is named beside the title: "the prime minister, Ann Roe," and the other way."""
    closing = text[end : end + 1]
    if closing not in _CLOSES or not closing:
        return None
    found = _APPOSED.match(text, end) if closing == "," else None
    if found is None and ", " in text[max(0, start - 6) : start]:
        found = _NAMED_BEFORE.search(text, max(0, start - _REACH), start)
    if found is None or not (found[1][0].isupper() and found[2][0].isupper()):
        return None
    if small(found[1]) not in GIVEN_NAMES or small(found[2]) in known.names:
        return None
    return "other name", f"{found[1]} {found[2]}"
