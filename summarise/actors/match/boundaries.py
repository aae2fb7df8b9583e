"""Whether a form stands by itself in a text, or is a part of a word, an address or an adjective."""

import re
from typing import Final

from summarise.actors.catalogue import Kind
from summarise.actors.lexicon import BEFORE_A_HOLDER, BEFORE_A_NAME, MADE_OF_A_NAME, SLAVIC_ENDINGS
from summarise.actors.neighbours import APOSTROPHES, has_genitive_s, is_slavic, small

_NO_BOUNDARY: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
)
HYPHENS: Final = frozenset("-‐‑")
_SPLIT: Final = re.compile("[-‐‑]")
_DOTS: Final = "·・‧•"
_ARTICLES: Final = frozenset({"al", "el", "ad", "as", "ul", "ur", "ben"})
_PREFIXED: Final = re.compile(r"(?:\A|[^\w])(?:[وف]?[بلك]|[وف]|ו?[בלמהש]|ו|כ)\Z")
_MARKS: Final = frozenset(APOSTROPHES + _DOTS)
_LONG_ENOUGH = 4
_ELIDED: Final = re.compile(
    r"(?:\A|[^\w’'])(?:[ldnsjmtc]|qu|jusqu|lorsqu|dell|all|nell|sull|dall|un|quell)['’]\Z", re.IGNORECASE
)
_SUFFIXED: Final = re.compile(
    r"[’'‘`´′ʼ](?:s|d|ll|ve|re|n?[iıuü]n|y?[eaiıuü]|[dt][ea]n?|y?l[ea]|n[ea])(?!\w)", re.IGNORECASE
)
_BROKEN: Final = re.compile("(?:â€™|’|�|\\?|&#0?39;|&rsquo;|&apos;)s?(?![\\w])")
_CUT_CHARACTERS: Final = frozenset("/@#._\\=&%~+:?-")
_TOKEN_CUT: Final = re.compile(r"[\s<>\"“”«»()]")
_CUT_BEFORE: Final = re.compile(r"[#@_\\=&%]\Z|@|://|^www\.|^[/~.]|\w\.\w+/|\w/\w+/")
_KINDS: Final = (
    r"(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|pptx?|x?html?|php|aspx?|mp[34]|mov|avi|zip|csv|txt|json|xml"
    r"|exe|com|org|net|int|info|gov|edu)"
)
_CUT_AFTER: Final = re.compile(rf"[\w.-]*@\w|\.[a-z]{{2,4}}\b|[\w%-]*\.{_KINDS}\b|://|_\w|/\w+[/.]\w|=")
_COMPOUND_BEFORE: Final = re.compile(r"[^\s\"“”«»(),;:]*\Z")
_COMPOUND_AFTER: Final = re.compile(r"[^\s\"“”«»(),;:.!?]*")
_ENDING: Final = re.compile(r"[a-ząę]{1,3}(?!\w)")
_NEAR = 120
_WORD_REACH = 40

Finding = tuple[str, str]


def hindrance(text: str, start: int, end: int) -> Finding | None:
    """Why the form at [start, end) is no word of its own, and another word that tells so; else None."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and (before.isalnum() or before == "_") and not _joins_before(text, start, end):
        return "inside", ""
    if after and (after.isalnum() or after == "_") and not _joins_after(text, start, end):
        return "inside", ""
    if (after in _CUT_CHARACTERS or before in _CUT_CHARACTERS) and _is_cut_out(text, start, end):
        return "address", ""
    if (before in _MARKS and before) or (after in _MARKS and after):
        return _marked(text, start, end)
    return None


def _marked(text: str, start: int, end: int) -> Finding | None:
    """Whether the apostrophe or the dot beside the form joins it to another word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _DOTS and before:
        return "other first name", whole_word(text, start, start)
    if after in _DOTS and after:
        return (
            ("first name", whole_word(text, end + 1, end + 1)) if _NO_BOUNDARY.match(text, end + 1) else None
        )
    opened = before in "'’" and text[start - 2 : start - 1].isalpha()
    closed = after in APOSTROPHES and text[end + 1 : end + 2].isalpha()
    if opened and before and not _ELIDED.search(text, max(0, start - 9), start):
        return "inside", ""
    if closed and after and not (_SUFFIXED.match(text, end) or _BROKEN.match(text, end)):
        return "inside", ""
    return None


