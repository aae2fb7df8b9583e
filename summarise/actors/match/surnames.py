"""Bare surnames: whose they are, as far as the words beside them tell."""

import re
from typing import Final

from summarise.actors.callings import CALLINGS, TIMES
from summarise.actors.catalogue import Actor
from summarise.actors.index import Rule, Sense
from summarise.actors.lexicon import (
    DEPUTIES,
    GIVEN_NAMES,
    GOVERNING,
    HERS,
    HIS,
    NAMED_AFTER,
    NO_NAMES,
    OPENERS,
    PLAYED,
    RANKS_OF_MANY,
    RANKS_OF_OTHERS,
    UNITED_STATES,
    WORDPLAYS,
)
from summarise.actors.match.page import PENDING, Finding, Page
from summarise.actors.match.profile import Profile
from summarise.actors.match.vetoes import plural, vetoed
from summarise.actors.neighbours import (
    followed_by,
    in_title_case,
    is_germanic,
    is_other_given_name,
    is_possessive,
    is_romance,
    organisation_after,
    preceded_by,
    small,
)
from summarise.text.words import stop_words

Reason = tuple[str, str]

_PARTICLE: Final = re.compile(
    r"(?:\A|[^\w-])((?:al|el|ad|as|ul|ur)[-‐‑]|(?:Al|El|al|el|de|van|von|bin)[ -])\Z"
)
_STATE: Final = re.compile(r", (?:(?:North|South|West|New) )?([A-Z][a-z]+)(?=[,.;:!?)\n]|\Z)")
_CALLED: Final = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir) [a-z]+ (?:named|nicknamed|christened)\s\Z"
)
_DOUBLE: Final = re.compile(r"(\w[\w’']*)[ \u00a0](\w[\w’']*[-‐‑])?\Z")
_HYPHENS: Final = frozenset("-‐‑")
_PARTICLES_END: Final = frozenset({"l ", "L ", "e ", "n "})
_ARTICLES: Final = frozenset({"the", "a", "an", "another", "every", "any"})
_ENDS_PHRASE: Final = re.compile(
    r"[.,;!?)]|\Z|\n| (?:of|in|on|at|to|is|was|are|has|had|and|or|who|that|from|for|with)\b"
)
_REACH = 48
_NO_SECOND_NAMES: Final = (NO_NAMES, OPENERS, TIMES, GOVERNING, stop_words("en"))


def surname(page: Page, start: int, end: int, sense: Sense) -> Finding:
    """What a surname means: the actor by their first name or rank, pending on the article, or the veto."""
    text, actor, senses = page.text, sense.actor, (sense,)
    known = page.profiles.of(actor)
    following = followed_by(text, end)
    if (
        reason := vetoed(text, start, end, known, following)
        or plural(text, start, end, known)
        or _followed(text, start, end, known, following)
    ):
        return Finding(start, end, senses, "surname", *reason)
    begin = start
    if (text[start - 1 : start] in _HYPHENS or text[start - 2 : start] in _PARTICLES_END) and (
        particle := _PARTICLE.search(text, max(0, start - 5), start)
    ):
        begin = particle.start(1)
    before = preceded_by(text, begin)
    if not before:
        reason = _doubled(text, begin, end)
        return Finding(start, end, senses, "surname", *(reason or (PENDING, "")))
    bare = small(before)
    if bare in known.first_names or (bare[1:2] == "." and bare[0] in known.first_names):
        first = begin - 1 - len(before)
        ahead = preceded_by(text, first) if before[-1] == "." else ""
        if (
            ahead
            and small(ahead)[:1] not in known.first_names
            and is_other_given_name(text, first, end, ahead)
        ):
            return Finding(start, end, senses, "surname", "other first name", f"{ahead} {before}")
        return Finding(first, end, senses, "name", "full")
    if reason := _other_before(text, begin, end, before, page, actor) or _doubled(text, begin, end):
        return Finding(start, end, senses, "surname", *reason)
    if is_other_given_name(text, begin, end, before) and not (
        before == "M." and is_romance(text, begin, end)
    ):
        first = begin - 1 - len(before)
        middle = preceded_by(text, first)
        if middle and small(middle) in known.first_names and not _is_other_initial(bare, known):
            return Finding(first - 1 - len(middle), end, senses, "name", "full")
        return Finding(start, end, senses, "surname", "other first name", before)
    if CALLINGS.isdisjoint(bare.split()):
        return Finding(start, end, senses, "surname", PENDING)
    return Finding(start, end, senses, *_ranked(text, begin, before, known.ranks_by(page.on)))


