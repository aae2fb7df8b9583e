"""Characters that some step before us broke, mended where only one reading is possible, for display alone."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from summarise.text.mojibake import ENCODED, decoded

_ENTITIES: Mapping[str, str] = {
    "quot": '"', "apos": "'", "nbsp": "\u00a0", "rsquo": "’", "lsquo": "‘", "rdquo": "”", "ldquo": "“",
    "ndash": "–", "mdash": "—", "hellip": "…", "eacute": "é", "euro": "€", "pound": "£",
    "34": '"', "39": "'", "039": "'", "160": "\u00a0", "163": "£", "8211": "–", "8212": "—", "8216": "‘",
    "8217": "’", "8220": "“", "8221": "”", "8230": "…", "8364": "€",
    "x22": '"', "x27": "'", "x2019": "’", "x2018": "‘", "x201c": "“", "x201d": "”",
    "x2013": "–", "x2014": "—",
}  # fmt: skip
_ENTITY = r"&(?:amp;)*(?:(?P<named>[a-z]{4,6})|#(?P<coded>\d{2,4}|x[0-9a-f]{2,4}));"
_AMPERSAND = r"(?P<amp>&(?:amp;)+)(?!#?\w{1,8};|amp)"
_NOT = r"(?:do|does|did|is|are|was|were|wo|would|ca|could|should|has|have|had|must|need)n"
_PRONOUN = r"(?:they|we|you|I)"
_APOSTROPHE = (
    rf"(?P<not>(?<!\w){_NOT})[?\ufffd](?=t(?:[ ,.;:)]|\Z))"
    rf"|(?P<pronoun>(?<!\w){_PRONOUN})[?\ufffd](?=(?:re|ve|ll) )"
    r"|(?P<thing>(?<!\w)(?:it|that|there|what|who|here|let|he|she))\ufffd(?=s )"
    r"|(?P<owner>[a-z])\?(?=s [a-z]|s[,;:.](?:\s|\Z))"
    r"|(?P<plural>(?<!\w)[^\W\d_]+s)\?"
    r"(?= (?!(?:he|she|they|it|we|you|I|said|says|asked|asks|wrote|told|the|a|an)\b)[a-z]{3,})"
)
_ADDRESS = r"(?P<address>(?:https?://|www\.)\S+)"
_BROKEN = re.compile(rf"{_ADDRESS}|(?P<entity>{_ENTITY}|{_AMPERSAND})|(?P<encoded>{ENCODED})|{_APOSTROPHE}")
_SENTENCE_START = re.compile(r"(?:[.!?…]|^)[\"”’')\]]*\s+", re.MULTILINE)
_ASKING = re.compile(
    r"(?<!\w)(?:who|whose|whom|what|when|where|which|why|how|is|are|was|were|am|do|does|did|has|have|had|can|could|will"
    r"|would|shall|should|may|might|must|isn|aren|wasn|weren|don|doesn|didn|won|wouldn)\b",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_LOOKED_BACK = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Mend:
    """`was`, at `start` in the source, is shown as `now`."""

    start: int
    was: str
    now: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mended:
    """A text as people see it, with all that was changed."""

    text: str
    mends: tuple[Mend, ...]

    def source(self) -> str:
        """The text as it came, every mend undone."""
        pieces, at, grown = [], 0, 0
        for mend in self.mends:
            begin = mend.start + grown
            pieces += [self.text[at:begin], mend.was]
            at = begin + len(mend.now)
            grown += len(mend.now) - len(mend.was)
        return "".join((*pieces, self.text[at:]))

    def offsets(self) -> tuple[int, ...]:
        """For each character of `text`, and for its end, where in the source it stands.

        All characters of a mend stand where it starts.
        """
        steps = [1] * len(self.text)
        grown = 0
        for mend in self.mends:
            begin = mend.start + grown
            last = begin + len(mend.now) - 1
            steps[begin:last] = [0] * (last - begin)
            steps[last] = len(mend.was)
            grown += len(mend.now) - len(mend.was)
        return tuple(accumulate(steps, initial=0))


def mended(text: str) -> Mended:
    """The text with its broken characters mended where nothing else can have been meant.

    That is: UTF-8 read as Windows-1252 ("â€™", "Ã¼"), references left over from HTML ("&#39;", "&amp;quot;"),
    and an apostrophe that arrived as "?" or U+FFFD ("Russia?s", "don?t", "Guterres? plan" where the sentence
    asks nothing). Web addresses are left as they are. Mending twice changes nothing more, and a text of which
    that would not hold is left as it is.
    """
    once = _mended(text)
    return once if not once.mends or not _mended(once.text).mends else Mended(text=text, mends=())


def shown(text: str) -> str:
    """A slice as a person sees it: broken characters mended (`mended`), one space for each run of white
    space, trimmed. Nothing else changes.
    """
    return _SPACE.sub(" ", mended(text).text).strip()


def _mended(text: str) -> Mended:
    mends = tuple(_mends(text))
    pieces, at = [], 0
    for mend in mends:
        pieces += [text[at : mend.start], mend.now]
        at = mend.start + len(mend.was)
    return Mended(text="".join((*pieces, text[at:])), mends=mends)


def _mends(text: str) -> Iterator[Mend]:
    for found in _BROKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind == "address":
            continue
        start, was, now = _READINGS.get(kind, _apostrophe)(text, found)
        if now and now != was:
            yield Mend(start=start, was=was, now=now)


def _entity(_: str, found: re.Match[str]) -> tuple[int, str, str]:
    if found["amp"]:
        return found.start(), found[0], "&"
    return found.start(), found[0], _ENTITIES.get(found["named"] or found["coded"].lower(), "")


def _encoded(text: str, found: re.Match[str]) -> tuple[int, str, str]:
    start, end = found.span()
    return start, found[0], decoded(found[0], text[max(0, start - 1) : start], text[end : end + 1])


def _apostrophe(text: str, found: re.Match[str]) -> tuple[int, str, str]:
    at = found.end() - 1
    certain = not found["plural"] or not _asks(text, at)
    return at, text[at], "'" if certain else ""


def _asks(text: str, at: int) -> bool:
    """Whether the sentence up to here holds a word that asks, or is too long to tell."""
    before = text[max(0, at - _LOOKED_BACK) : at]
    starts = [match.end() for match in _SENTENCE_START.finditer(before)]
    if not starts and at > _LOOKED_BACK:
        return True
    return bool(_ASKING.search(before, starts[-1] if starts else 0))


_READINGS: Mapping[str, Callable[[str, re.Match[str]], tuple[int, str, str]]] = {
    "entity": _entity,
    "encoded": _encoded,
}
