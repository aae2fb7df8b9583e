"""What stands beside a name, and what that says about it."""

import re
from functools import lru_cache
from typing import Final

from summarise.actors.callings import ADDRESSES, POSTS, folded
from summarise.actors.fold import folded_name
from summarise.actors.headlines import SLAVIC_NOUN_ENDINGS, SLAVIC_NOUNS, VERBS
from summarise.actors.lexicon import (
    GERMANIC,
    GIVEN_NAMES,
    NO_NAMES,
    OPENERS,
    ROMANCE,
    SLAVIC,
)
from summarise.text.words import stop_words

APOSTROPHES: Final = "'’‘ʼ`´′?\ufffd"
_AFTER: Final = re.compile(rf"(?:[{APOSTROPHES}]s?)?[ \u00a0]([^\W_][\w’'-]*\.?)")
_ABBREVIATED: Final = re.compile(
    r"(?:[^\W\d_]\.)+\Z|(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|Lt|Col|Sr|St|Prof|Sgt|г|Sra|Mme|Mlle|Messrs|MM|Pres"
    r"|Hr|Fr|Sig|Dott|Min|Sec|Amb|Adm|Maj|Capt|Dra|Dhr)\.\Z"
)
_LAST_WORD: Final = re.compile(r"[\w’'.-]+\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.){2,3}\Z")
_STATES: Final = frozenset({"u.s", "u.n", "u.k", "e.u", "d.c", "u.s.a"})
_STOP: Final = re.compile(r"\n|(?<=[^\W\d_]{3})[.!?:] ")
_SMALL_IN_TITLES: Final = folded("a an the of in on to and or for at by is as vs with from s")
_REACH = 40
_NEAR, _WIDE = 60, 300
_FEW = 2
_ENGLISH: Final = frozenset({"the", "of", "and", "to", "with", "by", "is", "are", "said"})
_NO_FIRST_NAMES: Final = NO_NAMES | ADDRESSES | POSTS
NO_PART_OF_A_NAME: Final = _NO_FIRST_NAMES | OPENERS | VERBS
"""Words that may begin with a capital and are no name's."""


@lru_cache(maxsize=20_000)
def small(word: str) -> str:
    """A word folded, without a full stop or a possessive at its end."""
    return folded_name(word).removesuffix("'s").rstrip(".'")


def preceded_by(text: str, start: int) -> str:
    """The word before, where only one space lies between; else empty."""
    if start < _FEW or text[start - 1] not in " \u00a0":
        return ""
    floor = max(0, start - _REACH)
    words = text[floor : start - 1].split()
    word = words[-1] if words and not text[start - 2].isspace() else ""
    if floor and len(words) == 1:
        return ""
    if not word.isalnum():
        found = _LAST_WORD.search(word) if word else None
        word = found[0].lstrip("'’.-") if found else ""
    if word[-1:] == "." and not _ABBREVIATED.match(word):
        return ""
    return word


def followed_by(text: str, end: int) -> str:
    """The word after, where only one space and perhaps a possessive lie between; else empty."""
    found = _AFTER.match(text, end, end + _REACH)
    return found[1] if found else ""


def is_possessive(text: str, end: int) -> bool:
    """Whether an apostrophe, or what broke one, follows the name."""
    return text[end : end + 1] != "" and text[end] in APOSTROPHES and text[end : end + 2] != "? "


def in_title_case(text: str, start: int, end: int) -> bool:
    """Whether the words around, in the same sentence, nearly all begin with a capital, as in a headline."""
    left = _STOP.split(text[max(0, start - _NEAR) : start])[-1]
    right = _STOP.split(f"{text[end : end + _NEAR]} ", maxsplit=1)
    stopped = len(right) > 1 and text[end + len(right[0]) : end + len(right[0]) + 1] == "."
    words = _WORD.findall(f"{left} {right[0]}")
    around = [word for word in words if len(word) > 3]
    capitals = [word for word in around if word[0].isupper()]
    if stopped:  # few headlines end so
        return len(around) > _FEW and all(word[0].isupper() or word in _SMALL_IN_TITLES for word in words)
    running = [word for word in around if word[0].islower() and word not in stop_words("en")]
    if len(running) * 10 > len(around):
        return False
    return len(around) >= _FEW and len(capitals) * 5 >= len(around) * 4


def is_germanic(text: str, start: int, end: int) -> bool:
    """Whether the text around is German, Dutch or Scandinavian: there genitives end in a plain s."""
    return _has_words_of(text, start, end, GERMANIC)


def has_genitive_s(text: str, start: int, end: int) -> bool:
    """Whether a plain s at a name's end is a genitive: no word around is English, one Germanic."""
    around = folded_name(text[max(0, start - _WIDE) : end + _WIDE])
    found = set(_WORD.findall(around))
    return found.isdisjoint(_ENGLISH) and not found.isdisjoint(GERMANIC)


def is_romance(text: str, start: int, end: int) -> bool:
    """Whether the text around is French, Spanish, Portuguese or Italian: there "M." is Monsieur."""
    return _has_words_of(text, start, end, ROMANCE)


def is_slavic(text: str, start: int, end: int) -> bool:
    """Whether the text around is Polish, Czech, Slovak or Croatian: there foreign names are declined."""
    return _has_words_of(text, start, end, SLAVIC)


def is_unnamed(word: str) -> bool:
    """Whether a capitalised word is an address, an office, a country, a verb or a small word, no name."""
    bare = small(word)
    if bare in GIVEN_NAMES:
        return False
    return bare in NO_PART_OF_A_NAME or bare in stop_words("en")


def _has_words_of(text: str, start: int, end: int, words: frozenset[str]) -> bool:
    around = folded_name(text[max(0, start - _WIDE) : end + _WIDE])
    found = set(_WORD.findall(around))
    return "the" not in found and len(words & found) >= _FEW


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a line or a quote begins at `at`."""
    head = text[max(0, at - 4) : at].rstrip(" \"'“‘([«„")
    return not head or head[-1] in ".!?:…\n" or "\n" in text[max(0, at - 2) : at]


@lru_cache(maxsize=20_000)
def _tells(word: str) -> str:
    """What a capitalised word before a surname is by itself: a "given" name, "none", or "open"."""
    if not word[:1].isupper() or word.endswith(("'s", "’s", "s'", "s’")):
        return (
            "given"
            if word[:1].isalpha() and not word[:1].islower() and small(word) in GIVEN_NAMES
            else "none"
        )
    bare = small(word)
    if bare in _NO_FIRST_NAMES:
        return "none"
    if bare in GIVEN_NAMES:
        return "given"
    if len(bare) == 1 or _INITIALS.match(word):
        return "given" if word.endswith(".") and bare not in _STATES else "none"
    if _NO_FIRST_NAMES.intersection(bare.split()) or bare in stop_words("en") or word.isupper():
        return "none"
    return "open"


def is_other_given_name(text: str, start: int, end: int, before: str) -> bool:
    """Whether the word before a surname at [start, end) seems to be somebody's first name ("Eric Trump")."""
    if not before:
        return False
    told = _tells(before)
    if told != "open":
        return told == "given"
    bare = small(before)
    first = start - 1 - len(before)
    if begins_sentence(text, first) and (
        bare in OPENERS
        or bare in VERBS
        or bare in SLAVIC_NOUNS
        or bare.endswith(("ing", "ed", "ly", *SLAVIC_NOUN_ENDINGS))
    ):
        return False
    if in_title_case(text, first, end):
        return False
    return not (is_germanic(text, start, end) or is_slavic(text, start, end))