def _followed(text: str, start: int, end: int, known: Profile, following: str) -> Reason | None:
    if text.startswith(", ", end) and (found := _STATE.match(text, end)) and small(found[1]) in UNITED_STATES:
        return "place", found[1]
    if (text[end : end + 3] == " & " or text[start - 3 : start] == " & ") and _is_firm(text, start, end):
        return "organisation", "&"
    if not following:
        return None
    if not following[0].isupper():
        played = following in PLAYED and f"{small(text[start:end])} {following}" in WORDPLAYS
        return ("wordplay", following) if played else None
    if f"{small(text[start:end])} {small(following)}" in WORDPLAYS:
        return "wordplay", following
    if suffix := organisation_after(text, end, following, known.names):
        return "organisation", suffix
    if following.isupper() or is_possessive(text, end):
        return None
    bare = small(following)
    if any(bare in words for words in _NO_SECOND_NAMES) or bare in known.names:
        return None
    if small(text[start:end]) in GIVEN_NAMES:
        return "first name", following
    goes_on = not in_title_case(text, start, end) and not is_germanic(text, start, end)
    return ("first name", following) if goes_on else None


def _is_firm(text: str, start: int, end: int) -> bool:
    """Whether "&" makes a firm of the surname: "Johnson & Johnson", "Price & Sons"."""
    name = text[start:end]
    twice = text.startswith(name, end + 3) or text.endswith(name, 0, start - 3)
    return twice or followed_by(text, end + 2) in ("Co", "Co.", "Sons", "Partners", "Associates", "Company")


def _other_before(text: str, start: int, end: int, before: str, page: Page, actor: Actor) -> Reason | None:
    bare = small(before)
    if bare in NAMED_AFTER:
        return "named after", before
    if bare in _ARTICLES and _ENDS_PHRASE.match(text, end):
        return "article", before
    if not before[0].isupper():
        if bare in ("named", "nicknamed", "christened") and _CALLED.search(
            text, max(0, start - _REACH), start
        ):
            return "named after", before
        return None
    if (bare in HERS and actor.pronoun == "he") or (bare in HIS and actor.pronoun == "she"):
        return "relative", before
    if bare in RANKS_OF_OTHERS and bare not in page.profiles.of(actor).ranks_by(page.on):
        return (PENDING if bare in RANKS_OF_MANY else "other rank"), before
    return None


def _ranked(text: str, begin: int, before: str, held: frozenset[str]) -> tuple[Rule, str, str]:
    """What the word before says where it is of an office: held, or a deputy's where the actor was none."""
    words = set(small(before).split())
    rank = not held.isdisjoint(words)
    at = begin - 1 - len(before)
    for _ in range(2):  # "Deputy Prime Minister"
        ahead = preceded_by(text, at)
        words.update(small(ahead).split())
        at -= 1 + len(ahead)
    if (words & DEPUTIES) - held:
        return "surname", "other rank", before
    return ("title", "rank", before) if rank else ("surname", PENDING, "")


def _is_other_initial(middle: str, known: Profile) -> bool:
    """Whether a middle initial is none of those that the actor's full names have: "George H.W. Bush"."""
    own = {part for name in known.names for part in name.split(".") if len(part) == 1}
    given = {part for part in middle.split(".") if part}
    return bool(own) and max(map(len, given), default=2) == 1 and not given <= own


def _doubled(text: str, start: int, end: int) -> Reason | None:
    """Whether a hyphen makes the surname a part of somebody's double name, with a first name before it."""
    ahead, behind = text[start - 1 : start] in _HYPHENS and start > 0, text[end : end + 1] in _HYPHENS
    if not (ahead or (behind and end < len(text))):
        return None
    found = _DOUBLE.search(text, max(0, start - _REACH), start)
    if found is None or bool(found[2]) is not ahead:
        return None
    bare = small(found[1])
    if not (bare in GIVEN_NAMES or bare in HERS or bare in HIS) or not found[1][0].isupper():
        return None
    return "double", text[found.start() : end]


def is_borne_by_another(finding: Finding) -> bool:
    """Whether the finding is somebody else's full name with the actor's surname in it."""
    return finding.reason in ("other first name", "double") and finding.rule == "surname"
