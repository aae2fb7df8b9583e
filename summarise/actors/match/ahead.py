"""What the words before a bare surname say of it."""

import re
from datetime import date
from typing import Final

from summarise.actors.callings import POSTS, SHORT_OFFICES
from summarise.actors.catalogue import Actor
from summarise.actors.index import Rule
from summarise.actors.lexicon import (
    DEPUTIES,
    GIVEN_NAMES,
    HERS,
    HIS,
    NO_NAMES,
    RANKS_OF_MANY,
    RANKS_OF_OTHERS,
    ROMANCE,
)
from summarise.actors.match.page import PENDING, Page
from summarise.actors.match.profile import Profile
from summarise.actors.namesakes import NAMED_AFTER, STREETS_TOO
from summarise.actors.neighbours import is_romance, preceded_by, small

Reason = tuple[str, str]

_CALLED: Final = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir) [a-z]+ (?:named|nicknamed|christened)\s\Z"
)
_CERTAIN: Final = re.compile(r"\b[Aa] certain [\w.]{1,12} \Z")
_DOUBLE: Final = re.compile(r"(\w[\w’']*)[ \u00a0](\w[\w’']*[-‐‑])?\Z")
_HYPHENS: Final = frozenset("-‐‑")
_ARTICLES: Final = frozenset({"the", "a", "an", "another", "every", "any"})
_ENDS_PHRASE: Final = re.compile(
    r"[.,;!?)]|\Z|\n| (?:of|in|on|at|to|is|was|are|has|had|and|or|who|that|from|for|with)\b"
)
_OWNING: Final = ("'s", "’s", "s'", "s’", "?s", "´s", "`s", "ʼs")
_REACH = 48


def before_it(text: str, start: int, end: int, before: str, page: Page, actor: Actor) -> Reason | None:
    """Why the word before the surname tells that it is nobody's here, or another's, and which; else None."""
    bare = small(before)
    if is_named_after(text, start):
        return "named after", before
    if bare == "certain" or (
        " certain " in text[max(0, start - _REACH) : start] and _is_certain(text, start)
    ):
        return "article", "certain"
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


def ranked(text: str, begin: int, before: str, held: frozenset[str]) -> tuple[Rule, str, str]:
    """What the word before says where it is of an office: held, or a deputy's where the actor was none."""
    words = _offices(before)
    rank = not held.isdisjoint(words)
    at = begin - 1 - len(before)
    for _ in range(2):  # "Deputy Prime Minister"
        ahead = preceded_by(text, at)
        words.update(small(ahead).split())
        at -= 1 + len(ahead)
    if (words & DEPUTIES) - held:
        return "surname", "other rank", before
    return ("title", "rank", before) if rank else ("surname", PENDING, "")


def _offices(before: str) -> set[str]:
    """The words of an office, those in short and in the plural as themselves too."""
    words = set(small(before).split())
    words.update(SHORT_OFFICES[word] for word in tuple(words) if word in SHORT_OFFICES)
    words.update(word.removesuffix("s") for word in tuple(words) if word in POSTS)
    return words


def of_country(before: str, known: Profile, on: date | None) -> str:
    """The country or body that owns or calls its own the name after it ("China's Xi"); else empty."""
    if not before[:1].isupper():
        return ""
    bare = small(before)
    if before.endswith(_OWNING) or bare in NO_NAMES:
        return before if bare in known.seats_by(on) else ""
    return ""


def is_named_after(text: str, start: int) -> bool:
    """Whether the word before makes a street or a ship of the name at `start`."""
    before = preceded_by(text, start)
    bare = small(before).rpartition("'")[2]
    if bare not in STREETS_TOO:
        return bare in NAMED_AFTER
    return small(preceded_by(text, start - 1 - len(before))) in ROMANCE or is_romance(text, start, start)


def is_other_initial(middle: str, known: Profile) -> bool:
    """Whether a middle initial is none of those that the actor's full names have: "George H.W. Bush"."""
    own = {part for name in known.names for part in name.split(".") if len(part) == 1}
    given = {part for part in middle.split(".") if part}
    return bool(own) and max(map(len, given), default=2) == 1 and not given <= own


def _is_certain(text: str, start: int) -> bool:
    """Whether "a certain" stands before what the person is called: "a certain Dr Johnson"."""
    return _CERTAIN.search(text, max(0, start - _REACH), start) is not None


def doubled(text: str, start: int, end: int) -> Reason | None:
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
