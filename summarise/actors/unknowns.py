"""People whom the catalogue does not know, noticed where they speak or are called something."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from summarise.actors.callings import CALLINGS
from summarise.actors.lexicon import GIVEN_NAMES
from summarise.actors.neighbours import is_germanic, preceded_by, small
from summarise.actors.role import role_of
from summarise.actors.runs import Run, Spanned, runs
from summarise.model import Role, Sentence, Unknown
from summarise.text.words import word_set

_ASIDE: Final = re.compile(r", ((?:[\w’'-]+ ){0,6}[\w’'-]+)")
_TELLS_MORE: Final = word_set("of for who whose which that in at with from to on by and said")
_AGE: Final = re.compile(r",? \(?(?:aged )?[1-9]\d[,) ]")
_REACH = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sentences:
    text: str
    found: Sequence[Sentence]
    starts: Sequence[int]

    def role(self, run: Run) -> Role:
        number = bisect_right(self.starts, run.start) - 1
        within = self.found[number] if number >= 0 else None
        around = (within.start, within.end) if within and within.end >= run.end else (0, len(self.text))
        return role_of(self.text, run.start, run.end, around)


def unknowns(text: str, sentences: Sequence[Sentence], hits: Sequence[Spanned]) -> tuple[Unknown, ...]:
    """People named in the text who are none of `hits` (in order), in order, never overlapping.

    Somebody is noticed by a full name with a verb of speech or a calling ("spokesman", "Dr", "a lawyer")
    beside it; a calling alone is enough before one word ("Mayor Varga"). From there on the surname alone
    is theirs, too; `name` is the fullest form. Places, bodies, days and German nouns are left out: rather
    nobody than something that is no person. At most 300 names are looked at.
    """
    named = list(runs(text, hits))
    placed = _Sentences(text=text, found=sentences, starts=[sentence.start for sentence in sentences])
    again = _repeated(named)
    roles: dict[int, Role] = {}
    fullest: dict[str, str] = {}
    known: dict[str, str] = {}
    found: list[Unknown] = []
    for run in named:
        last = small(run.tokens[-1])
        if len(run.tokens) > 1 and _key(run) not in known:
            if not _is_person(text, run, placed, roles, again):
                continue
            known[_key(run)] = known[last] = fullest[last] = " ".join(run.tokens)
        elif len(run.tokens) == 1 and last not in known:
            if not (run.called or small(preceded_by(text, run.start)) in CALLINGS):
                continue
            known[last] = run.tokens[0]
        name = fullest.get(last, run.tokens[-1])
        role = roles.get(run.start) or placed.role(run)
        found.append(Unknown(start=run.start, end=run.end, name=name, role=role))
    return tuple(found)


def _key(run: Run) -> str:
    return f"{small(run.tokens[0])[:1]} {small(run.tokens[-1])}"


def _repeated(named: Sequence[Run]) -> frozenset[str]:
    """The last names of full names that stand alone later."""
    full: set[str] = set()
    again: set[str] = set()
    for run in named:
        last = small(run.tokens[-1])
        if len(run.tokens) > 1:
            full.add(last)
        elif last in full:
            again.add(last)
    return frozenset(again)


def _is_person(
    text: str, run: Run, placed: _Sentences, roles: dict[int, Role], again: frozenset[str]
) -> bool:
    """Whether a full name is a person's who speaks, or is called something; the role is kept where asked."""
    given = small(run.tokens[0]) in GIVEN_NAMES
    if run.called or _is_called_after(text, run.end):
        return True
    if not (given or small(run.tokens[-1]) in again):
        return False
    if not given and is_germanic(text, run.start, run.end):
        return False
    roles[run.start] = placed.role(run)
    return roles[run.start] == "speaker"


def _is_called_after(text: str, end: int) -> bool:
    """Whether an aside after the name tells an age or a calling: ", 45,", ", a lawyer for"."""
    if text[end : end + 1] not in (",", " "):
        return False
    if _AGE.match(text, end):
        return True
    found = _ASIDE.match(text, end, end + _REACH)
    if found is None or not found[1]:
        return False
    words = found[1].split()
    opens = small(words[0])
    if opens not in ("a", "an", "the", "his", "her", "its", "their") and not opens.endswith("'s"):
        return opens in CALLINGS and words[0][0].islower()
    head = takewhile(lambda word: word not in _TELLS_MORE, words)
    return not CALLINGS.isdisjoint(map(small, head))
