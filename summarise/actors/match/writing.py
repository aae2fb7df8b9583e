"""How a form is written: small, with a capital, or all in capitals."""

import re
from typing import Final

from summarise.actors.fold import folded_name
from summarise.actors.index import Sense
from summarise.actors.lexicon import WORDS_IN_CAPITALS
from summarise.actors.match.page import PENDING
from summarise.actors.namesakes import ASKED_OF
from summarise.actors.neighbours import begins_sentence, is_romance, preceded_by, small
from summarise.text.words import stop_words

_ACRONYM_AS_NAME = 4
_AROUND = 40
_TOO_SHORT = 4
_END: Final = re.compile(r"[.!?:;…]\s|\n")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3}")
_ELIDED: Final = re.compile(r"(?:\b[lL]|[dD]ell|[aA]ll|[nN]ell|[sS]ull|[dD]all|\b[dD])['’]\Z")
_WORDS_ON: Final = re.compile(r" ([^\W\d_]{2,}) ([^\W\d_]{2,})(?!\w)")


def written_acronym(text: str, start: int, end: int) -> str:
    """Empty where an acronym is written as one; pending in a sentence in capitals, where it may be a word."""
    written = text[start:end]
    if not written.isupper():
        loose = end - start >= _ACRONYM_AS_NAME and written[0].isupper() and written[1:].islower()
        common = written.lower() in WORDS_IN_CAPITALS or (
            begins_sentence(text, start) and is_romance(text, start, end)  # "Nato a Roma"
        )
        elided = written.istitle() and _ELIDED.search(text, max(0, start - 6), start) is not None  # "l'Ue"
        return "" if (loose and not common) or elided else "acronym"
    word = written.lower()
    if word not in WORDS_IN_CAPITALS:
        return ""
    if word == "who" and (small(preceded_by(text, start)) in ASKED_OF or text.startswith(" did it", end)):
        return "acronym"
    return PENDING if _is_in_capitals(text, start, end) or _shouts_on(text, end) else ""


def is_short(text: str, start: int, end: int, sense: Sense) -> bool:
    """Whether a form is one word; an acronym like WHO, whose capitals alone tell it from a word, is not."""
    written = text[start:end]
    if " " in written:
        return False
    return not (sense.acronym and written.lower() in stop_words("en"))


def is_small(text: str, start: int, end: int, sense: Sense) -> bool:
    first = text[start]
    if first.islower():
        return True
    if sense.rule == "surname":  # "XI" is a numeral, save in a headline all in capitals
        return end - start <= 3 and text[start:end].isupper() and not _is_in_capitals(text, start, end)
    if sense.rule == "title":
        return False
    space = text.rfind(" ", start, end)
    if space < 0 or not text[space + 1].islower() or not first.isascii():
        return False
    form = folded_name(text[start:end])
    return not any(
        alias[alias.rfind(" ") + 1].islower() for alias in sense.actor.aliases if folded_name(alias) == form
    )


def _is_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the sentence around, or what is near of it, is all in capitals."""
    before = _END.split(text[max(0, start - _AROUND) : start])[-1]
    after = _END.split(text[end : end + _AROUND], maxsplit=1)[0]
    around = before + after
    return (
        len(around) >= _TOO_SHORT
        and _LONG_WORD.search(around) is not None
        and around.upper() == around
        and around.lower() != around
    )


def _shouts_on(text: str, end: int) -> bool:
    """Whether the two words after are in capitals as well: "UN CONDUCTOR DIO POSITIVO"."""
    found = _WORDS_ON.match(text, end)
    return found is not None and found[1].isupper() and found[2].isupper()
