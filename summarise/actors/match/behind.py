"""What the words after a bare surname say of it."""

import re
from typing import Final

from summarise.actors.callings import TIMES
from summarise.actors.headlines import VERBS
from summarise.actors.lexicon import FIRST_WORDS, GIVEN_NAMES, GOVERNING, PLAYED, UNITED_STATES, WORDPLAYS
from summarise.actors.match.profile import Profile
from summarise.actors.match.things import organisation_after
from summarise.actors.namesakes import ATTRIBUTED
from summarise.actors.neighbours import (
    begins_sentence,
    followed_by,
    in_title_case,
    is_germanic,
    is_possessive,
    is_unnamed,
    small,
)

Reason = tuple[str, str]

_STATE: Final = re.compile(r", (?:(?:North|South|West|New) )?([A-Z][a-z]+)(?=[,.;:!?)\n]|\Z)")
_FIRM: Final = frozenset(
    {
        "Co",
        "Co.",
        "Sons",
        "Son",
        "Partners",
        "Associates",
        "Company",
        "Friends",
        "Brothers",
        "Bros",
        "Daughters",
    }
)
_ARTICLES: Final = (" the ", " a ", " an ", "the ")
_LONGEST_ARTICLE: Final = 5


def after_it(text: str, start: int, end: int, known: Profile, following: str) -> Reason | None:
    """Why the words after the surname at [start, end) tell that it is nobody's here, and which; else None."""
    if state := state_after(text, end):
        return "place", state
    if " & " in (text[end : end + 3], text[start - 3 : start]) and _is_firm(text, start, end):
        return "organisation", "&"
    if not following:
        return None
    name = small(text[start:end])
    if not following[0].isupper():
        return _small_after(text, start, end, name, following)
    if f"{name} {small(following)}" in WORDPLAYS and not is_possessive(text, end):
        return "wordplay", following
    if suffix := organisation_after(text, end, following, known.names):
        return "organisation", suffix
    if is_possessive(text, end) or is_unnamed(following):
        return None
    if following.isupper():
        return _acronym_after(text, start, end, following)
    return _name_after(text, start, end, known, following)


def _name_after(text: str, start: int, end: int, known: Profile, following: str) -> Reason | None:
    """Whether a capitalised word makes of the surname somebody else's first name: "Trump Smith"."""
    bare = small(following)
    if bare in known.names:
        return _other_of_the_house(text, end, known, following)
    if bare in TIMES or bare in GOVERNING:
        return None
    if small(text[start:end]) in GIVEN_NAMES:
        return "first name", following
    goes_on = not in_title_case(text, start, end) and not is_germanic(text, start, end)
    return ("first name", following) if goes_on else None


def state_after(text: str, end: int) -> str:
    """The state of the USA after a comma, as in "Clinton, Iowa"; else empty."""
    if not text.startswith(", ", end):
        return ""
    found = _STATE.match(text, end)
    return found[1] if found and small(found[1]) in UNITED_STATES else ""


def _small_after(text: str, start: int, end: int, name: str, following: str) -> Reason | None:
    if following in PLAYED and f"{name} {following}" in WORDPLAYS and not is_possessive(text, end):
        return "wordplay", following
    if following in FIRST_WORDS and name == "kurz" and begins_sentence(text, start):
        return "wordplay", following
    return attributed(text, start, end, following)


def attributed(text: str, start: int, end: int, following: str) -> Reason | None:
    """Whether the name is an attribute of a family or a firm: "the Macron sportswear company"."""
    if is_possessive(text, end):
        return None
    if following in ATTRIBUTED:
        return "attribute", following
    if not text[max(0, start - _LONGEST_ARTICLE) : start].lower().endswith(_ARTICLES) or following in VERBS:
        return None
    second = followed_by(text, end + 1 + len(following))
    return ("attribute", f"{following} {second}") if second in ATTRIBUTED else None


def _acronym_after(text: str, start: int, end: int, following: str) -> Reason | None:
    shouted = text[start:end].isupper() or in_title_case(text, start, end)
    single = len(following.strip(".")) == 1
    return None if shouted or single else ("organisation", following)


def _other_of_the_house(text: str, end: int, known: Profile, following: str) -> Reason | None:
    """Whether, after a surname that comes first and a part of the actor's name, another part follows."""
    if not known.surname_first:
        return None
    after = end + 1 + len(following)
    if text[after : after + 1] in ("-", "‐", "‑"):
        return "first name", following
    last = followed_by(text, after)
    if not last[:1].isupper() or last.isupper() or small(last) in known.names or is_unnamed(last):
        return None
    return "first name", f"{following} {last}"


def _is_firm(text: str, start: int, end: int) -> bool:
    """Whether "&" makes a firm of the surname: "Johnson & Johnson", "Price & Sons"."""
    name = text[start:end]
    twice = text.startswith(name, end + 3) or text.endswith(name, 0, start - 3)
    return twice or followed_by(text, end + 2) in _FIRM
