"""Whether a sentence looks ahead to a date that it tells, or back."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from summarise.actors.dates.calendar import Days
from summarise.actors.dates.forms import Told
from summarise.actors.dates.tokens import Tokens
from summarise.actors.dates.tongue import Tongue
from summarise.text.words import in_title_case

_JUST_BEFORE: Final = 48
_LONGEST_DETERMINER: Final = 12
_LONGEST_NAME: Final = 24
_MAY_BE_NOUNS: Final = frozenset({"verbs", "soft"})
_OF: Final = (" of ", " in ", " by ", " with ", " at ", " as ", " over ")
_ONE: Final = frozenset({"a", "an"})
_SEVERAL: Final = frozenset({"few", "dozen", "hundred", "thousand", "million"})
_BUT_AFTER: Final = ("ahead of", "in time for", "run-up to")
_OPENING: Final = frozenset(':"“„«‘(–—-')
_NAMES: Final = ("'s", "’s")
_BREAK: Final = re.compile(r"[,;:–—]")
_SENTENCE: Final = re.compile(r";")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """Words at [start, end) that look ahead or back; `soft` ones only where no other does."""

    start: int
    end: int
    ahead: bool
    soft: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A sentence of an article of the day `on`: its words, and what looks ahead in it or back.

    `small` is the sentence in small letters, as long as it is.
    """

    small: str
    tokens: Tokens
    cues: tuple[Cue, ...]
    tongue: Tongue
    on: date


def cues_in(sentence: str, small: str, tongue: Tongue) -> tuple[Cue, ...]:
    """A sentence's cues in order; `small` is the sentence in small letters."""
    found: list[Cue] = []
    looked_back = False
    for cue in tongue.cues.finditer(small):
        kind = cue.lastgroup
        if kind in _MAY_BE_NOUNS and _determined(small, cue.start(), tongue):
            continue
        if kind == "verbs" and _is_named(small, cue.start()):
            continue
        if kind == "weak" and (looked_back or _to_a_name(sentence, cue.start())):
            continue
        ahead = kind not in {"back", "soft"}
        if ahead and _is_a_noun(sentence, cue, tongue):
            continue
        looked_back = looked_back or not ahead
        found.append(Cue(start=cue.start(), end=cue.end(), ahead=ahead, soft=kind == "soft"))
    return tuple(found)


def _to_a_name(sentence: str, start: int) -> bool:
    """Whether "to" at `start` stands before a name, as in "to Geneva", and no verb."""
    following = sentence[start : start + _LONGEST_NAME].split()[1:2]
    return bool(following) and following[0][0].isupper() and not in_title_case(sentence)


def announced(told: Told, line: Line) -> Days | None:
    """The days that a sentence announces with a date, or None where it does not look ahead to them."""
    days = told.days
    if days is None or _ruled_out(told, line):
        return None
    ahead, cue = looks_ahead(told, line)
    if told.surety == "day" and days[0] <= line.on and ahead and cue and cue.start < told.start:
        days = told.ahead or days
    if days[0] <= line.on:
        return None
    match told.surety:
        case "sure":
            return days
        case "bare":
            return days if ahead or told.fixed else None
        case "day":
            return days if ahead or told.fixed or _may_be_to_come(told, line, cue) else None


def looks_ahead(told: Told, line: Line) -> tuple[bool, Cue | None]:
    """Whether the cue that governs a date looks ahead, and that cue: the nearest before it in its clause,
    else the first behind it (in a language with the verb at the end, the other way round)."""
    cues = line.cues
    before = next((cue for cue in reversed(cues) if cue.start < told.start), None)
    if before and before.end > told.end and before.ahead:
        return False, before
    after = next((cue for cue in cues if cue.start >= told.end and not _qualifies(cue, line.small)), None)
    if line.tongue.verb_last:
        before, after = after, before
    governing = before or after
    if before and after and before.ahead != after.ahead and not line.tongue.verb_last:
        governing = _across(told, line, before, after)
    return bool(governing and governing.ahead), governing


def _qualifies(cue: Cue, small: str) -> bool:
    """Whether words only say which thing is meant, or for when: "accused of murder", "ahead of the vote"."""
    return (cue.soft and small.startswith(_OF, cue.end)) or small.startswith(_BUT_AFTER, cue.start)


def _across(told: Told, line: Line, before: Cue, after: Cue) -> Cue:
    """Which of two cues that differ governs a date between them: the second where it shares its clause."""
    small, breaks = line.small, line.tongue.breaks
    if small.startswith(_NAMES, told.end) and told.lead == told.start:
        return after if after.ahead else before
    if _SENTENCE.search(small, before.end, max(before.end, told.lead)) and not _SENTENCE.search(
        small, told.end, after.start
    ):
        return after
    if after.ahead and told.until:
        return after
    if after.ahead:
        parted = breaks.search(small, before.end, max(before.end, told.lead))
        return before if not parted or _BREAK.search(small, told.end + 1, after.start) else after
    fronted = small[before.end : told.lead].rstrip().rpartition(" ")[2]
    begins = breaks.fullmatch(fronted) and not _BREAK.fullmatch(fronted)
    return after if begins and not _BREAK.search(small, told.end, after.start) else before


def _may_be_to_come(told: Told, line: Line, cue: Cue | None) -> bool:
    """Whether a full date after the article's day is no day of a year gone by."""
    if any(
        kind == "Y" and number < line.on.year
        for kind, number in zip(line.tokens.kinds, line.tokens.numbers, strict=True)
    ):
        return False
    return cue is None or told.until or bool(line.tongue.neutral.fullmatch(line.small, cue.start, cue.end))


def _ruled_out(told: Told, line: Line) -> bool:
    small, tongue = line.small, line.tongue
    return any(
        tongue.never_before.search(small, max(0, at - _JUST_BEFORE), at) for at in (told.start, told.lead)
    ) or bool(tongue.never_after.match(small, told.end))


def _determined(small: str, start: int, tongue: Tongue) -> bool:
    """Whether the word before tells that none at `start` is a verb: "the visit", "Wolfe's visit"."""
    before = small[max(0, start - _LONGEST_DETERMINER) : start].rstrip().rpartition(" ")[2]
    return before in tongue.determiners or before.endswith(_NAMES)


def _is_named(small: str, start: int) -> bool:
    """Whether what may be a verb is a part of a name for something: "a rocky start", "semi-open"."""
    words = small[max(0, start - _LONGEST_NAME) : start].split()[-2:]
    one = len(words) > 1 and words[0] in _ONE and words[1] not in _SEVERAL
    return one or small.endswith("-", 0, start)


def _is_a_noun(sentence: str, cue: re.Match[str], tongue: Tongue) -> bool:
    """Whether a capital tells that "May" or the "Open" is no verb, and German "Treffen" neither."""
    before = sentence[: cue.start()].rstrip()
    if not sentence[cue.start()].isupper() or not before or before[-1] in _OPENING:
        return False
    return cue[0].partition(" ")[0] not in tongue.noun_cues and not in_title_case(sentence)
