"""What of a title is headline, and what speaks against showing it.

Labels before it ("LIVE:", "Opinion |") and outlets behind it (" - BBC News") are cut away; what is left is an
untouched slice.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from summarise.stories.bait import ADDRESSES, ASKS, BAIT, LEANS, LIVE, NEWS, OUTLET, SEEN, VIEWS

Label = Literal["news", "seen", "live", "views"]
"""A plain report (or no label); pictures or sound; a live blog; what somebody thinks."""

FEWEST_WORDS, FEWEST_LETTERS = 3, 15
"""What must be left of a title for a label or an outlet to be cut away."""

SHORT, GOOD, LONG, ENDLESS = 20, 30, 110, 170
"""Characters of a title; one of Chinese or Japanese counts for two and a half."""

BAD: Final = 1.0
"""What a title loses that no reader should see where there is any other."""

_OF_LABEL: Final[dict[Label, float]] = {"news": 0.0, "seen": 0.25, "live": 0.4, "views": 0.8}
_KINDS: Final[tuple[tuple[Label, str], ...]] = (
    ("views", VIEWS),
    ("live", LIVE),
    ("seen", SEEN),
    ("news", NEWS),
)
_STOP = r"\s*(?:[:：|–—»•!]|//|\+{2,}|-(?=\s)|(?<=\d)-)\s*"
_BEFORE: Final = tuple(
    (kind, re.compile(rf"[\W_]*(?:{names})[\])]?(?:{_STOP}|(?<=[\])])\s+)", re.IGNORECASE))
    for kind, names in _KINDS
)
_ABOUT_LIVE: Final = re.compile(rf"[^:：|]{{1,60}}?[\s,–—-](?:{LIVE})\s*[:：|]\s*", re.IGNORECASE)
_BEHIND: Final = tuple(
    (kind, re.compile(rf"(?:\s+[-–—•]\s+|\s*[:：]\s+|\s*[\[(|]\s*)(?:{names})[\])]?\W*$", re.IGNORECASE))
    for kind, names in _KINDS
)
_PART: Final = re.compile(r"(?P<bar>\s*[|»]\s*|\s+::\s+)|\s+[-–—·•]\s+")
_OUTLET: Final = re.compile(OUTLET)
_LONGEST_OUTLET = 5
_LOOKED_AT: Final = 500

_QUESTION = re.compile(r"[?？؟][\s\"'”’»).]*$")
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.)[\s\"'”’»)]*$")
_QUOTED = re.compile(r"[\"“„«‘'].*[\"”“»’'][.!]?", re.DOTALL)
_TWO_SENTENCES = re.compile(r"[^\W\d_A-Z]{4,}[.!?][\"”’]? [\"“‘]?[^\W\d_a-z]")
_WITHIN_QUOTES = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]|(?<!\w)['‘][^'‘’]*['’](?!\w)")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """Characters [start, end) of a title, and what its label said it is."""

    start: int
    end: int
    label: Label


def shown(title: str, outlet: str = "") -> Shown:
    """The part of a title that is headline: without labels, and without outlets and sections behind it.

    White space around it is left out too. Nothing is cut away where too little would be left.
    """
    start, end = _stripped(title, 0, len(title))
    label: Label = "news"
    for _ in range(_MOST_CUTS):
        kind, begin, stop = _cut(title, start, end, outlet)
        label = max(label, kind, key=lambda one: _OF_LABEL[one])
        begin, stop = _stripped(title, begin, stop)
        if (begin, stop) == (start, end) or not _says_something(title[begin:stop]):
            break
        start, end = begin, stop
    return Shown(start=start, end=end, label=label)


_MOST_CUTS = 6


def _stripped(title: str, start: int, end: int) -> tuple[int, int]:
    part = title[start:end]
    return start + len(part) - len(part.lstrip()), max(start, end - len(part) + len(part.rstrip()))


def _cut(title: str, start: int, end: int, outlet: str) -> tuple[Label, int, int]:
    """The first thing that can be cut away, at either end: what it says, and what is left."""
    part = title[start : min(end, start + _LOOKED_AT)]
    for kind, before in _BEFORE:
        if found := before.match(part):
            return kind, start + found.end(), end
    if found := _ABOUT_LIVE.match(part):
        return "live", start + found.end(), end
    tail = max(start, end - _LOOKED_AT)
    for kind, behind in _BEHIND:
        if found := behind.search(title[tail:end]):
            return kind, start, tail + found.start()
    for found in reversed(list(_PART.finditer(title, tail, end))):
        if _is_outlet(title[found.end() : end], outlet, sure=found["bar"] is not None):
            return "news", start, found.start()
        break
    first = _PART.search(part)
    if first and _same(part[: first.start()], outlet):
        return "news", start + first.end(), end
    return "news", start, end


def _is_outlet(name: str, outlet: str, *, sure: bool) -> bool:
    """Behind a bar stands an outlet or a section; behind a dash only what is known to be an outlet."""
    few = 0 < len(name.split()) <= _LONGEST_OUTLET
    return few and (sure or _same(name, outlet) or _OUTLET.fullmatch(name.strip()) is not None)


def _same(name: str, outlet: str) -> bool:
    one, other = ("".join(_WORD.findall(each.casefold())).removeprefix("the") for each in (name, outlet))
    return min(len(one), len(other)) > _INITIALS and (one.startswith(other) or other.startswith(one))


_INITIALS = 2


def _says_something(text: str) -> bool:
    return _width(text) >= FEWEST_LETTERS and (
        len(text.split()) >= FEWEST_WORDS or _DENSE.search(text) is not None
    )


def _width(text: str) -> float:
    return len(text) + 1.5 * len(_DENSE.findall(text))


def faults(text: str, label: Label = "news") -> float:
    """How much speaks against a title as it is shown: 0 for a plain one, from 1 on it should not be shown.

    Labels of live blogs and opinions, length, capitals, questions, teasers ("Here's what …"), words to the
    reader, broken off ends, and beginnings that point at something unsaid.
    """
    text = text[:_LOOKED_AT]
    spoken = _WITHIN_QUOTES.sub(" ", text)
    letters = [character for character in text if character.isalpha()]
    cased = [character for character in letters if character.isupper() or character.islower()]
    shouts = len(cased) > _FEW_LETTERS and sum(map(str.isupper, cased)) > _MOSTLY * len(cased)
    return (
        _OF_LABEL[label]
        + _of_length(_width(text))
        + BAD * (shouts or not letters)
        + 0.6 * (_QUESTION.search(text) is not None or ASKS.match(text.lstrip("\"'“‘«„¿")) is not None)
        + BAD * (BAIT.search(text) is not None)
        + 0.35 * (ADDRESSES.search(spoken) is not None)
        + 0.5 * (LEANS.match(text.lstrip("\"'“‘«„")) is not None)
        + 0.8 * (_BROKEN_OFF.search(text) is not None)
        + 0.3 * ("!" in spoken)
        + 0.2 * (_TWO_SENTENCES.search(text) is not None)
        + 0.3 * (_QUOTED.fullmatch(text) is not None)
    )


_FEW_LETTERS, _MOSTLY = 5, 0.7


def _of_length(width: float) -> float:
    if width < SHORT or width > ENDLESS:
        return BAD
    return 0.2 if width < GOOD or width > LONG else 0.0
