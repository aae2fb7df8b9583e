"""Bare surnames: whose they are, as far as the words beside them tell."""

import re
from typing import Final

from summarise.actors.callings import ADDRESSES, CALLINGS, POSTS, folded
from summarise.actors.headlines import VERBS
from summarise.actors.index import Sense
from summarise.actors.match.ahead import (
    before_it,
    doubled,
    is_named_after,
    is_other_initial,
    of_country,
    ranked,
)
from summarise.actors.match.behind import after_it
from summarise.actors.match.page import PENDING, Finding, Page
from summarise.actors.match.profile import Profile
from summarise.actors.match.vetoes import plural, vetoed
from summarise.actors.namesakes import OCCUPATIONS
from summarise.actors.neighbours import (
    followed_by,
    is_other_given_name,
    is_possessive,
    is_romance,
    preceded_by,
    small,
)

_PARTICLE: Final = re.compile(
    r"(?:\A|[^\w-])((?:al|el|ad|as|ul|ur)[-‐‑]|(?:Al|El|al|el|de|van|von|bin)[ -])\Z"
)
_HYPHENS: Final = frozenset("-‐‑")
_PARTICLES_END: Final = frozenset({"l ", "L ", "e ", "n "})
_OFFICES: Final = CALLINGS | POSTS | ADDRESSES
_IN_TIME: Final = folded(
    "in on early late mid since until till of from to by last next this every each during before after"
    " through and between for"
)


def surname(page: Page, start: int, end: int, sense: Sense) -> Finding:
    """What a surname means: the actor by their first name or rank, pending on the article, or the veto."""
    text, actor, senses = page.text, sense.actor, (sense,)
    known = page.profiles.of(actor)
    following = followed_by(text, end)
    if (
        reason := vetoed(text, start, end, known, following)
        or plural(text, start, end, known)
        or after_it(text, start, end, known, following)
    ):
        return Finding(start, end, senses, "surname", *reason)
    if sense.word and not _is_of_person(text, start, end, following):
        return Finding(start, end, senses, "surname", "word")
    begin = _with_particle(text, start)
    before = preceded_by(text, begin)
    if not before:
        reason = doubled(text, begin, end)
        return Finding(start, end, senses, "surname", *(reason or (PENDING, "")))
    bare = small(before)
    if bare in known.first_names or (bare[1:2] == "." and bare[0] in known.first_names):
        first = begin - 1 - len(before)
        if reason := _of_another(text, first, before, known):
            return Finding(start, end, senses, "surname", *reason)
        return Finding(first, end, senses, "name", "full")
    if country := of_country(before, known, page.on):
        return Finding(start, end, senses, "surname", "country", country)
    if reason := before_it(text, begin, end, before, page, actor) or doubled(text, begin, end):
        return Finding(start, end, senses, "surname", *reason)
    return _called(page, (start, begin, end), sense, before)


def _with_particle(text: str, start: int) -> int:
    """Where the surname begins with the particle before it: "al-Assad", "Al Assad"."""
    if text[start - 1 : start] in _HYPHENS or text[start - 2 : start] in _PARTICLES_END:
        particle = _PARTICLE.search(text, max(0, start - 5), start)
        return particle.start(1) if particle else start
    return start


def _of_another(text: str, first: int, before: str, known: Profile) -> tuple[str, str] | None:
    """Why first name and surname together, beginning at `first`, are somebody else's; else None."""
    ahead = preceded_by(text, first)
    if not ahead:
        return None
    initial = before[-1] == "." and small(ahead)[:1] not in known.first_names
    if initial and is_other_given_name(text, first, first + len(before), ahead):
        return "other first name", f"{ahead} {before}"
    if is_named_after(text, first):
        return "named after", ahead
    return ("occupation", ahead) if known.common and small(ahead) in OCCUPATIONS else None


def _called(page: Page, span: tuple[int, int, int], sense: Sense, before: str) -> Finding:
    """What the name or the office before a surname says of it; `span` has where its particle begins."""
    (start, begin, end), text, senses = span, page.text, (sense,)
    known = page.profiles.of(sense.actor)
    bare = small(before)
    monsieur = before == "M." and is_romance(text, begin, end)
    if not monsieur and is_other_given_name(text, begin, end, before):
        first = begin - 1 - len(before)
        middle = preceded_by(text, first)
        if middle and small(middle) in known.first_names and not is_other_initial(bare, known):
            return Finding(first - 1 - len(middle), end, senses, "name", "full")
        return Finding(start, end, senses, "surname", "other first name", before)
    if _OFFICES.isdisjoint(bare.split()):
        return Finding(start, end, senses, "surname", PENDING)
    return Finding(start, end, senses, *ranked(text, begin, before, known.ranks_by(page.on)))


def _is_of_person(text: str, start: int, end: int, following: str) -> bool:
    """Whether a surname that is a word too ("May") owns or does something here, and is no time or number."""
    before = small(preceded_by(text, start))
    if before in _IN_TIME or before.isdigit() or text[start - 2 : start - 1].isdigit():
        return False
    if is_possessive(text, end):
        return True
    if text[end : end + 2] == ", ":
        return before != "" and not text[end + 2 : end + 3].isdigit()
    return following != "" and small(following) in VERBS and not following.endswith("ing")


def is_borne_by_another(finding: Finding) -> bool:
    """Whether the finding is somebody else's full name with the actor's surname in it."""
    return finding.reason in ("other first name", "double") and finding.rule == "surname"