def _joins_before(text: str, start: int, end: int) -> bool:
    """Whether a letter right before leaves the form a word: no spaces in the script, or a particle."""
    if _NO_BOUNDARY.match(text, start):
        return True
    first = text[start]
    if not "\u0590" <= first <= "\u06ff" or end - start < _LONG_ENOUGH:
        return False
    return _PREFIXED.search(text, max(0, start - 3), start) is not None


def _joins_after(text: str, start: int, end: int) -> bool:
    """Whether a letter right after leaves the form a word: no spaces, a genitive, a broken apostrophe."""
    if _NO_BOUNDARY.match(text, end - 1):
        return True
    follows = text[end]
    if "a" <= follows <= "z" or follows in "ąę":
        return _has_ending(text, start, end)
    return follows in "âʼ" and (follows == "ʼ" or _BROKEN.match(text, end) is not None)


def _has_ending(text: str, start: int, end: int) -> bool:
    """Whether the letters right after are a case ending of the text's language: "Putins", "Putinem"."""
    if end - start < _LONG_ENOUGH or not (text[start].isupper() and text[end - 1].islower()):
        return False
    ending = _ENDING.match(text, end)
    if ending is None:
        return False
    if ending[0] == "s":
        return has_genitive_s(text, start, end)
    return ending[0] in SLAVIC_ENDINGS and is_slavic(text, start, end)


def _is_cut_out(text: str, start: int, end: int) -> bool:
    before = _TOKEN_CUT.split(text[max(0, start - _NEAR) : start])[-1]
    after = _TOKEN_CUT.split(text[end : end + _NEAR])[0]
    return bool(_CUT_BEFORE.search(before) or _CUT_AFTER.match(after))


def is_hyphened(text: str, start: int, end: int) -> bool:
    """Whether a hyphen stands right beside the form."""
    return text[end : end + 1] in HYPHENS or text[start - 1 : start] in HYPHENS


def hyphened(text: str, start: int, end: int, kind: Kind, *, paired: bool) -> Finding | None:
    """Whether hyphens make an adjective of the form: "anti-Putin", "Putin-era", "Merkel-Vertrauter".

    With another form on the other side of the hyphen (`paired`) both are names; an organisation keeps its
    name in "NATO-led" and "EU-Gipfel".
    """
    reason = "adjective", ""
    if text[start - 1 : start] in HYPHENS and text[start - 2 : start - 1].isalnum():
        found = _COMPOUND_BEFORE.search(text, max(0, start - _WORD_REACH), start)
        part = small(_SPLIT.split((found[0] if found else "").rstrip("-‐‑"))[-1])
        if part not in _ARTICLES:
            if kind == "organisation":
                return reason if part in BEFORE_A_NAME - BEFORE_A_HOLDER else None
            if not paired or part in BEFORE_A_NAME:
                return reason
    if text[end : end + 1] in HYPHENS and kind == "person" and text[end + 1 : end + 2].isalnum():
        found = _COMPOUND_AFTER.match(text, end + 1, end + _WORD_REACH)
        part = _SPLIT.split(found[0] if found else "")[0]
        if not paired or part[:1].islower() or small(part) in MADE_OF_A_NAME:
            return reason
    return None


def whole_word(text: str, start: int, end: int) -> str:
    """The form with all that stands beside it without a space."""
    before = _COMPOUND_BEFORE.search(text, max(0, start - _WORD_REACH), start)
    after = _COMPOUND_AFTER.match(text, end, end + _WORD_REACH)
    return (before[0] if before else "") + text[start:end] + (after[0] if after else "")
