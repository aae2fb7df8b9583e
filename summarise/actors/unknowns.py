"""People whom the catalogue does not know, noticed where they speak or are called something."""

import re
from bisect import bisect_right
from collections.abc import Sequence
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
_DETERMINERS: Final = frozenset({"a", "an", "the", "his", "her", "its", "their"})
_REACH, _FEW = 80, 4


class _Roles:
    """What each name does in its sentence, found once."""

    def __init__(self, text: str, found: Sequence[Sentence]) -> None:
        self._text, self._found = text, found
        self._starts = [sentence.start for sentence in found]
        self._roles: dict[int, Role] = {}

    def of(self, run: Run) -> Role:
        role = self._roles.get(run.start)
        if role is None:
            role = self._roles[run.start] = role_of(self._text, run.start, run.end, self._around(run))
        return role

    def _around(self, run: Run) -> tuple[int, int]:
        number = bisect_right(self._starts, run.start) - 1
        if number < 0 or self._found[number].end < run.end:
            return 0, len(self._text)
        return self._found[number].start, self._found[number].end


def unknowns(text: str, sentences: Sequence[Sentence], hits: Sequence[Spanned]) -> tuple[Unknown, ...]:
    """People named in the text who are none of `hits` (in order), in order, never overlapping.

    Somebody is noticed by a full name with a verb of speech or a calling ("spokesman", "Dr", "a lawyer")
    beside it; a calling alone is enough before one word ("Mayor Varga"). From there on the surname alone
    is theirs, too; `name` is the fullest form. Places, bodies, days and German nouns are left out: rather
    nobody than something that is no person. At most 300 names are looked at.
    """
    named = list(runs(text, hits))
    roles = _Roles(text, sentences)
    alone = _alone_later(named)
    fullest: dict[str, str] = {}
    known: dict[str, str] = {}
    found: list[Unknown] = []
    for run in named:
        last = small(run.tokens[-1])
        if len(run.tokens) > 1 and _key(run) not in known:
            if not _is_person(text, run, roles, alone.get(last, ())):
                continue
            known[_key(run)] = known[last] = fullest[last] = run.name
        elif len(run.tokens) == 1 and last not in known:
            if not (run.called or preceded_by(text, run.start).rstrip(".").lower() in CALLINGS):
                continue
            known[last] = run.tokens[0]
        name = fullest.get(last, run.tokens[-1])
        found.append(Unknown(start=run.start, end=run.end, name=name, role=roles.of(run)))
    return tuple(found)


def _key(run: Run) -> str:
    return f"{small(run.tokens[0])[:1]} {small(run.tokens[-1])}"


def _alone_later(named: Sequence[Run]) -> dict[str, list[Run]]:
    """Where the last names of full names stand alone later, the first few times."""
    later: dict[str, list[Run]] = {}
    for run in named:
        last = small(run.tokens[-1])
        if len(run.tokens) > 1:
            later.setdefault(last, [])
        elif last in later and len(later[last]) < _FEW:
            later[last].append(run)
    return later


def _is_person(text: str, run: Run, roles: _Roles, later: Sequence[Run]) -> bool:
    """Whether a full name is of somebody who speaks, then or later by the surname, or is called something."""
    if run.called or _is_called_after(text, run.end):
        return True
    given = small(run.tokens[0]) in GIVEN_NAMES
    if not given and (not later or is_germanic(text, run.start, run.end)):
        return False
    return any(roles.of(one) == "speaker" for one in (run, *later))


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
    opens = words[0]
    if opens not in _DETERMINERS and not opens.endswith(("'s", "’s")):
        return opens.islower() and small(opens) in CALLINGS
    head = takewhile(lambda word: word not in _TELLS_MORE, words)
    return not CALLINGS.isdisjoint(map(small, head))
