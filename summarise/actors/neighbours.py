"""What stands beside a name, and what that says about it."""

import re
from functools import lru_cache

from summarise.actors.fold import fold
from summarise.actors.lexicon import GIVEN_NAMES, NO_NAMES
from summarise.text.words import stop_words

_BEFORE = re.compile(
    r"(?:\b(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|Lt|Col|Sr|St)\.|[^\W_](?:[\w’'-]|\.(?=\w))*)"
    r"(?=[ \u00a0]\Z)"
)
_AFTER = re.compile(r"(?:[’'?]s?)?[ \u00a0]([^\W_][\w’'-]*\.?)")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN_CUT = re.compile(r"[\s<>\"“”«»]")
_CUT_BEFORE = re.compile(r"[#@_\\]\Z|@|://|^www\.|^[/~.]")
_CUT_AFTER = re.compile(r"[\w.-]*@\w|\.[a-z]{2,4}\b|://")
_NO_BOUNDARY = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_NAME_PREFIXES = frozenset({"al", "el", "ad", "as", "ul"})
_NEAR = 60


@lru_cache(maxsize=20_000)
def small(word: str) -> str:
    """A word folded, without a full stop or a possessive at its end."""
    return fold(word).text.removesuffix("'s").rstrip(".'")


def preceded_by(text: str, start: int) -> str:
    """The word before, where only one space lies between; else empty."""
    before = text[max(0, start - 40) : start]
    found = _BEFORE.search(before)
    return found[0] if found else ""


def followed_by(text: str, end: int) -> str:
    """The word after, where only one space and perhaps a possessive lie between; else empty."""
    found = _AFTER.match(text, end, end + 40)
    return found[1] if found else ""


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is not a part of a longer word ("ambassador", "Xi'an", "anti-Putin")."""
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    if before and _is_word(before[-1]) and not _NO_BOUNDARY.match(text[start]):
        return False
    if len(before) > 1 and before[-1] in "'’" and before[-2].isalpha():
        return False
    if len(before) > 1 and before[-1] in "-‐‑" and before[-2].islower():
        return re.split(r"[\s-]", before[:-1])[-1].lower() in _NAME_PREFIXES
    if after and _is_word(after[0]) and not _NO_BOUNDARY.match(text[end - 1]):
        return False
    if len(after) > 1 and after[0] in "'’?" and after[1].isalpha():
        return after[1] in "sS" and not (len(after) > 2 and after[2].isalpha())
    return True


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def is_cut_out(text: str, start: int, end: int) -> bool:
    """Whether the name is inside an address, an e-mail address, a hashtag, a handle or a file name."""
    before = _TOKEN_CUT.split(text[max(0, start - _NEAR) : start])[-1]
    after = _TOKEN_CUT.split(text[end : end + _NEAR])[0]
    return bool(_CUT_BEFORE.search(before) or _CUT_AFTER.match(after))


def in_title_case(text: str, start: int, end: int) -> bool:
    """Whether the words around, on the same line, nearly all begin with a capital, as in a headline."""
    left = text[max(0, start - _NEAR) : start].rsplit("\n", 1)[-1]
    right = text[end : end + _NEAR].split("\n", 1)[0]
    around = [word for word in _WORD.findall(f"{left} {right}") if len(word) > 3]
    return len(around) >= 2 and sum(word[0].isupper() for word in around) * 5 >= len(around) * 4


def is_other_given_name(text: str, start: int, before: str) -> bool:
    """Whether the word before a surname seems to be somebody else's first name ("Eric Trump")."""
    if not before[:1].isupper() or before.endswith(("'s", "’s", "s'", "s’")):
        return False
    bare = small(before)
    if bare in GIVEN_NAMES or (len(bare) == 1 and bare != "i"):
        return True
    if (
        NO_NAMES.intersection(bare.split())
        or bare in stop_words("en")
        or before.isupper()
        or in_title_case(text, start, start)
    ):
        return False
    head = text[max(0, start - len(before) - 3) : start - len(before) - 1].rstrip(" \"'“‘([")
    begins = not head or head[-1] in ".!?:\n"
    return not (begins and bare.endswith(("ing", "ed", "ly")))
